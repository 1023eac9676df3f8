import { Alternative, Branch } from './alternative';
import { branches, EventPattern } from './parsePattern';

/**
 * Says in words what a pattern asks for, one line per field, such as "`detail.amount` > 100". Alternatives made by `$or` are
 * joined in one line.
 *
 * @param options - `omit` leaves out these paths, for places that show them anyway
 * @public
 */
export function describePattern(
  pattern: EventPattern,
  options: { omit?: readonly string[] } = {},
): string[] {
  const all = branches(pattern).map(branch =>
    [...branch].filter(([path]) => !options.omit?.includes(path)),
  );
  const linesOf = (fields: Iterable<[string, readonly Alternative[]]>) =>
    [...fields].map(([path, alternatives]) =>
      describeField(path, alternatives),
    );
  if (all.length === 1) return linesOf(all[0]);

  const perBranch = all.map(linesOf);
  const shared = perBranch[0].filter(line =>
    perBranch.every(lines => lines.includes(line)),
  );
  const own = perBranch.map(lines =>
    lines.filter(line => !shared.includes(line)),
  );
  // A branch with nothing of its own makes the others redundant.
  if (own.some(lines => lines.length === 0)) return shared;
  const choices = [...new Set(own.map(lines => lines.join(' and ')))];
  return [...shared, choices.join(', or ')];
}

/** One field in words. */
export function describeField(
  path: string,
  alternatives: readonly Alternative[],
): string {
  return `\`${path}\` ${describeAlternatives(alternatives)}`;
}

/** The condition alone, such as "is EU or UK". */
export function describeAlternatives(
  alternatives: readonly Alternative[],
): string {
  const exact = alternatives.flatMap(alternative =>
    alternative.kind === 'exact' ? [showValue(alternative.value)] : [],
  );
  const others = alternatives
    .filter(alternative => alternative.kind !== 'exact')
    .map(describeAlternative);
  return joinOr([
    ...(exact.length > 0 ? [`is ${joinOr(exact)}`] : []),
    ...others,
  ]);
}

/** Paths that occur in any branch, in the order written. */
export function pathsOf(all: readonly Branch[]): string[] {
  return [...new Set(all.flatMap(branch => [...branch.keys()]))];
}

function describeAlternative(alternative: Alternative): string {
  switch (alternative.kind) {
    case 'exact':
      return `is ${showValue(alternative.value)}`;
    case 'prefix':
    case 'suffix': {
      const { kind, text, ignoreCase } = alternative;
      if (text === '') return 'is any text';
      return `${kind === 'prefix' ? 'starts' : 'ends'} with ${showValue(text)}${
        ignoreCase ? ' (upper or lower case)' : ''
      }`;
    }
    case 'equals-ignore-case':
      return `is ${showValue(alternative.text)} (upper or lower case)`;
    case 'wildcard':
      return `looks like ${showValue(alternative.text)}`;
    case 'anything-but':
      return describeAnythingBut(alternative.of, alternative.values);
    case 'numeric': {
      const { lower, upper } = alternative;
      if (lower && upper && lower.value === upper.value) {
        return `= ${lower.value}`;
      }
      return [
        ...(lower ? [`${lower.inclusive ? '≥' : '>'} ${lower.value}`] : []),
        ...(upper ? [`${upper.inclusive ? '≤' : '<'} ${upper.value}`] : []),
      ].join(' and ');
    }
    case 'cidr':
      return `is an address in ${alternative.text}`;
    case 'exists':
      return alternative.present ? 'is present' : 'is absent';
    default:
      throw new TypeError(`Unknown alternative ${JSON.stringify(alternative)}`);
  }
}

function describeAnythingBut(
  of: string,
  values: readonly (string | number)[],
): string {
  const list = joinOr(values.map(showValue));
  switch (of) {
    case 'prefix':
      return `does not start with ${list}`;
    case 'suffix':
      return `does not end with ${list}`;
    case 'wildcard':
      return `does not look like ${list}`;
    case 'equals-ignore-case':
      return `is not ${list} (upper or lower case)`;
    default:
      return `is not ${list}`;
  }
}

/** Text reads best bare; quotes stay where it would be mistaken for something else. */
function showValue(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const plain =
    /^\S(.*\S)?$/.test(value) &&
    !/ or | and |["`]/.test(value) &&
    !/^(true|false|null|-?\d+(\.\d+)?)$/.test(value);
  return plain ? value : JSON.stringify(value);
}

function joinOr(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')} or ${parts[parts.length - 1]}`;
}
