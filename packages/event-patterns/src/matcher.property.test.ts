import fc from 'fast-check';
import {
  compile,
  EventPattern,
  explain,
  intersects,
  NoMatchingEventError,
  parsePattern,
  samplePatternEvent,
} from './index';

/**
 * A second matcher, written for likeness to the documentation and not for speed: it lists every field of the event with the
 * list elements around it, and tries every combination.
 */
function referenceMatches(pattern: object, event: object): boolean {
  const fields = flatten(event, [], {});
  return variants(pattern).some(wanted => {
    const keys = [...wanted.keys()].sort();
    const search = (at: number, chosen: Record<string, number>): boolean => {
      if (at === keys.length) return true;
      const here = fields.filter(
        field =>
          field.path === keys[at] &&
          Object.entries(field.places).every(
            ([list, index]) =>
              chosen[list] === undefined || chosen[list] === index,
          ),
      );
      return (wanted.get(keys[at]) ?? []).some(rule =>
        isAbsence(rule)
          ? here.length === 0 && search(at + 1, chosen)
          : here.some(
              field =>
                fits(rule, field.value) &&
                search(at + 1, { ...chosen, ...field.places }),
            ),
      );
    };
    return search(0, {});
  });
}

interface Flat {
  path: string;
  value: unknown;
  places: Record<string, number>;
}

function flatten(
  value: unknown,
  steps: string[],
  places: Record<string, number>,
  list = 'r',
): Flat[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) =>
      typeof element === 'object' && element !== null
        ? flatten(
            element,
            steps,
            { ...places, [list]: index },
            `${list}[${index}]`,
          )
        : [{ path: steps.join('.'), value: element, places }],
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      flatten(inner, [...steps, name], places, `${list}/${name}`),
    );
  }
  return [{ path: steps.join('.'), value, places }];
}

/** One list of rules by path for each way through the `$or`s. Of a path given twice, the last counts. */
function variants(
  pattern: object,
  steps: string[] = [],
): Map<string, unknown[]>[] {
  return Object.entries(pattern).reduce<Map<string, unknown[]>[]>(
    (soFar, [key, value]) => {
      const path = [...steps, key];
      let options = [new Map([[path.join('.'), value]])];
      if (key === '$or') {
        options = value.flatMap((member: object) => variants(member, steps));
      } else if (!Array.isArray(value)) options = variants(value, path);
      return options.flatMap(option =>
        soFar.map(one => new Map([...one, ...option])),
      );
    },
    [new Map()],
  );
}

function isAbsence(rule: unknown): boolean {
  return JSON.stringify(rule) === '{"exists":false}';
}

function fits(rule: unknown, value: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return rule === value;
  const [[operator, operand]] = Object.entries(rule) as [string, any][];
  const matches = (source: string, flags = 'su') =>
    typeof value === 'string' &&
    new RegExp(`^(?:${source})$`, flags).test(value);
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  switch (operator) {
    case 'prefix':
    case 'suffix': {
      const text = literal(operand['equals-ignore-case'] ?? operand);
      return matches(
        operator === 'prefix' ? `${text}.*` : `.*${text}`,
        typeof operand === 'object' ? 'sui' : 'su',
      );
    }
    case 'equals-ignore-case':
      return matches(literal(operand), 'sui');
    case 'wildcard':
      return matches(operand.split('*').map(literal).join('.*'));
    case 'anything-but': {
      if (typeof operand !== 'object') return value !== operand;
      if (Array.isArray(operand)) return !operand.includes(value);
      const [[inner, values]] = Object.entries(operand);
      return ![values].flat().some(one => fits({ [inner]: one }, value));
    }
    case 'numeric': {
      if (typeof value !== 'number') return false;
      const compare: Record<string, (n: number) => boolean> = {
        '=': n => value === n,
        '<': n => value < n,
        '<=': n => value <= n,
        '>': n => value > n,
        '>=': n => value >= n,
      };
      return [0, 2].every(
        at => at >= operand.length || compare[operand[at]](operand[at + 1]),
      );
    }
    case 'exists':
      return operand;
    default:
      throw new Error(operator);
  }
}

const text = fc.constantFrom('', 'a', 'b', 'A', 'ab', 'ba', 'aba', 'Ab');
const number = fc.constantFrom(0, 1, 2, -1, 1.5);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const name = fc.constantFrom('a', 'b', 'c', 'a.b');

const rule = fc.oneof(
  scalar,
  fc.record({ prefix: text }),
  fc.record({ suffix: text }),
  fc.record({ prefix: fc.record({ 'equals-ignore-case': text }) }),
  fc.record({ suffix: fc.record({ 'equals-ignore-case': text }) }),
  fc.record({ 'equals-ignore-case': text }),
  fc.record({ wildcard: fc.constantFrom('*', 'a*', '*a', 'a*a', '*b*') }),
  fc.record({
    'anything-but': fc.oneof(
      text,
      number,
      fc.array(text, { minLength: 1, maxLength: 2 }),
      fc.array(number, { minLength: 1, maxLength: 2 }),
    ),
  }),
  fc.record({
    'anything-but': fc.record({ prefix: fc.constantFrom('a', 'b') }),
  }),
  fc.record({ 'anything-but': fc.record({ 'equals-ignore-case': text }) }),
  fc.record({
    'anything-but': fc.record({ wildcard: fc.constantFrom('a*', '*b*') }),
  }),
  fc
    .tuple(fc.constantFrom('=', '<', '<=', '>', '>='), number)
    .map(numeric => ({ numeric })),
  fc.constant({ numeric: ['>', 0, '<=', 2] }),
  fc.record({ exists: fc.boolean() }),
);

const fieldNames = fc.constantFrom('a', 'b', 'c');

const { object: patternObject } = fc.letrec<{ object: object; or: object }>(
  tie => ({
    object: fc
      .tuple(
        fc.dictionary(
          fieldNames,
          fc.oneof(
            { maxDepth: 3 },
            fc.array(rule, { minLength: 1, maxLength: 2 }),
            tie('object'),
          ),
          { minKeys: 1, maxKeys: 3 },
        ),
        fc.oneof(
          { weight: 7, arbitrary: fc.constant({}) },
          { weight: 1, arbitrary: tie('or') },
        ),
      )
      .map(([fields, or]) => ({ ...fields, ...or })),
    or: fc
      .array(
        fc.dictionary(
          fieldNames,
          fc.array(rule, { minLength: 1, maxLength: 2 }),
          {
            minKeys: 1,
            maxKeys: 2,
          },
        ),
        { minLength: 2, maxLength: 2 },
      )
      .map($or => ({ $or })),
  }),
);

const { value: detailValue } = fc.letrec<{ value: unknown; object: object }>(
  tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      scalar,
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    object: fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  }),
);

const detail = fc.dictionary(name, detailValue, { maxKeys: 4 });
const source = fc.constantFrom('a', 'ab', 'b');
const event = fc.record({ source, 'detail-type': fc.constant('t'), detail });

const pattern = fc.record(
  {
    source: fc.array(rule, { minLength: 1, maxLength: 2 }),
    detail: patternObject,
  },
  { requiredKeys: ['detail'] },
);

/** Lists of objects with lists of objects: where fields must match within the same element. */
const inLists = {
  pattern: fc.record({
    detail: fc.record({
      l: fc.record(
        {
          a: fc.array(rule, { minLength: 1, maxLength: 2 }),
          b: fc.array(rule, { minLength: 1, maxLength: 2 }),
          m: fc.record(
            {
              a: fc.array(rule, { minLength: 1, maxLength: 2 }),
              z: fc.array(rule, { minLength: 1, maxLength: 2 }),
            },
            { requiredKeys: ['z'] },
          ),
        },
        { requiredKeys: ['b'] },
      ),
    }),
  }),
  event: fc.record({
    source,
    detail: fc.record({
      l: fc.array(
        fc.record(
          {
            a: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })),
            b: scalar,
            m: fc.array(
              fc.record({ a: scalar, z: scalar }, { requiredKeys: [] }),
              { maxLength: 3 },
            ),
          },
          { requiredKeys: [] },
        ),
        { maxLength: 4 },
      ),
    }),
  }),
};

const limits = { maxCharacters: 100_000 };

it.each([
  ['anything', pattern, event],
  ['lists of objects', inLists.pattern, inLists.event],
] as const)(
  'agrees with the reference matcher about %s',
  (_, patterns: fc.Arbitrary<object>, events: fc.Arbitrary<object>) => {
    let matched = 0;
    fc.assert(
      fc.property(patterns, events, (wanted, given) => {
        const expected = referenceMatches(wanted, given);
        if (expected) matched++;
        expect(compile(parsePattern(wanted, limits))(given)).toBe(expected);
      }),
      { numRuns: 5000 },
    );
    // Both answers must have been put to the test.
    expect(matched).toBeGreaterThan(50);
  },
);

it('explains every field as matched exactly when the event matches', () => {
  fc.assert(
    fc.property(pattern, event, (wanted, given) => {
      const parsed = parsePattern(wanted, limits);
      expect(explain(parsed, given).every(({ matched }) => matched)).toBe(
        compile(parsed)(given),
      );
    }),
    { numRuns: 2000 },
  );
});

it('never calls patterns disjoint that one event matches', () => {
  fc.assert(
    fc.property(pattern, pattern, event, (one, other, given) => {
      const a = parsePattern(one, limits);
      const b = parsePattern(other, limits);
      const answer = intersects(a, b);
      expect(intersects(b, a)).toBe(answer);
      const bothMatch = compile(a)(given) && compile(b)(given);
      expect([answer, bothMatch]).not.toEqual(['no', true]);
    }),
    { numRuns: 3000 },
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
      const parsed = parsePattern(wanted, limits);
      const sample = sampleIfAny(parsed, base);
      if (sample) made++;
      expect(sample === undefined || compile(parsed)(sample)).toBe(true);
    }),
    { numRuns: 1000 },
  );
  expect(made).toBeGreaterThan(600);
});
