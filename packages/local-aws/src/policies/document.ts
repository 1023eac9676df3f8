import { isConditionOperator } from './conditions';

/** Who a statement of a resource policy speaks of, by principal type. */
export type PrincipalElement =
  | { kind: 'anyone' }
  | { kind: 'listed'; aws: string[]; services: string[] };

/** One comparison of a statement's Condition block. */
export interface Condition {
  operator: string;
  key: string;
  values: string[];
}

/** One statement of a policy, normalised: single values became lists. */
export interface Statement {
  sid?: string;
  effect: 'Allow' | 'Deny';
  principal?: PrincipalElement;
  principalIsNegated: boolean;
  actions: string[];
  actionIsNegated: boolean;
  resources?: string[];
  resourceIsNegated: boolean;
  conditions: Condition[];
}

/** A policy document, read once where it entered. */
export interface Policy {
  statements: Statement[];
}

/** Which elements a policy needs depends on what it is attached to. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** A policy document that IAM's grammar refuses, with every reason. */
export class MalformedPolicyError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('; '));
    this.name = 'MalformedPolicyError';
    this.problems = problems;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown, at: string, problems: string[]): string[] {
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((item): item is string => typeof item === 'string')) {
    problems.push(`${at} must be a string or a list of strings`);
    return [];
  }
  return list;
}

function readPrincipal(
  value: unknown,
  at: string,
  problems: string[],
): PrincipalElement | undefined {
  if (value === '*') {
    return { kind: 'anyone' };
  }
  if (!isObject(value)) {
    problems.push(`${at} must be "*" or an object such as {"AWS": "…"}`);
    return undefined;
  }
  const known = ['AWS', 'Service', 'Federated', 'CanonicalUser'];
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      problems.push(`${at}.${key} is not a principal type`);
    }
  }
  return {
    kind: 'listed',
    aws:
      value.AWS === undefined ? [] : strings(value.AWS, `${at}.AWS`, problems),
    services:
      value.Service === undefined
        ? []
        : strings(value.Service, `${at}.Service`, problems),
  };
}

function readConditions(
  value: unknown,
  at: string,
  problems: string[],
): Condition[] {
  if (value === undefined) {
    return [];
  }
  if (!isObject(value)) {
    problems.push(`${at} must be an object`);
    return [];
  }
  const conditions: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isConditionOperator(operator)) {
      problems.push(`${at}.${operator} is not a condition operator`);
    } else if (!isObject(keys)) {
      problems.push(`${at}.${operator} must be an object of condition keys`);
    } else {
      for (const [key, raw] of Object.entries(keys)) {
        const list = (Array.isArray(raw) ? raw : [raw]).map(item =>
          typeof item === 'boolean' || typeof item === 'number'
            ? String(item)
            : item,
        );
        const values = strings(list, `${at}.${operator}.${key}`, problems);
        conditions.push({ operator, key, values });
      }
    }
  }
  return conditions;
}

/** Reads an element that has a negated twin, such as Action and NotAction. */
function readPair(
  statement: Record<string, unknown>,
  name: string,
  at: string,
  problems: string[],
): { values: string[] | undefined; isNegated: boolean } {
  const negated = `Not${name}`;
  if (statement[name] !== undefined && statement[negated] !== undefined) {
    problems.push(`${at} has both ${name} and ${negated}: keep one`);
  }
  const isNegated = statement[negated] !== undefined;
  const key = isNegated ? negated : name;
  const values =
    statement[key] === undefined
      ? undefined
      : strings(statement[key], `${at}.${key}`, problems);
  return { values, isNegated };
}

function readStatement(
  value: unknown,
  at: string,
  kind: PolicyKind,
  problems: string[],
): Statement | undefined {
  if (!isObject(value)) {
    problems.push(`${at} must be an object`);
    return undefined;
  }
  const effect = value.Effect;
  if (effect !== 'Allow' && effect !== 'Deny') {
    problems.push(`${at}.Effect must be "Allow" or "Deny"`);
  }
  const action = readPair(value, 'Action', at, problems);
  if (!action.values) {
    problems.push(`${at} has no Action: name the operations it is about`);
  }
  for (const name of action.values ?? []) {
    if (name !== '*' && !/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(name)) {
      problems.push(`${at}.Action "${name}" must look like service:Operation`);
    }
  }
  const resource = readPair(value, 'Resource', at, problems);
  if (!resource.values && kind !== 'trust') {
    problems.push(`${at} has no Resource: name the ARNs it is about`);
  }
  if (resource.values && kind === 'trust') {
    problems.push(`${at}.Resource is not allowed in a trust policy`);
  }
  const principalKey =
    value.NotPrincipal === undefined ? 'Principal' : 'NotPrincipal';
  const hasPrincipal = value[principalKey] !== undefined;
  if (kind === 'identity' && hasPrincipal) {
    problems.push(`${at}.${principalKey} is not allowed in a role's policy`);
  }
  if (kind !== 'identity' && !hasPrincipal) {
    problems.push(`${at} has no Principal: name whom it is about`);
  }
  return {
    sid: typeof value.Sid === 'string' ? value.Sid : undefined,
    effect: effect === 'Deny' ? 'Deny' : 'Allow',
    principal: hasPrincipal
      ? readPrincipal(value[principalKey], `${at}.${principalKey}`, problems)
      : undefined,
    principalIsNegated: principalKey === 'NotPrincipal',
    actions: action.values ?? [],
    actionIsNegated: action.isNegated,
    resources: resource.values,
    resourceIsNegated: resource.isNegated,
    conditions: readConditions(value.Condition, `${at}.Condition`, problems),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedPolicyError(['The policy is not valid JSON']);
  }
}

/**
 * Reads a policy document ("Grammar of the IAM JSON policy language").
 *
 * @throws MalformedPolicyError with every problem found.
 */
export function parsePolicy(text: string, kind: PolicyKind): Policy {
  const document = parseJson(text);
  if (!isObject(document)) {
    throw new MalformedPolicyError(['The policy must be a JSON object']);
  }
  const problems: string[] = [];
  const version = document.Version;
  if (
    version !== undefined &&
    version !== '2012-10-17' &&
    version !== '2008-10-17'
  ) {
    problems.push('Version must be "2012-10-17"');
  }
  if (document.Statement === undefined) {
    problems.push('The policy has no Statement');
  }
  const list = Array.isArray(document.Statement)
    ? document.Statement
    : [document.Statement].filter(item => item !== undefined);
  const statements = list.flatMap(
    (item, i) => readStatement(item, `Statement[${i}]`, kind, problems) ?? [],
  );
  const sids = statements.flatMap(({ sid }) => (sid ? [sid] : []));
  const repeated = sids.find((sid, i) => sids.indexOf(sid) !== i);
  if (repeated) {
    problems.push(`Sid "${repeated}" is used twice: statement ids are unique`);
  }
  if (problems.length > 0) {
    throw new MalformedPolicyError(problems);
  }
  return { statements };
}
