import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const root = dirname(
  require.resolve('@busline/demo-organisation/package.json'),
);

/**
 * Absolute path of the `Location` entity that lists all catalog files.
 *
 * @public
 */
export const catalogLocationPath = resolve(root, 'catalog/all.yaml');

/**
 * Absolute path of the folder with the catalog files.
 *
 * @public
 */
export const catalogPath = resolve(root, 'catalog');

/**
 * Absolute path of the folder with the policy documents of the two roles the
 * portal assumes: `trust.json`, `scan-role.json` and `apply-role.json`.
 *
 * @public
 */
export const policiesPath = resolve(root, 'policies');

/** The text of one of the policy documents. */
export function readPolicy(name: 'trust' | 'scan-role' | 'apply-role'): string {
  return readFileSync(resolve(policiesPath, `${name}.json`), 'utf8');
}
