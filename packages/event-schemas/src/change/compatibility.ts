import { checkSchema } from '../checkSchema';
import { InvalidContractError } from '../problems';
import {
  Compatibility,
  CompatibilityCheck,
  CompatibilityMode,
  CompatibilityOptions,
  CompatibilityVerdict,
  SchemaVersion,
} from './compatibilityTypes';
import { ReadableVersion } from './readableVersion';
import { readsAll } from './readsAll';

/**
 * Judges whether the newest version of a contract keeps the promise of a mode.
 *
 * `compatible` is said only where it is proven that every event of the writer is valid for the reader; `incompatible` only
 * with an event as proof, which the validator was asked about; otherwise `undecided`, with what could not be decided.
 * Numbers are taken to lie within ±2^53, where JSON readers keep them exactly (RFC 8259, section 6). Formats count, as they
 * do in `validate`. Compiles code, as `validate` does.
 *
 * @param versions - the oldest first; with fewer than two there is nothing to compare, and nothing is broken
 * @throws InvalidContractError if a schema cannot be used, with every problem of every version
 * @public
 */
export function compatibility(
  versions: readonly SchemaVersion[],
  mode: CompatibilityMode,
  options: CompatibilityOptions = {},
): Compatibility {
  refuseBadSchemas(versions);
  const readable = versions.map(version => new ReadableVersion(version));
  const newest = readable[readable.length - 1];
  const earlier = readable.slice(0, -1).reverse();
  const compared = mode.endsWith('_TRANSITIVE') ? earlier : earlier.slice(0, 1);
  const checks = compared.flatMap((old): CompatibilityCheck[] => [
    ...(mode.startsWith('FORWARD')
      ? []
      : [
          { direction: 'backward' as const, ...readsAll(old, newest, options) },
        ]),
    ...(mode.startsWith('BACKWARD')
      ? []
      : [{ direction: 'forward' as const, ...readsAll(newest, old, options) }]),
  ]);
  return { mode, verdict: overall(checks), checks };
}

function overall(checks: readonly CompatibilityCheck[]): CompatibilityVerdict {
  const verdicts = checks.map(({ verdict }) => verdict);
  if (verdicts.includes('incompatible')) return 'incompatible';
  return verdicts.includes('undecided') ? 'undecided' : 'compatible';
}

function refuseBadSchemas(versions: readonly SchemaVersion[]): void {
  const problems = versions.flatMap(({ version, schema }) =>
    checkSchema(schema).map(problem => ({
      ...problem,
      message: `Version ${version}: ${problem.message}`,
    })),
  );
  if (problems.some(({ severity }) => severity === 'error')) {
    throw new InvalidContractError(problems);
  }
}
