import { isObject, JsonSchema } from '../jsonSchema';
import { NoSampleError, sample } from '../sample';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Events that look like a writer's, and small changes of them, in the hope that a reader refuses one. */
export function nearbyEvents(
  writer: JsonSchema,
  reader: JsonSchema,
): unknown[] {
  const samples = [writer, reader].flatMap(schema =>
    SEEDS.flatMap(seed => sampled(schema, seed)),
  );
  return [...samples, ...samples.flatMap(event => changed(event, 0))];
}

function sampled(schema: JsonSchema, seed: number): unknown[] {
  try {
    return [sample(schema, seed)];
  } catch (error) {
    if (error instanceof NoSampleError) return [];
    throw error;
  }
}

const OTHERS: readonly unknown[] = ['', 0, 1.5, true, null, [], {}];

/** One thing left out, doubled or of another type, at any place not too deep. */
function changed(value: unknown, depth: number): unknown[] {
  if (depth > 4) return [];
  if (Array.isArray(value)) {
    return [
      [],
      [...value, ...value],
      ...value
        .slice(0, 2)
        .flatMap((element: unknown, index) =>
          changed(element, depth + 1).map(other =>
            value.map((old, at) => (at === index ? other : old)),
          ),
        ),
    ];
  }
  if (!isObject(value)) return [...OTHERS];
  return Object.keys(value).flatMap(name => {
    const { [name]: member, ...others } = value;
    return [
      others,
      ...[...OTHERS, ...changed(member, depth + 1)].map(other => ({
        ...value,
        [name]: other,
      })),
    ];
  });
}
