import fc from 'fast-check';
import {
  event,
  listEvent,
  listPattern,
  pattern,
  random,
} from './__testUtils__/arbitraries';
import { damaged, otherJsonText } from './__testUtils__/jsonTexts';
import { referenceMatches } from './__testUtils__/referenceMatcher';
import {
  compile,
  EventPattern,
  explain,
  intersects,
  InvalidEventError,
  NoMatchingEventError,
  parsePattern,
  RuleSet,
  samplePatternEvent,
} from './index';

/** Another one each time; PROPERTY_SEED repeats a run. */
const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);
beforeAll(() => process.stdout.write(`PROPERTY_SEED=${seed}\n`));

const limits = { maxCharacters: 100_000 };
const parse = (wanted: object) => parsePattern(wanted, limits);

/** Every pattern of a round meets every event of it, so that pairs are many and cheap. */
const PATTERNS = 40;
const EVENTS = 25;
const ROUNDS = 120;

const exactly = (count: number) => ({ minLength: count, maxLength: count });

describe.each([
  ['anything', pattern, event],
  ['lists of objects', listPattern, listEvent],
] as const)('about %s', (_, patterns, events) => {
  it('agrees with the reference matcher, one by one and as a set', () => {
    let pairs = 0;
    let matched = 0;
    fc.assert(
      fc.property(
        fc.array<object>(patterns, exactly(PATTERNS)),
        fc.array<object>(events, exactly(EVENTS)),
        random,
        (wanted, given, next) => {
          const parsed = wanted.map(parse);
          const tests = parsed.map(compile);
          const rules = new RuleSet<number>();
          parsed.forEach((one, number) => rules.add(number, one));
          for (const one of given) {
            const expected = wanted.flatMap((each, number) =>
              referenceMatches(each, one) ? [number] : [],
            );
            pairs += wanted.length;
            matched += expected.length;
            expect(rules.match(one)).toEqual(expected);
            const text = otherJsonText(one, next);
            expect([text, rules.match(text)]).toEqual([text, expected]);
            const single = tests.flatMap((test, number) =>
              test(text) ? [number] : [],
            );
            expect(single).toEqual(expected);
          }
        },
      ),
      { numRuns: ROUNDS, seed },
    );
    expect(pairs).toBeGreaterThanOrEqual(100_000);
    // Both answers must have been put to the test.
    expect(matched).toBeGreaterThan(pairs / 200);
    expect(matched).toBeLessThan(pairs / 2);
  });
});

/** What an ordinary reader makes of a text. */
function parsedObject(text: string): object | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value) && value !== null
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

function outcome(rules: RuleSet<number>, text: string): number[] | 'refused' {
  try {
    return rules.match(text);
  } catch (error) {
    if (error instanceof InvalidEventError) return 'refused';
    throw error;
  }
}

it('refuses exactly the texts that are no JSON object', () => {
  let refused = 0;
  fc.assert(
    fc.property(
      fc.array(pattern, exactly(10)),
      fc.array(event, exactly(10)),
      random,
      (wanted, given, next) => {
        const rules = new RuleSet<number>();
        wanted.forEach((one, number) => rules.add(number, parse(one)));
        for (const one of given) {
          const text = damaged(otherJsonText(one, next), next);
          const value = parsedObject(text);
          if (!value) refused++;
          expect([text, outcome(rules, text)]).toEqual([
            text,
            value ? rules.match(value) : 'refused',
          ]);
        }
      },
    ),
    { numRuns: 1000, seed },
  );
  expect(refused).toBeGreaterThan(2000);
  expect(refused).toBeLessThan(9500);
});

it('keeps a set right while rules come, change and go', () => {
  const change = fc.record({
    value: fc.nat(30),
    wanted: fc.oneof(pattern, listPattern),
    kind: fc.constantFrom('replace', 'replace', 'remove'),
  });
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 20, maxLength: 80 }),
      fc.array(fc.oneof(event, listEvent), exactly(5)),
      (changes, given) => {
        const rules = new RuleSet<number>();
        const model = new Map<number, EventPattern>();
        const check = () => {
          expect(rules.size).toBe(model.size);
          for (const one of given) {
            const expected = [...model].flatMap(([value, wanted]) =>
              compile(wanted)(one) ? [value] : [],
            );
            expect(rules.match(JSON.stringify(one))).toEqual(expected);
          }
        };
        changes.forEach(({ value, wanted, kind }, number) => {
          if (kind === 'remove') {
            rules.remove(value);
            model.delete(value);
          } else {
            model.set(value, parse(wanted));
            rules.replace(value, parse(wanted));
          }
          if (number % 10 === 0) check();
        });
        check();
        for (const value of [...model.keys()]) {
          expect(rules.remove(value)).toBe(true);
          model.delete(value);
        }
        check();
      },
    ),
    { numRuns: 100, seed },
  );
});

it('explains every field as matched exactly when the event matches', () => {
  fc.assert(
    fc.property(pattern, event, (wanted, given) => {
      const parsed = parse(wanted);
      expect(explain(parsed, given).every(({ matched }) => matched)).toBe(
        compile(parsed)(given),
      );
    }),
    { numRuns: 2000, seed },
  );
});

it('never calls patterns disjoint that one event matches', () => {
  fc.assert(
    fc.property(pattern, pattern, event, (one, other, given) => {
      const a = parse(one);
      const b = parse(other);
      const answer = intersects(a, b);
      expect(intersects(b, a)).toBe(answer);
      const bothMatch = compile(a)(given) && compile(b)(given);
      expect([answer, bothMatch]).not.toEqual(['no', true]);
    }),
    { numRuns: 3000, seed },
  );
});

function sampleIfAny(parsed: EventPattern, base: object): object | undefined {
  try {
    return samplePatternEvent(parsed, base);
  } catch (error) {
    if (error instanceof NoMatchingEventError) return undefined;
    throw error;
  }
}

it('makes only events that match', () => {
  let made = 0;
  fc.assert(
    fc.property(pattern, event, (wanted, base) => {
      const parsed = parse(wanted);
      const sample = sampleIfAny(parsed, base);
      if (sample) made++;
      expect(sample === undefined || compile(parsed)(sample)).toBe(true);
    }),
    { numRuns: 1000, seed },
  );
  expect(made).toBeGreaterThan(600);
});
