import { checkPattern, compile, parsePattern } from './index';

/**
 * The rules by which EventBridge takes or refuses a pattern, one row each, given as pattern text because some of them are about
 * how it is written. Those of the operators are told by the operand of one field.
 */
const ofField = (list: string) => `{"detail": {"x": [${list}]}}`;

describe('refused operands', () => {
  it.each<[string, string]>([
    ['exactly takes text only', '{"exactly": 33}'],
    ['prefix takes text only', '{"prefix": 3}'],
    ['prefix takes no list', '{"prefix": ["a", "b"]}'],
    ['prefix takes no other operator', '{"prefix": {"suffix": "a"}}'],
    [
      'prefix takes one operator',
      '{"prefix": {"equals-ignore-case": "a", "b": "c"}}',
    ],
    [
      'prefix, any case, takes text only',
      '{"prefix": {"equals-ignore-case": 5}}',
    ],
    [
      'prefix, any case, takes no list',
      '{"prefix": {"equals-ignore-case": ["a"]}}',
    ],
    ['prefix takes no empty object', '{"prefix": {}}'],
    ['prefix stands alone', '{"prefix": {"equals-ignore-case": "a"}, "b": 1}'],
    ['suffix takes text only', '{"suffix": null}'],
    ['suffix takes no list', '{"suffix": []}'],
    [
      'suffix, any case, takes text only',
      '{"suffix": {"equals-ignore-case": true}}',
    ],
    ['equals-ignore-case takes text only', '{"equals-ignore-case": 5}'],
    ['equals-ignore-case takes no list', '{"equals-ignore-case": ["a"]}'],
    ['wildcard takes text only', '{"wildcard": 5}'],
    ['wildcard takes no list', '{"wildcard": ["a*"]}'],
    ['asterisks do not stand side by side', '{"wildcard": "a**b"}'],
    ['a backslash escapes asterisk or backslash', '{"wildcard": "a\\\\b"}'],
    ['a backslash does not end a wildcard', '{"wildcard": "*\\\\"}'],
    ['exists takes true or false', '{"exists": 1}'],
    ['exists takes no null', '{"exists": null}'],
    ['exists stands alone', '{"exists": true, "a": 1}'],
    ['cidr takes text only', '{"cidr": 10}'],
    ['cidr has a slash', '{"cidr": "10.0.0.1"}'],
    ['cidr has one slash', '{"cidr": "10.0.0.0/8/8"}'],
    ['cidr has a mask', '{"cidr": "10.0.0.0/"}'],
    ['the mask is a number', '{"cidr": "10.0.0.0/x"}'],
    ['the mask is whole', '{"cidr": "10.0.0.0/8.0"}'],
    ['the mask is not negative', '{"cidr": "10.0.0.0/-1"}'],
    ['a mask of IPv4 is below 32', '{"cidr": "10.0.0.0/32"}'],
    ['a mask of IPv6 is below 128', '{"cidr": "2001:db8::/128"}'],
    ['an address has four numbers', '{"cidr": "10.10.10.10.10/3"}'],
    ['the numbers are below 256', '{"cidr": "700.168.0.1/8"}'],
    ['IPv4 has no more than 15 characters', '{"cidr": "0000000010.0.0.0/8"}'],
    ['IPv6 has one gap', '{"cidr": "1::2::3/8"}'],
    ['IPv6 groups have four digits', '{"cidr": "1:2:3:fffff::/8"}'],
    ['a name is no address', '{"cidr": "example.com/8"}'],
    ['anything-but takes no true', '{"anything-but": true}'],
    ['anything-but takes no null', '{"anything-but": null}'],
    ['anything-but lists no null', '{"anything-but": [null]}'],
    ['anything-but lists something', '{"anything-but": []}'],
    ['anything-but lists one type', '{"anything-but": ["a", 1]}'],
    ['anything-but lists no list', '{"anything-but": [["a"]]}'],
    ['anything-but takes no empty object', '{"anything-but": {}}'],
    ['anything-but stands alone', '{"anything-but": "a", "b": 1}'],
    [
      'anything-but takes one operator',
      '{"anything-but": {"prefix": "a", "suffix": "b"}}',
    ],
    [
      'anything-but takes no numeric',
      '{"anything-but": {"numeric": ["=", 1]}}',
    ],
    ['anything-but takes no cidr', '{"anything-but": {"cidr": "10.0.0.0/8"}}'],
    ['anything-but takes no exists', '{"anything-but": {"exists": true}}'],
    ['anything-but prefix is not empty', '{"anything-but": {"prefix": ""}}'],
    [
      'none of several prefixes is empty',
      '{"anything-but": {"prefix": ["a", ""]}}',
    ],
    ['anything-but suffix is not empty', '{"anything-but": {"suffix": ""}}'],
    ['anything-but prefix takes text only', '{"anything-but": {"prefix": 27}}'],
    [
      'anything-but prefix takes no other operator',
      '{"anything-but": {"prefix": {"equals-ignore-case": "a"}}}',
    ],
    [
      'anything-but, any case, takes text only',
      '{"anything-but": {"equals-ignore-case": [1]}}',
    ],
    [
      'anything-but wildcard is well formed',
      '{"anything-but": {"wildcard": ["a", "b**"]}}',
    ],
    ['numeric takes a list', '{"numeric": "> 1"}'],
    ['numeric begins with an operator', '{"numeric": [1, ">"]}'],
    ['numeric knows no other operator', '{"numeric": ["<>", 1]}'],
    ['numeric knows no double equals', '{"numeric": ["==", 1]}'],
    ['numeric compares with a number', '{"numeric": [">", "1"]}'],
    ['numeric compares with something', '{"numeric": ["="]}'],
    ['equals ends there', '{"numeric": ["=", 1, "<", 5]}'],
    ['an upper bound comes last', '{"numeric": ["<", 5, ">", 1]}'],
    ['two lower bounds make no range', '{"numeric": [">", 1, ">=", 2]}'],
    ['a range has two numbers', '{"numeric": [">", 1, "<"]}'],
    ['a range has a rest to none', '{"numeric": [">", 1, "<", 30, false]}'],
    ['the bottom is below the top', '{"numeric": [">", 1, "<", 1]}'],
    [
      'the bottom is below the top, even if both count',
      '{"numeric": [">=", 1, "<=", 1]}',
    ],
    ['numbers are not beyond floats', '{"numeric": ["=", 1E309]}'],
    ['numbers are not too small for floats', '{"numeric": ["=", 1E-325]}'],
    [
      'long fractions are not too small for floats',
      `{"numeric": ["=", 0.${'0'.repeat(330)}1]}`,
    ],
    ['there is no other operator', '{"foo": "a"}'],
    ['operators are written in lower case', '{"Prefix": "a"}'],
    ['a list has no list', '["a"]'],
    ['a list has no empty object', '{}'],
  ])('%s', (_, operand) => {
    expect(checkPattern(ofField(operand))).not.toEqual([]);
  });
});

describe('taken operands', () => {
  it.each<[string, string]>([
    ['exactly', '{"exactly": "a"}'],
    ['empty text', '""'],
    ['an empty prefix', '{"prefix": ""}'],
    ['an empty suffix', '{"suffix": ""}'],
    ['an empty prefix in any case', '{"prefix": {"equals-ignore-case": ""}}'],
    ['an empty text in any case', '{"equals-ignore-case": ""}'],
    ['an empty wildcard', '{"wildcard": ""}'],
    ['an escaped asterisk beside an asterisk', '{"wildcard": "a\\\\**"}'],
    ['an escaped backslash', '{"wildcard": "a\\\\\\\\*"}'],
    ['anything-but one text', '{"anything-but": ""}'],
    ['anything-but one number', '{"anything-but": 123}'],
    [
      'anything-but texts in any case',
      '{"anything-but": {"equals-ignore-case": ["a", ""]}}',
    ],
    [
      'anything-but several suffixes',
      '{"anything-but": {"suffix": ["a", "b"]}}',
    ],
    [
      'anything-but several wildcards',
      '{"anything-but": {"wildcard": ["*a*", ""]}}',
    ],
    ['a mask of nothing', '{"cidr": "10.0.0.0/0"}'],
    ['an address that does not begin its block', '{"cidr": "10.1.2.3/8"}'],
    ['the widest mask of IPv4', '{"cidr": "10.0.0.0/31"}'],
    ['the widest mask of IPv6', '{"cidr": "2001:db8::/127"}'],
    ['a mask with leading zeros', '{"cidr": "10.0.0.0/008"}'],
    ['slashes at the end', '{"cidr": "10.0.0.0/8//"}'],
    ['text that only looks like an address', '"08:23"'],
    ['the smallest float', '{"numeric": ["=", 1E-320]}'],
    ['zero written at length', '{"numeric": [">=", 0.000e5]}'],
    ['tiny numbers within text', '"1E-400"'],
    ['a large number', '{"numeric": ["<", 1.7e308]}'],
    [
      'several operators in a list',
      '{"prefix": "a"}, "b", 1, null, {"exists": false}',
    ],
  ])('%s', (_, operand) => {
    expect(checkPattern(ofField(operand))).toEqual([]);
  });
});

describe('$or', () => {
  const or = (value: string) => `{"source": ["a"], "$or": ${value}}`;

  it.each<[string, string]>([
    ['takes two objects', '[{"a": [1]}, {"b": [2]}]'],
    ['takes a $or inside', '[{"a": [1]}, {"$or": [{"b": [2]}, {"c": [3]}]}]'],
    ['of texts is a field', '["a", "b"]'],
    ['of one operator is a field', '[{"prefix": "a"}]'],
    ['of operators is a field', '[{"prefix": "a"}, {"suffix": "b"}]'],
    ['with an object is a field', '{"a": [1]}'],
  ])('%s', (_, value) => {
    expect(checkPattern(or(value))).toEqual([]);
  });

  it.each<[string, string]>([
    ['of one object', '[{"a": [1]}]'],
    ['of nothing', '[]'],
    ['of an object and a text', '[{"a": [1]}, "b"]'],
    ['with an empty object', '[{"a": [1]}, {}]'],
    ['with an operator as field', '[{"prefix": ["a"]}, {"b": [2]}]'],
    [
      'with an operator as field further down',
      '[{"a": {"numeric": [1]}}, {"b": [2]}]',
    ],
    ['with a word kept for later', '[{"regex": ["a"]}, {"b": [2]}]'],
    ['with a $or inside that is a field', '[{"a": [1]}, {"$or": ["b"]}]'],
    ['that is text', '"a"'],
  ])('is refused %s', (_, value) => {
    expect(checkPattern(or(value))).not.toEqual([]);
  });

  it('means “or” only where every $or does', () => {
    const text =
      '{"$or": [{"a": [1]}, {"b": [2]}], "detail": {"$or": ["x", "y"]}}';
    expect(checkPattern(text)).toEqual([
      expect.objectContaining({ path: '$or', code: 'or-mixed' }),
    ]);
  });

  it('multiplies up to 1,000 combinations', () => {
    const list = (name: string, count: number) =>
      Array.from({ length: count }, (_, n) => ({ [name]: [n] }));
    const nested = (counts: [number, number]) => ({
      a: { $or: list('x', counts[0]) },
      b: { $or: list('y', counts[1]) },
    });
    const limits = { maxCharacters: 4096 };
    expect(checkPattern({ detail: nested([40, 25]) }, limits)).toEqual([]);
    expect(checkPattern({ detail: nested([41, 25]) }, limits)).toEqual([
      expect.objectContaining({ code: 'too-many-combinations' }),
    ]);
  });
});

describe('names', () => {
  const detail = (x: unknown) => ({ detail: x });

  it('count once, the last, in one object', () => {
    const matches = compile(parsePattern('{"source": ["a"], "source": ["b"]}'));
    expect(matches({ source: 'b' })).toBe(true);
    expect(matches({ source: 'a' })).toBe(false);
  });

  it('count once, the last, as a dotted path', () => {
    const matches = compile(
      parsePattern('{"detail": {"a": {"b": ["x"]}, "a.b": ["y"]}}'),
    );
    expect(matches(detail({ a: { b: 'y' } }))).toBe(true);
    expect(matches(detail({ a: { b: 'x' } }))).toBe(false);
  });

  it('may hold any character', () => {
    const name = 'größe 😀 "\\';
    const matches = compile(parsePattern(detail({ [name]: ['é'] })));
    expect(matches(detail({ [name]: 'é' }))).toBe(true);
    // The same letter in two parts is another text.
    expect(matches(detail({ [name]: 'e\u0301' }))).toBe(false);
  });
});

describe('size', () => {
  const padded = (text: string, length: number) =>
    `{"source":["${text}${'x'.repeat(
      length - `{"source":[""]}`.length - [...text].length,
    )}"]}`;

  it.each<[string, string, number]>([
    ['letters', '', 2048],
    ['letters of several bytes', 'ß'.repeat(1000), 2048],
    ['emoji, one character each', '😀'.repeat(1000), 2048],
  ])('counts %s', (_, text, length) => {
    expect(checkPattern(padded(text, length))).toEqual([]);
    expect(checkPattern(padded(text, length + 1))).toEqual([
      expect.objectContaining({ code: 'too-large' }),
    ]);
  });

  it('counts white space of text as written', () => {
    const text = `{"source": ["a"]}${' '.repeat(2048)}`;
    expect(checkPattern(text)).toEqual([
      expect.objectContaining({ code: 'too-large' }),
    ]);
    expect(checkPattern(JSON.parse(text))).toEqual([]);
  });

  it('takes long lists and deep nesting within it', () => {
    const many = Array.from({ length: 400 }, (_, n) => `${n}`);
    expect(checkPattern({ source: many }, { maxCharacters: 4096 })).toEqual([]);
    const deep = `${'{"a":'.repeat(300)}["x"]${'}'.repeat(300)}`;
    expect(checkPattern(deep)).toEqual([]);
  });
});

it('tells everything at once, each with its path and mend', () => {
  const problems = checkPattern({
    source: 'orders',
    detail: {
      a: [],
      b: [{ cidr: '10.0.0.0/33' }, { wildcard: '**' }, { numeric: ['>', 'x'] }],
      $or: [{ c: [{ 'anything-but': [1, 'a'] }] }, { d: [[1]] }],
    },
  });
  expect(problems.map(({ path }) => path)).toEqual([
    'source',
    'detail.a',
    'detail.b[0].cidr',
    'detail.b[1].wildcard',
    'detail.b[2].numeric',
    'detail.c[0].anything-but',
    'detail.d[0]',
  ]);
  expect(problems.every(({ message, mend }) => message && mend)).toBe(true);
});
