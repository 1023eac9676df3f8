import { JsonSchema, numberOf } from './jsonSchema';
import { SeededRandom } from './seededRandom';

/** A number within the schema's bounds, readable where the name suggests money or a count. */
export function sampleNumber(
  schema: JsonSchema,
  name: string,
  random: SeededRandom,
  isInteger: boolean,
): number {
  const step = numberOf(schema.multipleOf) ?? (isInteger ? 1 : undefined);
  const [min, isMinOpen] = bound(schema, 'minimum', 'exclusiveMinimum');
  const [max, isMaxOpen] = bound(schema, 'maximum', 'exclusiveMaximum');
  const within = (value: number) =>
    (min === undefined || value > min || (value === min && !isMinOpen)) &&
    (max === undefined || value < max || (value === max && !isMaxOpen));

  const wanted = readable(name, random, isInteger);
  const low = min ?? (max === undefined ? 0 : max - 100);
  const high = max ?? low + 100;
  const candidates = [
    wanted,
    Math.floor(low) + random.whole(1, 3),
    low,
    low / 2 + high / 2,
    high,
  ].flatMap(value => (step === undefined ? [value] : multiples(value, step)));
  return candidates.find(within) ?? candidates[0];
}

/** Draft-04 has a flag beside the bound, later drafts a bound of its own. */
function bound(
  schema: JsonSchema,
  inclusiveKeyword: string,
  exclusiveKeyword: string,
): [number | undefined, boolean] {
  const inclusive = numberOf(schema[inclusiveKeyword]);
  const exclusive = schema[exclusiveKeyword];
  if (typeof exclusive !== 'number') return [inclusive, exclusive === true];
  if (inclusive === undefined) return [exclusive, true];
  const isLower = inclusiveKeyword === 'minimum';
  const exclusiveIsTighter = isLower
    ? exclusive >= inclusive
    : exclusive <= inclusive;
  return exclusiveIsTighter ? [exclusive, true] : [inclusive, false];
}

function multiples(value: number, step: number): number[] {
  const times = Math.floor(value / step);
  return [times, times + 1, times - 1].map(count =>
    // 3 × 0.1 is not 0.3 in floating point; the shortest decimal is what was meant.
    Number((count * step).toPrecision(12)),
  );
}

function readable(
  name: string,
  random: SeededRandom,
  isInteger: boolean,
): number {
  if (/amount|price|total|cost|fee|sum/i.test(name)) {
    return isInteger ? random.whole(10, 99) : random.whole(1000, 9999) / 100;
  }
  if (/quantity|count|qty/i.test(name)) return random.whole(1, 5);
  if (/year/i.test(name)) return 2026;
  if (/age$/i.test(name)) return random.whole(20, 60);
  if (/percent|rate|ratio/i.test(name)) return isInteger ? 5 : 0.5;
  if (/lat/i.test(name) && !isInteger) return 52.52;
  if (/lon|lng/i.test(name) && !isInteger) return 13.4;
  return isInteger ? random.whole(1, 99) : random.whole(10, 990) / 10;
}
