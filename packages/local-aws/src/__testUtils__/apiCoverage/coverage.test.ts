import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SERVICES } from '../../services';
import { coverage, coverageTable } from './coverage';

/** A table's cells, without what a formatter does to their width. */
const cells = (table: string) =>
  table
    .split('\n')
    .filter(line => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
    .map(line => line.split('|').map(cell => cell.trim()));

it('is what the README says', () => {
  const readme = readFileSync(resolve(__dirname, '../../../README.md'), 'utf8');
  const said = cells(readme);
  for (const row of cells(coverageTable())) {
    expect(said).toContainEqual(row);
  }
});

it('has no operation that AWS does not have', () => {
  for (const { service, has } of coverage()) {
    expect([...SERVICES[service].keys()].sort()).toEqual(has);
  }
});
