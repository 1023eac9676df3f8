import { Atom, Item, NO_WAY, NOTHING_TO_DO, Ways } from './atoms';

/** What one keyword asks of a value, and what it takes to break it. */
export interface Demand {
  met: Ways;
  broken: Ways;
}

export const IMPOSSIBLE: Demand = { met: NO_WAY, broken: NOTHING_TO_DO };

/** Demands that are conditions with an exact opposite. */
export function plain(met: Atom, broken: Atom): Demand {
  return { met: [[{ atom: met }]], broken: [[{ atom: broken }]] };
}

/** A demand nobody can judge: it may be met and may be broken. */
export function unjudged(note: string): Demand {
  const item: Item = { atom: { on: 'unknown', note } };
  return { met: [[item]], broken: [[item]] };
}
