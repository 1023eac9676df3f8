import fc from 'fast-check';
import { readFilterPattern } from './filterPattern';

/** A condition as it is written, and what it says about a message. */
interface Written {
  text: string;
  holds: (message: Record<string, unknown>) => boolean;
}

const name = fc.constantFrom('a', 'b', 'c');
const number = fc.integer({ min: -3, max: 3 });
const word = fc.constantFrom('x', 'xy', 'y z', 'say "no"', 'back\\slash', '}');

const quoted = (text: string) => JSON.stringify(text);

const comparison = fc
  .record({
    key: name,
    sign: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
    value: number,
  })
  .map(
    ({ key, sign, value }): Written => ({
      text: `$.${key} ${sign} ${value}`,
      holds: message => {
        const given = message[key];
        if (sign === '!=') {
          return given !== undefined && given !== value;
        }
        if (typeof given !== 'number') {
          return false;
        }
        return {
          '=': given === value,
          '<': given < value,
          '<=': given <= value,
          '>': given > value,
          '>=': given >= value,
        }[sign];
      },
    }),
  );

const equality = fc.record({ key: name, value: word }).map(
  ({ key, value }): Written => ({
    text: `$.${key}=${quoted(value)}`,
    holds: message => message[key] === value,
  }),
);

const absence = name.map(
  (key): Written => ({
    text: `$.${key} NOT EXISTS`,
    holds: message => message[key] === undefined,
  }),
);

const { condition } = fc.letrec<{ condition: Written }>(tie => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    equality,
    absence,
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({
      text: `(${left.text}) && (${right.text})`,
      holds: (message: Record<string, unknown>) =>
        left.holds(message) && right.holds(message),
    })),
    fc.tuple(tie('condition'), tie('condition')).map(([left, right]) => ({
      text: `(${left.text} ) || ( ${right.text})`,
      holds: (message: Record<string, unknown>) =>
        left.holds(message) || right.holds(message),
    })),
  ),
}));

const message = fc.dictionary(name, fc.oneof(number, word));

describe('filter patterns', () => {
  it('say of JSON what their conditions say', () => {
    fc.assert(
      fc.property(condition, message, ({ text, holds }, given) => {
        expect(readFilterPattern(`{ ${text} }`)(JSON.stringify(given))).toBe(
          holds(given),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('find in a text the terms that they are made of', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('', '-'), word), { minLength: 1 }),
        fc.string(),
        fc.array(word),
        (terms, noise, words) => {
          const pattern = terms
            .map(([sign, term]) => sign + quoted(term))
            .join(' ');
          const text = [noise, ...words].join(' ');
          expect(readFilterPattern(pattern)(text)).toBe(
            terms.every(
              ([sign, term]) => text.includes(term) === (sign === ''),
            ),
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('end in a filter or in a refusal, whatever they are', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '(', ')', '&&', '||', '$.a', '=', '!=', '1', '"x"', 'IS'],
      ...['NOT', 'EXISTS', 'NULL', ' ', '?', '-', '"', '\\', '%', '$', '['],
      ...[']', ',', '...', 'a'],
    );
    fc.assert(
      fc.property(fc.array(pieces), given => {
        let outcome: unknown;
        try {
          outcome = typeof readFilterPattern(given.join(' '))('{"a":1}');
        } catch (error) {
          outcome = error instanceof Error ? error.name : error;
        }
        expect(['boolean', 'InvalidParameterException']).toContain(outcome);
      }),
      { numRuns: 2_000 },
    );
  });
});
