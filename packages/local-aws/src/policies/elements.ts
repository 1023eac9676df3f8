import { isConditionOperator } from './conditions';
import type { Condition, PrincipalElement } from './document';
import type { Report } from './problem';

const PRINCIPAL_TYPES = new Set([
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
]);

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readStrings(value: unknown, path: string, report: Report): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item): item is string => typeof item === 'string')) {
    report(
      path,
      'wrong-type',
      `${path} has a value that is not a string`,
      'give a string or a list of strings',
    );
    return [];
  }
  return list;
}

/** Reads the value of Principal or NotPrincipal. */
export function readPrincipal(
  value: unknown,
  path: string,
  report: Report,
): PrincipalElement | undefined {
  if (value === '*') {
    return { kind: 'anyone' };
  }
  if (!isObject(value)) {
    report(
      path,
      'wrong-type',
      `${path} is neither "*" nor an object`,
      'give "*" or an object such as {"AWS": "111122223333"}',
    );
    return undefined;
  }
  for (const type of Object.keys(value)) {
    if (!PRINCIPAL_TYPES.has(type)) {
      report(
        `${path}.${type}`,
        'unknown-element',
        `${path}.${type} is not a principal type`,
        `use one of ${[...PRINCIPAL_TYPES].join(', ')}`,
      );
    }
  }
  const list = (type: string) =>
    value[type] === undefined
      ? []
      : readStrings(value[type], `${path}.${type}`, report);
  return { kind: 'listed', aws: list('AWS'), services: list('Service') };
}

/** Reads a Condition block. */
export function readConditions(
  value: unknown,
  path: string,
  report: Report,
): Condition[] {
  if (value === undefined) {
    return [];
  }
  if (!isObject(value)) {
    report(
      path,
      'wrong-type',
      `${path} is not an object`,
      'give an object of condition operators',
    );
    return [];
  }
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    const at = `${path}.${operator}`;
    if (!isConditionOperator(operator)) {
      report(
        at,
        'invalid-value',
        `${at} is not a condition operator`,
        'use an operator such as StringEquals, ArnLike or Null, in this case',
      );
    } else if (!isObject(keys)) {
      report(
        at,
        'wrong-type',
        `${at} is not an object`,
        'give an object of condition keys and their values',
      );
    } else {
      for (const [key, raw] of Object.entries(keys)) {
        const values = (Array.isArray(raw) ? raw : [raw]).map(item =>
          typeof item === 'boolean' || typeof item === 'number'
            ? String(item)
            : item,
        );
        conditions.push({
          operator,
          key,
          values: readStrings(values, `${at}.${key}`, report),
        });
      }
    }
  }
  return conditions;
}

/** Reads an element that has a negated twin, such as Action and NotAction. */
export function readPair(
  statement: Record<string, unknown>,
  name: string,
  path: string,
  report: Report,
): { name: string; values: string[] | undefined; isNegated: boolean } {
  const negated = `Not${name}`;
  if (statement[name] !== undefined && statement[negated] !== undefined) {
    report(
      path,
      'conflicting-elements',
      `${path} has both ${name} and ${negated}`,
      'keep one of them',
    );
  }
  const isNegated = statement[negated] !== undefined;
  const key = isNegated ? negated : name;
  return {
    name: key,
    values:
      statement[key] === undefined
        ? undefined
        : readStrings(statement[key], `${path}.${key}`, report),
    isNegated,
  };
}
