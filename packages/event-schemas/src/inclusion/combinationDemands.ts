import { JsonSchema, listOf } from '../jsonSchema';
import { resolveReference } from '../references';
import { Demand, unjudged } from './demand';
import { MakeGoal } from './makeGoal';
import { Reading } from './reading';

/** References and the keywords that combine schemas. */
export function combinationDemands(
  schema: JsonSchema,
  reading: Reading,
  make: MakeGoal,
): Demand[] {
  const yes = (part: unknown) => ({ goal: make(part, true) });
  const no = (part: unknown) => ({ goal: make(part, false) });
  const demands: Demand[] = [];

  if (typeof schema.$ref === 'string') {
    const target = resolveReference(reading.root, schema.$ref, schema);
    demands.push(
      target === undefined
        ? unjudged(`the reference ${schema.$ref}`)
        : { met: [[yes(target)]], broken: [[no(target)]] },
    );
  }
  for (const keyword of ['$dynamicRef', '$recursiveRef']) {
    if (schema[keyword] !== undefined) demands.push(unjudged(keyword));
  }
  for (const part of listOf(schema.allOf)) {
    demands.push({ met: [[yes(part)]], broken: [[no(part)]] });
  }
  if (schema.anyOf !== undefined) {
    const parts = listOf(schema.anyOf);
    demands.push({
      met: parts.map(part => [yes(part)]),
      broken: [parts.map(no)],
    });
  }
  if (schema.oneOf !== undefined)
    demands.push(exactlyOne(listOf(schema.oneOf)));
  if (schema.not !== undefined) {
    demands.push({ met: [[no(schema.not)]], broken: [[yes(schema.not)]] });
  }
  if (schema.if !== undefined) {
    const { if: condition, then = true, else: otherwise = true } = schema;
    demands.push({
      met: [
        [yes(condition), yes(then)],
        [no(condition), yes(otherwise)],
      ],
      broken: [
        [yes(condition), no(then)],
        [no(condition), no(otherwise)],
      ],
    });
  }
  return demands;

  function exactlyOne(parts: unknown[]): Demand {
    const pairs = parts.flatMap((one, index) =>
      parts.slice(index + 1).map(other => [yes(one), yes(other)]),
    );
    return {
      met: parts.map((one, index) => [
        yes(one),
        ...parts.filter((_, other) => other !== index).map(no),
      ]),
      broken: [parts.map(no), ...pairs],
    };
  }
}
