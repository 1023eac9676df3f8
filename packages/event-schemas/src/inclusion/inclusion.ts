import { isHidden } from './found';
import { GoalTable } from './goal';
import { placeOf } from './place';
import { Reading } from './reading';
import { OutOfWorkError, Search } from './search';

/** Whether every value that one schema accepts is one that another accepts. */
export interface Inclusion {
  /** `excluded` says only that examples were found that `isExample` took. */
  verdict: 'included' | 'excluded' | 'undecided';
  /** What could not be judged, in words. */
  notes: string[];
}

export interface InclusionQuestion {
  inner: Reading;
  outer: Reading;
  /** Whether values carry only properties that the inner schema names. */
  carriesOnlyNamed: boolean;
  /** Judges a value that should be accepted by the inner schema and refused by the outer. True if it is. */
  isExample: (value: unknown) => boolean;
  /** How many steps the search may take. */
  work: number;
}

/** Steps spent on finding further examples after the first. */
const WORK_AFTER_EXAMPLE = 400;

/**
 * Proves that a schema includes another, or finds examples that it does not, by searching for a value that the inner one
 * accepts and the outer one refuses. `included` is said only where the search proved that there is none.
 */
export function inclusion({
  inner,
  outer,
  carriesOnlyNamed,
  isExample,
  work,
}: InclusionQuestion): Inclusion {
  const search = new Search(new GoalTable(), work);
  let examples = 0;
  let rooms = 0;
  try {
    search.each(
      [
        search.goal(inner.root, inner, true),
        search.goal(outer.root, outer, false),
      ],
      carriesOnlyNamed ? placeOf([inner.root], inner) : undefined,
      room => {
        rooms++;
        for (const found of room) {
          if (!isHidden(found) && isExample(found.value)) {
            if (examples === 0) search.limit(WORK_AFTER_EXAMPLE);
            examples++;
          }
        }
        return false;
      },
    );
  } catch (error) {
    if (!(error instanceof OutOfWorkError)) throw error;
    if (examples === 0) {
      return {
        verdict: 'undecided',
        notes: ['the schemas combine into more cases than were looked at'],
      };
    }
  }
  if (examples > 0) return { verdict: 'excluded', notes: [] };
  return rooms === 0
    ? { verdict: 'included', notes: [] }
    : { verdict: 'undecided', notes: [...search.notes] };
}
