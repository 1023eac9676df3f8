import {
  analyse,
  checkPattern,
  compile,
  describePattern,
  explain,
  intersects,
  InvalidEventError,
  parsePattern,
  RuleSet,
} from './index';

/** Generous, so that a slow machine passes and an exponential matcher does not. */
const TIME_LIMIT_MS = 5000;

function timed<T>(run: () => T): T {
  const start = performance.now();
  const result = run();
  expect(performance.now() - start).toBeLessThan(TIME_LIMIT_MS);
  return result;
}

const many = (count: number, make: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => make(index));

it('matches large lists of objects in about linear time', () => {
  const test = compile(
    parsePattern({ detail: { l: { a: [1], b: [1], c: [1], d: ['none'] } } }),
  );
  const l = many(20_000, () => ({ a: 1, b: 1, c: 1 }));
  expect(timed(() => test({ detail: { l: [...l, { d: 'none' }] } }))).toBe(
    false,
  );
  l.push({ a: 1, b: 1, c: 1, d: 'none' });
  expect(timed(() => test({ detail: { l } }))).toBe(true);
});

it('matches several lists side by side without trying every combination', () => {
  const lists = Object.fromEntries(
    'abcdefgh'.split('').map(name => [name, many(500, n => ({ x: 1, n }))]),
  );
  const wanted = Object.fromEntries(
    'abcdefgh'
      .split('')
      .map(name => [name, { x: [1], n: [{ numeric: ['<', 499] }] }]),
  );
  const test = compile(parsePattern({ detail: { ...wanted, z: ['none'] } }));
  expect(timed(() => test({ detail: lists }))).toBe(false);
});

it('matches many values at one path without trying every combination', () => {
  const names = 'abcdefghij'.split('');
  const values = many(1000, () => 1);
  const test = compile(
    parsePattern({
      detail: { ...Object.fromEntries(names.map(n => [n, [1]])), z: ['none'] },
    }),
  );
  const detail = Object.fromEntries(names.map(n => [n, values]));
  expect(timed(() => test({ detail }))).toBe(false);
});

it('takes long text and many wildcards', () => {
  const test = compile(
    parsePattern({ detail: { x: [{ wildcard: `${'*a'.repeat(200)}*b` }] } }),
  );
  expect(timed(() => test({ detail: { x: 'a'.repeat(200_000) } }))).toBe(false);
});

it('takes long text with every case-insensitive operator', () => {
  const eic = { 'equals-ignore-case': 'ß'.repeat(300) };
  const test = compile(
    parsePattern({ detail: { x: [{ prefix: eic }, { suffix: eic }, eic] } }),
  );
  expect(timed(() => test({ detail: { x: 'S'.repeat(100_000) } }))).toBe(true);
});

it('looks into deeply nested events only where the pattern leads', () => {
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const test = compile(parsePattern({ detail: { a: { a: [1] } } }));
  expect(test(`{"detail": ${deep}}`)).toBe(false);
});

it('refuses lists nested deeper than EventBridge reads', () => {
  const level = (inner: string) => `[{"a": 1}, ${inner}]`;
  const nested = many(5000, () => 0).reduce<string>(level, '1');
  const test = compile(parsePattern({ detail: { l: { a: [1], b: [1] } } }));
  expect(() => test(`{"detail": {"l": ${nested}}}`)).toThrow(InvalidEventError);
});

it('takes lists nested deep where nothing needs telling apart', () => {
  const nested = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
  const test = compile(parsePattern({ detail: { l: [1] } }));
  expect(test(`{"detail": {"l": ${nested}}}`)).toBe(true);
});

it('refuses deep patterns without falling over', () => {
  const deep = `${'{"a":'.repeat(50_000)}[1]${'}'.repeat(50_000)}`;
  expect(checkPattern(deep).map(({ code }) => code)).toEqual([
    'too-large',
    'too-deep',
  ]);
});

it('refuses a flood of combinations without counting them all', () => {
  const or = { $or: many(10, n => ({ [`a${n}`]: [n] })) };
  const flood = Object.fromEntries(
    many(30, n => [`n${n}`, or]) as [string, unknown][],
  );
  expect(
    timed(() => checkPattern({ detail: flood })).map(({ code }) => code),
  ).toEqual(['too-large', 'too-many-combinations']);
});

it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'treats %s as a name like any other',
  name => {
    const pattern = parsePattern(`{"detail": {"${name}": {"${name}": ["x"]}}}`);
    const test = compile(pattern);
    expect(test('{"detail": {}}')).toBe(false);
    expect(test(`{"detail": {"${name}": {"${name}": "x"}}}`)).toBe(true);
    expect(explain(pattern, {})).toHaveLength(1);
    expect(describePattern(pattern)).toEqual([
      `\`detail.${name}.${name}\` is x`,
    ]);
  },
);

it('takes patterns that are not JSON for invalid', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.detail = cyclic;
  expect(checkPattern(cyclic)).toEqual([
    expect.objectContaining({ code: 'not-json' }),
  ]);
  expect(checkPattern({ source: [undefined] })).toEqual([]);
});

it('gives up on comparing a million branches', () => {
  const or = (name: string) => ({
    $or: many(30, n => ({ [`${name}${n}`]: [{ exists: false }, n] })),
  });
  const pattern = parsePattern(
    { detail: { x: or('x'), y: or('y'), z: [{ numeric: ['>', 1] }] } },
    { maxCharacters: 4096 },
  );
  const other = parsePattern(
    { detail: { x: or('y'), y: or('x'), z: [{ numeric: ['<', 1] }] } },
    { maxCharacters: 4096 },
  );
  expect(timed(() => intersects(pattern, other, { singleValued: true }))).toBe(
    'unknown',
  );
});

it('judges schemas that branch into themselves', () => {
  const again = { $ref: '#/definitions/A' };
  const detailSchema = {
    properties: { a: again },
    definitions: {
      A: { anyOf: [again, again, { properties: { b: again, c: again } }] },
    },
  };
  const pattern = parsePattern({ detail: { a: { b: { c: { x: ['y'] } } } } });
  expect(timed(() => analyse(pattern, { detailSchema })).verdict).toBe(
    'sometimes',
  );
});

describe('a rule set', () => {
  const rules = new RuleSet<string>();
  rules.add('x', parsePattern({ detail: { x: ['a'] } }));
  rules.add('list', parsePattern({ detail: { l: { a: [1], b: ['last'] } } }));
  rules.add('deep', parsePattern({ detail: { n: { n: { n: [1] } } } }));

  it('reads events of a megabyte and more', () => {
    const filler = many(20_000, n => ({ id: n, text: 'x'.repeat(40) }));
    const text = JSON.stringify({ detail: { filler, x: 'a', more: filler } });
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(timed(() => rules.match(text))).toEqual(['x']);
    const shorter = text.slice(0, 900_000);
    expect(() => rules.match(shorter)).toThrow(InvalidEventError);
  });

  it('reads lists of ten thousand elements', () => {
    const l = many(10_000, n => ({ a: 1, b: n === 9_999 ? 'last' : n }));
    expect(timed(() => rules.match(JSON.stringify({ detail: { l } })))).toEqual(
      ['list'],
    );
    const x = many(10_000, n => (n === 9_999 ? 'a' : n));
    expect(timed(() => rules.match(JSON.stringify({ detail: { x } })))).toEqual(
      ['x'],
    );
  });

  it.each([10, 255, 256, 257, 1_000, 50_000])(
    'reads past values nested %d deep',
    depth => {
      const nested = `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`;
      expect(rules.match(`{"detail":{"z":${nested},"x":"a"}}`)).toEqual(['x']);
      expect(rules.match(`{"detail":{"n":${nested},"x":"a"}}`)).toEqual(['x']);
      const unclosed = `{"detail":{"z":${nested.slice(0, -1)},"x":"a"}}`;
      expect(() => rules.match(unclosed)).toThrow(InvalidEventError);
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'is not misled by events that name %s',
    name => {
      const own = new RuleSet<string>();
      own.add('own', parsePattern(`{"detail":{"${name}":{"x":["a"]}}}`));
      const given = `{"detail":{"${name}":{"x":"a"}},"${name}":{"polluted":1}}`;
      expect(own.match(given)).toEqual(['own']);
      expect(own.match(JSON.parse(given))).toEqual(['own']);
      expect(own.match('{"detail":{}}')).toEqual([]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it('takes as many rules of one pattern as there are', () => {
    const same = new RuleSet<number>();
    const pattern = parsePattern({ detail: { x: ['a'] } });
    timed(() => {
      for (let value = 0; value < 150_000; value++) same.add(value, pattern);
    });
    expect(timed(() => same.match('{"detail":{"x":"a"}}'))).toHaveLength(
      150_000,
    );
  });

  it('takes thousands of prefixes, wildcards and ranges on one field', () => {
    const bomb = new RuleSet<number>();
    timed(() => {
      for (let n = 0; n < 3_000; n++) {
        const text = 'a'.repeat(n % 1_500);
        bomb.add(3 * n, parsePattern({ detail: { x: [{ prefix: text }] } }));
        bomb.add(
          3 * n + 1,
          parsePattern({ detail: { x: [{ wildcard: `*${n % 7}a*a*${n}b` }] } }),
        );
        bomb.add(
          3 * n + 2,
          parsePattern({ detail: { x: [{ numeric: ['>', n, '<', n + 2] }] } }),
        );
      }
    });
    const text = JSON.stringify({ detail: { x: 'a'.repeat(100_000) } });
    expect(timed(() => bomb.match(text))).toHaveLength(3_000);
    expect(timed(() => bomb.match({ detail: { x: 1_000.5 } }))).toHaveLength(2);
  });
});
