import { InputError, toError } from '@backstage/errors';
import {
  Change,
  Plan,
  RunResult,
  WantedOnboarding,
} from '@busline/backstage-plugin-eventbridge-common';
import { AccountEntryError } from '../aws/assumedRoles';
import { awsReason, isAccessDenied } from '../aws/awsErrors';
import { AwsClients } from '../aws/clients';
import { RunContext, RunLog } from '../runs/RunContext';
import { sentences } from '../runs/sentences';
import { LeaseStore } from '../store/LeaseStore';
import { applyChange } from './applyChange';
import { Journal } from './Journal';
import { Planner } from './Planner';
import { StepOutcome } from './step';
import { withBusLease } from './withBusLease';

/** A large account needs some seconds. */
const RESCAN_MS = 60_000;

/** An apply did not come to its end; the message says what is left of it. */
export class ApplyError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ApplyError';
  }
}

/** Makes AWS as somebody wants it, or leaves it as it was. */
export class Applier {
  readonly #planner: Planner;
  readonly #clients: AwsClients;
  readonly #leases: LeaseStore;

  constructor(deps: {
    planner: Planner;
    clients: AwsClients;
    leases: LeaseStore;
  }) {
    this.#planner = deps.planner;
    this.#clients = deps.clients;
    this.#leases = deps.leases;
  }

  /**
   * Plans anew and carries the plan out, as the only one who changes the bus.
   *
   * @throws InputError where the plan has problems; nothing is changed then.
   * @throws {@link ApplyError} where a change failed; what was done is undone.
   */
  async apply(wanted: WantedOnboarding, run: RunContext): Promise<RunResult> {
    try {
      return await withBusLease(
        this.#leases,
        this.#planner.hubBusArn,
        run,
        signal => this.#planAndCarryOut(wanted, run, signal),
      );
    } catch (error) {
      // Cancelled while it waited for the bus or read AWS.
      if (run.signal.aborted && !(error instanceof ApplyError)) {
        const { message } = toError(run.signal.reason);
        throw new ApplyError(sentences(message, 'Nothing was changed'), error);
      }
      throw error;
    }
  }

  async #planAndCarryOut(
    wanted: WantedOnboarding,
    run: RunContext,
    signal: AbortSignal,
  ): Promise<RunResult> {
    const plan = await this.#planner.plan(wanted, signal);
    refuseProblems(plan);
    await run.log.write('info', plan.summary);
    const counts = await this.#carryOut(plan, wanted, run, signal);
    await run.log.write('info', closingLine(plan, counts));
    const { created, changed, kept } = counts;
    return { kind: 'apply', plan, created, changed, kept };
  }

  async #carryOut(
    plan: Plan,
    wanted: WantedOnboarding,
    run: RunContext,
    signal: AbortSignal,
  ): Promise<Record<StepOutcome, number>> {
    const journal = new Journal(run.log);
    const counts = { created: 0, changed: 0, kept: 0 };
    let current: Change | undefined;
    try {
      for (const change of plan.changes) {
        signal.throwIfAborted();
        current = change;
        const outcome = await applyChange({
          clients: this.#clients.in(change.accountId, change.region, 'apply'),
          change,
          journal,
          signal,
        });
        counts[outcome] += 1;
        if (outcome === 'kept') {
          await journal.note(
            `Kept ${change.title}, it is as it should be`,
            change.arn,
          );
        }
      }
    } catch (error) {
      const reason = signal.aborted
        ? toError(signal.reason).message
        : failureText(current, error);
      throw await this.#undo(plan, wanted, journal, run.log, reason, error);
    }
    if (counts.created + counts.changed > 0) {
      await this.#rescan(plan, wanted, run.log);
    }
    return counts;
  }

  async #undo(
    plan: Plan,
    wanted: WantedOnboarding,
    journal: Journal,
    log: RunLog,
    reason: string,
    cause: unknown,
  ): Promise<ApplyError> {
    if (!journal.hasChanges) {
      return new ApplyError(sentences(reason, 'Nothing was changed'), cause);
    }
    const { undone, left } = await journal.undoAll();
    await this.#rescan(plan, wanted, log);
    return new ApplyError(
      left.length === 0
        ? sentences(
            reason,
            `All ${undone} changes of this run were undone; nothing is left behind`,
          )
        : sentences(
            reason,
            `${undone} changes were undone, but not these: ${left.join(', ')}`,
            'Undo them by hand, or mend the reason and start again',
          ),
      cause,
    );
  }

  /**
   * Shows at once what was changed. It goes on though the run was cancelled,
   * and what was done stays done though it fails: the next scan comes anyway.
   */
  async #rescan(
    plan: Plan,
    wanted: WantedOnboarding,
    log: RunLog,
  ): Promise<void> {
    try {
      await this.#planner.rescan(
        this.#planner.placesOf(plan),
        wanted,
        AbortSignal.timeout(RESCAN_MS),
      );
    } catch (error) {
      await log.write(
        'warn',
        `The accounts could not be read again, so pages show the change later: ${awsReason(
          error,
        )}`,
      );
    }
  }
}

function refuseProblems({ problems }: Plan): void {
  if (problems.length > 0) {
    throw new InputError(
      `Nothing was changed, because of ${
        problems.length === 1 ? 'a problem' : `${problems.length} problems`
      }:\n${problems
        .map(({ message, mend }) => `- ${sentences(message, mend)}`)
        .join('\n')}`,
    );
  }
}

function failureText(change: Change | undefined, error: unknown): string {
  const reason = awsReason(error);
  if (!change) {
    return reason;
  }
  return sentences(
    `Could not make ${change.title} in account ${change.accountName}: ${reason}`,
    error instanceof AccountEntryError ? error.mend : undefined,
    isAccessDenied(error)
      ? `Allow this to the apply role of account ${change.accountName}`
      : undefined,
  );
}

function closingLine(
  plan: Plan,
  { created, changed, kept }: Record<StepOutcome, number>,
): string {
  if (created + changed === 0) {
    return `Nothing to change: all ${kept} resources are as they should be`;
  }
  const counted = `${created} created, ${changed} changed, ${kept} kept`;
  return plan.delivery
    ? `Done: ${counted}. Events arrive in queue ${plan.delivery.queueName}`
    : `Done: ${counted}`;
}
