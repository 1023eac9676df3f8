import { JsonSchema, numberOf, textOf } from '../jsonSchema';
import { Demand, IMPOSSIBLE, plain, unjudged } from './demand';
import { Reading } from './reading';
import { isTextFormat } from './textRules';

/** Keywords of the validator's own, which compare dates and times. */
const FORMAT_BOUNDS = [
  'formatMinimum',
  'formatMaximum',
  'formatExclusiveMinimum',
  'formatExclusiveMaximum',
];

/** What a schema asks of a text. */
export function textDemands(schema: JsonSchema, reading: Reading): Demand[] {
  const demands = sizeDemands(
    'length',
    numberOf(schema.minLength),
    numberOf(schema.maxLength),
  );
  const expression = textOf(schema.pattern);
  if (expression !== undefined) {
    const { isUnicode } = reading;
    demands.push(
      plain(
        { on: 'pattern', expression, isUnicode, holds: true },
        { on: 'pattern', expression, isUnicode, holds: false },
      ),
    );
  }
  const name = textOf(schema.format);
  // Formats the validator does not know, and those it does not check, say nothing.
  if (name !== undefined && isTextFormat(name)) {
    demands.push(
      plain(
        { on: 'format', name, holds: true },
        { on: 'format', name, holds: false },
      ),
    );
  }
  for (const keyword of FORMAT_BOUNDS) {
    if (schema[keyword] !== undefined) demands.push(unjudged(keyword));
  }
  return demands;
}

/** Bounds of a length or a count. */
export function sizeDemands(
  on: 'length' | 'size',
  least: number | undefined,
  most: number | undefined,
): Demand[] {
  const demands: Demand[] = [];
  if (least !== undefined && least > 0) {
    demands.push(
      plain({ on, least, most: Infinity }, { on, least: 0, most: least - 1 }),
    );
  }
  if (most !== undefined) {
    demands.push(
      most < 0
        ? IMPOSSIBLE
        : plain(
            { on, least: 0, most },
            { on, least: most + 1, most: Infinity },
          ),
    );
  }
  return demands;
}
