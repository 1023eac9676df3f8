/* `yarn coverage`: writes the table of operations in the README anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { coverageTable, END, START } from './coverage';

const path = resolve('README.md');
const text = readFileSync(path, 'utf8');
const from = text.indexOf(START) + START.length;
const to = text.indexOf(END);
if (from < START.length || to < from) {
  throw new Error(`README.md has no place marked ${START} … ${END}`);
}
writeFileSync(
  path,
  `${text.slice(0, from)}\n\n${coverageTable()}\n\n${text.slice(to)}`,
);
