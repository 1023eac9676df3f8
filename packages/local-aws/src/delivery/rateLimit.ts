import { definePart, Platform } from '../calls/platform';
import { Pace } from '../clock';

/** The paces of API destinations by ARN and rate. */
const PACES = definePart<Map<string, Pace>>(() => new Map());

/**
 * Waits for a call's turn, so that there are no more of them in a second than
 * a rate allows. Calls beyond it are late, never dropped.
 */
export async function waitForTurn(
  platform: Platform,
  arn: string,
  ratePerSecond: number,
): Promise<void> {
  const { clock } = platform;
  const paces = platform.part(PACES);
  const key = `${arn} ${ratePerSecond}`;
  let pace = paces.get(key);
  if (!pace) {
    pace = new Pace(ratePerSecond, 1);
    paces.set(key, pace);
  }
  const waitMs = pace.claim(clock.now());
  if (waitMs > 0) {
    await new Promise<void>(resolve => clock.at(clock.now() + waitMs, resolve));
  }
}
