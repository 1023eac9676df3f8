import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import { Arn } from '@busline/backstage-plugin-eventbridge-common';
import { RunContext } from '../runs/RunContext';
import { LeaseStore } from '../store/LeaseStore';

/** A backend that died keeps others waiting at most this long. */
const LEASE_MS = 30_000;

/** Several times within the lease, so that one slow answer does not lose it. */
const RENEW_MS = 8_000;

/** How long to wait for another run to finish with the bus. */
const WAIT_MS = 90_000;

const RETRY_MS = 500;

/**
 * Does work as the only run that changes this bus. A bus policy is written as
 * a whole, so two runs at once could each overwrite the other's statement.
 *
 * @throws ConflictError where another run holds the bus for too long.
 */
export async function withBusLease<T>(
  leases: LeaseStore,
  busArn: Arn,
  run: RunContext,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  await takeLease(leases, busArn, run);
  const finished = new AbortController();
  const lost = new AbortController();
  const renewing = renew(leases, busArn, run.id, finished.signal, lost);
  try {
    return await work(AbortSignal.any([run.signal, lost.signal]));
  } finally {
    finished.abort();
    await renewing;
    await leases.release(busArn, run.id);
  }
}

async function takeLease(
  leases: LeaseStore,
  busArn: Arn,
  run: RunContext,
): Promise<void> {
  const giveUpAt = Date.now() + WAIT_MS;
  let told = '';
  for (;;) {
    const holder = await leases.take(busArn, run.id, LEASE_MS);
    if (holder === run.id) {
      return;
    }
    if (Date.now() > giveUpAt) {
      throw new ConflictError(
        `Run ${holder} is changing the bus and has not finished in ${
          WAIT_MS / 1000
        } s; try again when it has ended`,
      );
    }
    if (told !== holder) {
      told = holder;
      await run.log.write(
        'info',
        `Waiting for run ${holder}, which is changing the same bus`,
        busArn,
      );
    }
    await delay(RETRY_MS, undefined, { signal: run.signal });
  }
}

async function renew(
  leases: LeaseStore,
  busArn: Arn,
  owner: string,
  finished: AbortSignal,
  lost: AbortController,
): Promise<void> {
  let heldUntil = Date.now() + LEASE_MS;
  while (!finished.aborted && !lost.signal.aborted) {
    try {
      await delay(RENEW_MS, undefined, { signal: finished });
      const holder = await leases.take(busArn, owner, LEASE_MS);
      if (holder === owner) {
        heldUntil = Date.now() + LEASE_MS;
      } else {
        heldUntil = 0;
      }
    } catch {
      // Finished, or the database is away: then time tells.
    }
    if (!finished.aborted && Date.now() > heldUntil) {
      lost.abort(
        new ConflictError(
          'Another run took over the bus, because this one did not renew its lease in time.',
        ),
      );
    }
  }
}
