import { isObject, JsonSchema } from '../jsonSchema';
import { changeAt } from './changeAt';
import { choiceChanges } from './choiceChanges';
import { listChanges } from './listChanges';
import { objectChanges } from './objectChanges';
import { otherChanges } from './otherChanges';
import { placeView } from './placeView';
import { SchemaChange } from './schemaChange';
import { valueChanges } from './valueChanges';

/** Deeper places, and more of them, than anyone reads; ends schemas that branch into themselves. */
const MAX_DEPTH = 40;
const MAX_PLACES = 20_000;

/** Two versions being compared. */
interface Comparison {
  before: JsonSchema;
  after: JsonSchema;
  /** Shared by all places. */
  left: { places: number };
}

/** A pair of schemas that describe one place in the two versions. */
export interface PlacePair {
  before: unknown;
  after: unknown;
  path: string;
}

/** A place with what is said of it, and how to go on from it. */
export interface ComparedPlace {
  path: string;
  before: JsonSchema;
  after: JsonSchema;
  /** The changes at and below another place. */
  compare(pair: PlacePair): SchemaChange[];
  /** Whether two schemas say the same, but for annotations. */
  saySame(before: unknown, after: unknown): boolean;
}

/** All changes between two versions. */
export function changesBetween(
  before: JsonSchema,
  after: JsonSchema,
): SchemaChange[] {
  const comparison = { before, after, left: { places: MAX_PLACES } };
  return compare(comparison, { before, after, path: 'detail' }, []);
}

/** @param open - pairs being compared: meeting one again means recursion */
function compare(
  comparison: Comparison,
  pair: PlacePair,
  open: readonly PlacePair[],
): SchemaChange[] {
  const isKnown = open.some(
    ({ before, after }) =>
      isObject(before) && before === pair.before && after === pair.after,
  );
  if (isKnown || open.length > MAX_DEPTH || comparison.left.places-- <= 0) {
    return [];
  }
  const { path } = pair;
  const further = [...open, pair];
  const place: ComparedPlace = {
    path,
    before: placeView(comparison.before, pair.before),
    after: placeView(comparison.after, pair.after),
    compare: next => compare(comparison, next, further),
    saySame: (before, after) =>
      compare(comparison, { before, after, path }, further).every(
        ({ kind }) => kind === 'annotation-changed',
      ),
  };
  return [
    ...[
      ...valueChanges(place.before, place.after),
      ...otherChanges(place.before, place.after),
    ].map(({ effect, ...detail }) => changeAt(path, effect, detail)),
    ...objectChanges(place),
    ...listChanges(place),
    ...choiceChanges(place),
  ];
}
