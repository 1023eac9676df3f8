import { toDraft04 } from './draft04';
import { JsonSchema } from './jsonSchema';
import { describeValue, widenToTake } from './widenSchema';

/**
 * How {@link infer} and {@link widen} treat what no example has shown.
 *
 * @public
 */
export interface InferOptions {
  /**
   * Objects take only the fields seen, and lists that were always empty stay empty. Left out, both stay open, as in the
   * schemas that EventBridge discovers.
   */
  closed?: boolean;
}

/**
 * A Draft-04 schema that describes all the examples, much as EventBridge's schema discovery does ("Inferring schemas from
 * events on an event bus"): nested objects and lists, `required` for what all of them have. Beyond that it keeps `null` as a
 * type, and a format for text that is a date-time, a UUID or an e-mail address throughout. Compiles no code and throws
 * nothing.
 *
 * More examples only widen the schema. Closed, that holds for every value: what `infer(a)` takes, `infer([...a, ...b])` takes
 * too. Open, it holds for values that keep to the fields and list elements shown; a field that turns up later is described
 * from then on, although anything went before.
 *
 * @param examples - example details, or example values of any kind; without any, the schema takes everything, or closed,
 * nothing
 * @public
 */
export function infer(
  examples: readonly unknown[],
  options: InferOptions = {},
): JsonSchema {
  const isClosed = options.closed === true;
  if (examples.length === 0) return isClosed ? { not: {} } : {};
  const [first, ...others] = examples;
  return widenWith(describeValue(first, isClosed), others, isClosed);
}

/**
 * The schema, as Draft-04, with just so much less asked that it takes the examples too; for discovery that never ends, where
 * the earlier examples are gone. `widen(infer(a), b)` equals `infer([...a, ...b])`. What an example breaks is loosened or left
 * out; where it stands in words that cannot be loosened one by one, such as `oneOf`, the example's own shape becomes another
 * choice. Compiles no code and throws nothing.
 *
 * Closed, everything the schema took is still taken, whatever the schema. Open, that holds for values that keep to the fields
 * and list elements the schema describes, as with {@link infer}.
 *
 * @param schema - as {@link infer} gives it, or any other; not changed
 * @param examples - what the schema is to take as well
 * @public
 */
export function widen(
  schema: JsonSchema,
  examples: readonly unknown[],
  options: InferOptions = {},
): JsonSchema {
  return widenWith(
    toDraft04(schema, schema).schema,
    examples,
    options.closed === true,
  );
}

function widenWith(
  start: JsonSchema,
  examples: readonly unknown[],
  isClosed: boolean,
): JsonSchema {
  return examples.reduce<JsonSchema>(
    (schema, example) =>
      widenToTake(schema, example, { root: schema, isClosed }),
    start,
  );
}
