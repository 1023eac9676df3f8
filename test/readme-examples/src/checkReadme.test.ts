import { checkReadme } from './index';

const modules = {
  sums: {
    add: (a: number, b: number) => a + b,
    fail: () => {
      throw Object.assign(new RangeError('no'), {
        problems: [{ code: 'too-far' }],
      });
    },
  },
};

const readme = (...lines: string[]) =>
  [
    '# Sums',
    '```ts',
    "import { add, fail } from 'sums';",
    ...lines,
    '```',
  ].join('\n');

it.each<[string, ...string[]]>([
  ['a value on the same line', 'add(1, 2); // → 3'],
  ['a value on the next line', 'add(1, 2);', '// → 3'],
  ['a value that was kept', 'const sum: number = add(1, 2); // → 3'],
  [
    'a value over several lines',
    "({ a: [1, 'x'], 'b-c': null });",
    '// → {',
    "//   a: [1, 'x'],",
    "//   'b-c': null,",
    '// }',
    '// A remark.',
  ],
  ['a negative number', 'add(-1, -2); // → -3'],
  ['more members', '({ a: 1, b: 2 }); // → { a: 1, … }'],
  ['more elements', '[1, 2, 3]; // → [1, …]'],
  ['any value', '({ a: 1 }); // → { a: … }'],
  ['any text', "'order-1234'; // → 'order-…'"],
  ['an error by its name', 'fail(); // throws RangeError'],
  ['an error by a problem’s code', 'fail(); // throws too-far'],
])('bears out %s', (_, ...lines) => {
  expect(checkReadme(readme(...lines), modules)).toEqual([
    { line: 2, claims: 1, problems: [] },
  ]);
});

it.each<[string, ...string[]]>([
  ['another value', 'add(1, 2); // → 4'],
  ['another type', "add(1, 2); // → '3'"],
  ['another value on the next line', 'add(1, 2);', '// → 4'],
  ['another kept value', 'const sum = add(1, 2); // → 4'],
  ['a missing member', '({ a: 1 }); // → { a: 1, b: 2, … }'],
  ['a member too many', '({ a: 1, b: 2 }); // → { a: 1 }'],
  ['an element too many', '[1, 2]; // → [1]'],
  ['a missing element', '[1]; // → [1, 2, …]'],
  ['another element', '[1, 2]; // → [2, …]'],
  ['other text', "'order-1234'; // → 'parcel-…'"],
  ['null for nothing', '({ a: null }); // → {}'],
  ['an error where there is none', 'add(1, 2); // throws RangeError'],
  ['another error', 'fail(); // throws TypeError'],
  ['a value where an error is', 'fail(); // → 1'],
  ['prose for a value', 'add(1, 2); // → about three'],
  ['code for a value', 'add(1, 2); // → 1 + 2'],
  ['an error nobody claims', 'fail();'],
  ['code that cannot be read', 'add(;'],
  ['an import of something else', "import 'node:fs';"],
])('refutes %s', (_, ...lines) => {
  const [{ problems }] = checkReadme(readme(...lines), modules);
  expect(problems).toHaveLength(1);
});

it('runs each block on its own', () => {
  const twice = `${readme('const a = add(1, 1); // → 2')}\n${readme(
    'a; // → 2',
  )}`;
  const [first, second] = checkReadme(twice, modules);
  expect(first.problems).toEqual([]);
  expect(second.problems).toEqual([
    expect.stringContaining('a is not defined'),
  ]);
});
