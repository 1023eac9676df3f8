import { createHash } from 'node:crypto';
import {
  AccountScan,
  Platform,
  Snapshot,
} from '@busline/backstage-plugin-eventbridge-common';
import { Knex } from 'knex';

interface SnapshotRow {
  id: number;
  account_id: string;
  region: string;
  content_hash: string;
  snapshot: string;
  started_at: string;
  taken_at: string;
  seen_at: string;
}

interface FailureRow {
  account_id: string;
  region: string;
  at: string;
  reason: string;
  mend: string;
}

/** What the scans of each account and Region came to. */
export class SnapshotStore {
  readonly #knex: Knex;
  readonly #platform: Platform;
  readonly #snapshotsToKeep: number;

  /** @param snapshotsToKeep - of each account and Region, at least 1 */
  constructor(knex: Knex, platform: Platform, snapshotsToKeep: number) {
    this.#knex = knex;
    this.#platform = platform;
    this.#snapshotsToKeep = snapshotsToKeep;
  }

  /** Every account and Region of the platform, scanned or not. */
  async scans(): Promise<AccountScan[]> {
    const newestIds = this.#knex<SnapshotRow>('eventbridge_snapshots')
      .max('id')
      .groupBy('account_id', 'region');
    const [snapshots, failures] = await Promise.all([
      this.#knex<SnapshotRow>('eventbridge_snapshots').whereIn('id', newestIds),
      this.#knex<FailureRow>('eventbridge_scan_failures'),
    ]);
    return this.#platform.accounts.flatMap(({ id, regions }) =>
      regions.map(region => {
        const isHere = (row: SnapshotRow | FailureRow) =>
          row.account_id === id && row.region === region;
        const newest = snapshots.find(isHere);
        const failure = failures.find(isHere);
        return {
          accountId: id,
          region,
          ...(newest && { snapshot: readRow(newest) }),
          ...(failure && {
            failure: {
              at: failure.at,
              reason: failure.reason,
              mend: failure.mend,
            },
          }),
        };
      }),
    );
  }

  /** The last good snapshot of one account and Region. */
  async last(accountId: string, region: string): Promise<Snapshot | undefined> {
    const row = await this.#newest(this.#knex, accountId, region);
    return row && readRow(row);
  }

  /**
   * Keeps a snapshot. One that equals the newest only renews when that was
   * seen; one whose scan began before the newest's is dropped, so that a slow
   * scan never hides what was changed meanwhile. The oldest are forgotten.
   *
   * @param startedAt - ISO 8601, when the scan began
   * @returns whether what the store says has changed
   */
  async keep(snapshot: Snapshot, startedAt: string): Promise<boolean> {
    const { takenAt, ...content } = snapshot;
    const text = JSON.stringify(content);
    const hash = createHash('sha256').update(text).digest('hex');
    const { accountId, region } = snapshot;
    return this.#knex.transaction(async tx => {
      const recovered = await tx<FailureRow>('eventbridge_scan_failures')
        .where({ account_id: accountId, region })
        .delete();
      const newest = await this.#newest(tx, accountId, region);
      if (newest && newest.started_at > startedAt) {
        return recovered > 0;
      }
      if (newest?.content_hash === hash) {
        await tx<SnapshotRow>('eventbridge_snapshots')
          .where({ id: newest.id })
          .update({ started_at: startedAt, seen_at: takenAt });
        return recovered > 0;
      }
      await tx<Omit<SnapshotRow, 'id'>>('eventbridge_snapshots').insert({
        account_id: accountId,
        region,
        content_hash: hash,
        snapshot: text,
        started_at: startedAt,
        taken_at: takenAt,
        seen_at: takenAt,
      });
      await this.#forgetOldest(tx, accountId, region);
      return true;
    });
  }

  /**
   * Notes that a scan failed as a whole; the last good snapshot stays.
   *
   * @returns whether what the store says has changed
   */
  async keepFailure(
    accountId: string,
    region: string,
    failure: { at: string; reason: string; mend: string },
  ): Promise<boolean> {
    const key = { account_id: accountId, region };
    const known = await this.#knex<FailureRow>('eventbridge_scan_failures')
      .where(key)
      .first();
    await this.#knex<FailureRow>('eventbridge_scan_failures')
      .insert({ ...key, ...failure })
      .onConflict(['account_id', 'region'])
      .merge();
    return known?.reason !== failure.reason;
  }

  async #forgetOldest(
    tx: Knex,
    accountId: string,
    region: string,
  ): Promise<void> {
    const here = { account_id: accountId, region };
    const oldestToKeep = await tx<SnapshotRow>('eventbridge_snapshots')
      .where(here)
      .orderBy('id', 'desc')
      .offset(this.#snapshotsToKeep - 1)
      .first('id');
    if (oldestToKeep) {
      await tx<SnapshotRow>('eventbridge_snapshots')
        .where(here)
        .andWhere('id', '<', oldestToKeep.id)
        .delete();
    }
  }

  async #newest(
    knex: Knex,
    accountId: string,
    region: string,
  ): Promise<SnapshotRow | undefined> {
    return knex<SnapshotRow>('eventbridge_snapshots')
      .where({ account_id: accountId, region })
      .orderBy('id', 'desc')
      .first();
  }
}

function readRow(row: SnapshotRow): Snapshot {
  // The store wrote this text itself, from a snapshot.
  const content = JSON.parse(row.snapshot) as Omit<Snapshot, 'takenAt'>;
  return { ...content, takenAt: row.seen_at };
}
