import { definePart, Platform } from '../calls/platform';

/** When each API destination may be called next, by its ARN. */
const NEXT_CALLS = definePart<Map<string, number>>(() => new Map());

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
  const nextCalls = platform.part(NEXT_CALLS);
  const now = clock.now();
  const turnMs = Math.max(now, nextCalls.get(arn) ?? 0);
  nextCalls.set(arn, turnMs + 1000 / ratePerSecond);
  if (turnMs > now) {
    await new Promise<void>(resolve => clock.at(turnMs, resolve));
  }
}
