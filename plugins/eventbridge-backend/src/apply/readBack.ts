import { setTimeout as delay } from 'node:timers/promises';
import { StepContext } from './step';

/** Pauses between two looks; together about a minute, as SQS may need. */
const PAUSES_MS = [200, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** What was written is not what AWS gives back. */
export class ReadBackError extends Error {}

/**
 * Looks until AWS gives back what was just written. AWS may take a while to
 * show a change ("Amazon SQS: SetQueueAttributes": up to 60 seconds; "IAM:
 * Troubleshoot IAM, changes that I make are not always immediately visible").
 *
 * @throws {@link ReadBackError} where it never does.
 */
export async function readBack(
  { change, signal }: StepContext,
  isAsWanted: () => Promise<boolean>,
): Promise<void> {
  for (const pause of PAUSES_MS) {
    if (await isAsWanted()) {
      return;
    }
    await delay(pause, undefined, { signal });
  }
  if (!(await isAsWanted())) {
    throw new ReadBackError(
      `AWS accepted ${change.title}, but does not give back what was written; look at ${change.arn}`,
    );
  }
}
