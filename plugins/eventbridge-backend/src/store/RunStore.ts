import { randomUUID } from 'node:crypto';
import {
  Run,
  RunLogEntry,
  RunResult,
  WantedOnboarding,
} from '@busline/backstage-plugin-eventbridge-common';
import { Knex } from 'knex';

interface RunRow {
  id: string;
  kind: Run['kind'];
  status: Run['status'];
  started_at: string;
  ended_at: string | null;
  alive_at: string;
  cancel_requested: boolean;
  requested_by: string | null;
  wanted: string;
  error: string | null;
  result: string | null;
}

interface LogRow {
  run_id: string;
  seq: number;
  at: string;
  level: RunLogEntry['level'];
  message: string;
  arn: string | null;
}

/** How a run ended. */
export type RunEnd =
  | { status: 'succeeded'; result: RunResult }
  | { status: 'failed' | 'cancelled'; error: string };

/** Runs and their log lines. */
export class RunStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async begin(
    kind: Run['kind'],
    wanted: WantedOnboarding,
    requestedBy: string,
  ): Promise<Run> {
    const id = randomUUID();
    const now = new Date().toISOString();
    await this.#runs().insert({
      id,
      kind,
      status: 'running',
      started_at: now,
      alive_at: now,
      cancel_requested: false,
      requested_by: requestedBy,
      wanted: JSON.stringify(wanted),
    });
    return { id, kind, status: 'running', startedAt: now, log: [] };
  }

  /** The run with its log entries after `after`. */
  async find(id: string, after = 0): Promise<Run | undefined> {
    // The row first: a run that has ended by then has all its lines.
    const row = await this.#runs().where({ id }).first();
    if (!row) {
      return undefined;
    }
    const lines = await this.#log()
      .where({ run_id: id })
      .andWhere('seq', '>', after)
      .orderBy('seq');
    return {
      id,
      kind: row.kind,
      status: row.status,
      startedAt: row.started_at,
      ...(row.ended_at && { endedAt: row.ended_at }),
      log: lines.map(({ seq, at, level, message, arn }) => ({
        seq,
        at,
        level,
        message,
        ...(arn && { arn }),
      })),
      ...(row.error && { error: row.error }),
      // The store wrote this text itself, from a result.
      ...(row.result && { result: JSON.parse(row.result) as RunResult }),
    };
  }

  /** Adds a line after the newest; a run has one writer at a time. */
  async append(id: string, entry: Omit<RunLogEntry, 'seq' | 'at'>) {
    const newest = await this.#log()
      .where({ run_id: id })
      .max<{ seq: number | null }>({ seq: 'seq' })
      .first();
    await this.#log().insert({
      run_id: id,
      seq: (newest?.seq ?? 0) + 1,
      at: new Date().toISOString(),
      level: entry.level,
      message: entry.message,
      arn: entry.arn ?? null,
    });
  }

  /** Ends a run that is still running; the first end stands. */
  async end(id: string, end: RunEnd): Promise<void> {
    await this.#runs()
      .where({ id, status: 'running' })
      .update({
        status: end.status,
        ended_at: new Date().toISOString(),
        error: end.status === 'succeeded' ? null : end.error,
        result: end.status === 'succeeded' ? JSON.stringify(end.result) : null,
      });
  }

  async requestCancel(id: string): Promise<void> {
    await this.#runs()
      .where({ id, status: 'running' })
      .update({ cancel_requested: true });
  }

  /** Gives a sign of life and tells whether somebody wants the run cancelled. */
  async signOfLife(id: string): Promise<{ cancelRequested: boolean }> {
    await this.#runs()
      .where({ id })
      .update({ alive_at: new Date().toISOString() });
    const row = await this.#runs().where({ id }).first('cancel_requested');
    // SQLite keeps booleans as 0 and 1.
    return { cancelRequested: Boolean(row?.cancel_requested) };
  }

  /** Runs that are said to be running but gave no sign of life since `before`. */
  async withoutSignOfLifeSince(before: Date): Promise<string[]> {
    const rows = await this.#runs()
      .where({ status: 'running' })
      .andWhere('alive_at', '<', before.toISOString())
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** Deletes runs that ended before then, with their logs. */
  async forgetEndedBefore(then: Date): Promise<void> {
    // A run that goes on has no end, and so is never before.
    await this.#knex.transaction(async tx => {
      const ended = () =>
        tx<RunRow>('eventbridge_runs').where(
          'ended_at',
          '<',
          then.toISOString(),
        );
      // Not left to the foreign key, which SQLite may be told to ignore.
      await tx<LogRow>('eventbridge_run_log')
        .whereIn('run_id', ended().select('id'))
        .delete();
      await ended().delete();
    });
  }

  #runs() {
    return this.#knex<RunRow>('eventbridge_runs');
  }

  #log() {
    return this.#knex<LogRow>('eventbridge_run_log');
  }
}
