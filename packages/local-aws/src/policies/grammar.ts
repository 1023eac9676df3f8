import { isConditionOperator } from './conditions';
import type {
  Condition,
  Policy,
  PolicyKind,
  PrincipalElement,
  Statement,
} from './document';

/** One thing that is wrong with a policy document. */
export interface PolicyProblem {
  /** Where, for example `Statement[0].Action`; empty for the whole document. */
  path: string;
  code:
    | 'not-json'
    | 'wrong-type'
    | 'missing-element'
    | 'prohibited-element'
    | 'unknown-element'
    | 'conflicting-elements'
    | 'invalid-value'
    | 'repeated-sid';
  /** What is wrong. */
  message: string;
  /** What would be right. */
  mend: string;
}

type Report = (
  path: string,
  code: PolicyProblem['code'],
  message: string,
  mend: string,
) => void;

const STATEMENT_ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const PRINCIPAL_TYPES = new Set([
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
]);

function isObject(value: unknown): value is Record<string, unknown> {
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

function readPrincipal(
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

function readConditions(
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
function readPair(
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

function readActions(
  statement: Record<string, unknown>,
  path: string,
  report: Report,
): { actions: string[]; actionIsNegated: boolean } {
  const { name, values, isNegated } = readPair(
    statement,
    'Action',
    path,
    report,
  );
  if (!values) {
    report(
      path,
      'missing-element',
      `${path} has no Action`,
      'name the operations it is about',
    );
  }
  for (const action of values ?? []) {
    if (action !== '*' && !/^(\*|[a-zA-Z0-9-]+):[\w*?]+$/.test(action)) {
      report(
        `${path}.${name}`,
        'invalid-value',
        `${path}.${name} "${action}" must look like service:Operation`,
        'write for example events:PutEvents, or events:* for all',
      );
    }
  }
  return { actions: values ?? [], actionIsNegated: isNegated };
}

function readResources(
  statement: Record<string, unknown>,
  path: string,
  kind: PolicyKind,
  report: Report,
): { resources: string[] | undefined; resourceIsNegated: boolean } {
  const { name, values, isNegated } = readPair(
    statement,
    'Resource',
    path,
    report,
  );
  if (!values && kind !== 'trust') {
    report(
      path,
      'missing-element',
      `${path} has no Resource`,
      'name the ARNs it is about',
    );
  }
  if (values && kind === 'trust') {
    report(
      `${path}.${name}`,
      'prohibited-element',
      `${path}.${name} is not allowed in a trust policy`,
      'leave it out: a trust policy is about its own role',
    );
  }
  return { resources: values, resourceIsNegated: isNegated };
}

/** "AWS JSON policy elements: Principal" and "NotPrincipal". */
function readWhom(
  statement: Record<string, unknown>,
  path: string,
  kind: PolicyKind,
  report: Report,
): { principal?: PrincipalElement; principalIsNegated: boolean } {
  const principalIsNegated = statement.NotPrincipal !== undefined;
  const name = principalIsNegated ? 'NotPrincipal' : 'Principal';
  const at = `${path}.${name}`;
  const value = statement[name];
  if (principalIsNegated && statement.Principal !== undefined) {
    report(
      path,
      'conflicting-elements',
      `${path} has both Principal and NotPrincipal`,
      'keep one of them',
    );
  }
  if (value === undefined) {
    if (kind !== 'identity') {
      report(
        path,
        'missing-element',
        `${path} has no Principal`,
        'name whom it is about',
      );
    }
    return { principalIsNegated };
  }
  if (kind === 'identity') {
    report(
      at,
      'prohibited-element',
      `${at} is not allowed in an identity-based policy`,
      'leave it out: such a policy is about whom it is attached to',
    );
  }
  if (principalIsNegated && kind === 'trust') {
    report(
      at,
      'prohibited-element',
      `${at} is not allowed in a trust policy`,
      'use Principal, or a condition on aws:PrincipalArn',
    );
  } else if (principalIsNegated && statement.Effect === 'Allow') {
    report(
      at,
      'prohibited-element',
      `${at} is not allowed with the effect Allow`,
      'use Principal, or the effect Deny',
    );
  }
  return { principal: readPrincipal(value, at, report), principalIsNegated };
}

function readStatement(
  value: unknown,
  path: string,
  kind: PolicyKind,
  report: Report,
): Omit<Statement, 'hasVariables'> | undefined {
  if (!isObject(value)) {
    report(
      path,
      'wrong-type',
      `${path} is not an object`,
      'give an object with Effect, Action and so on',
    );
    return undefined;
  }
  for (const name of Object.keys(value)) {
    if (!STATEMENT_ELEMENTS.has(name)) {
      report(
        `${path}.${name}`,
        'unknown-element',
        `${path}.${name} is not an element of a statement`,
        `use one of ${[...STATEMENT_ELEMENTS].join(', ')}`,
      );
    }
  }
  const { Effect: effect, Sid: sid } = value;
  if (effect !== 'Allow' && effect !== 'Deny') {
    report(
      `${path}.Effect`,
      'invalid-value',
      `${path}.Effect must be "Allow" or "Deny"`,
      'write one of them, in this case',
    );
  }
  return {
    sid: typeof sid === 'string' ? sid : undefined,
    effect: effect === 'Deny' ? 'Deny' : 'Allow',
    ...readActions(value, path, report),
    ...readResources(value, path, kind, report),
    ...readWhom(value, path, kind, report),
    conditions: readConditions(value.Condition, `${path}.Condition`, report),
  };
}

function checkSids(statements: { sid?: string }[], report: Report): void {
  const seen = new Set<string>();
  statements.forEach(({ sid }, i) => {
    if (sid && seen.has(sid)) {
      report(
        `Statement[${i}].Sid`,
        'repeated-sid',
        `Sid "${sid}" is used twice`,
        'statement ids are unique in a policy',
      );
    }
    seen.add(sid ?? '');
  });
}

/** Reads a policy document, or tells everything that is wrong with it. */
export function readDocument(
  text: string,
  kind: PolicyKind,
): Policy | { problems: PolicyProblem[] } {
  const problems: PolicyProblem[] = [];
  const report: Report = (path, code, message, mend) =>
    problems.push({ path, code, message, mend });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    report(
      '',
      'not-json',
      'The policy is not valid JSON',
      'give a JSON object',
    );
    return { problems };
  }
  if (!isObject(document)) {
    report(
      '',
      'wrong-type',
      'The policy is not an object',
      'give a JSON object',
    );
    return { problems };
  }
  const { Version: version, Statement: given } = document;
  const versions: unknown[] = [undefined, '2008-10-17', '2012-10-17'];
  if (!versions.includes(version)) {
    report(
      'Version',
      'invalid-value',
      'Version is not a version of the policy language',
      'it must be "2012-10-17"',
    );
  }
  if (given === undefined) {
    report(
      'Statement',
      'missing-element',
      'The policy has no Statement',
      'give at least one statement',
    );
    return { problems };
  }
  const list: unknown[] = Array.isArray(given) ? given : [given];
  const statements = list.flatMap((item, i) => {
    const read = readStatement(item, `Statement[${i}]`, kind, report);
    return read ? [{ ...read, hasVariables: version === '2012-10-17' }] : [];
  });
  checkSids(statements, report);
  return problems.length > 0 ? { problems } : { statements };
}
