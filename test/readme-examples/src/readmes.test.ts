import { readFileSync } from 'node:fs';
import * as eventPatterns from '@busline/event-patterns';
import * as eventSchemas from '@busline/event-schemas';
import { checkReadme } from './index';

const modules = {
  '@busline/event-patterns': eventPatterns,
  '@busline/event-schemas': eventSchemas,
};

const examples = ['event-patterns', 'event-schemas'].flatMap(name =>
  checkReadme(
    readFileSync(
      require
        .resolve(`@busline/${name}/package.json`)
        .replace(/package\.json$/, 'README.md'),
      'utf8',
    ),
    modules,
  ).map(example => ({ name, ...example })),
);

it.each(examples)(
  'the example at line $line of $name’s README holds',
  ({ problems }) => {
    expect(problems).toEqual([]);
  },
);

it.each(['event-patterns', 'event-schemas'])(
  'the README of %s claims something',
  name => {
    const claims = examples
      .filter(example => example.name === name)
      .reduce((sum, example) => sum + example.claims, 0);
    expect(claims).toBeGreaterThan(0);
  },
);
