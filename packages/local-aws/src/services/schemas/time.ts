import { Platform } from '../../calls/platform';

/** A point in time as the registry keeps it: seconds, no fraction. */
export function wholeSeconds(ms: number): Date {
  return new Date(Math.floor(ms / 1000) * 1000);
}

/** The time now, as the registry keeps it. */
export const secondOf = ({ clock }: Pick<Platform, 'clock'>): Date =>
  wholeSeconds(clock.now());
