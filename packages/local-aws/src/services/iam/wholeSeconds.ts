import { Clock } from '../../clock';

/** IAM and STS tell times to the second. */
export function wholeSeconds(clock: Clock): Date {
  return new Date(Math.floor(clock.now() / 1000) * 1000);
}
