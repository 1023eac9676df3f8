import type {
  Policy,
  PolicyKind,
  PrincipalElement,
  Statement,
} from './document';
import { isObject, readConditions, readPair, readPrincipal } from './elements';
import type { PolicyProblem, Report } from './problem';

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
      `${path}.Action`,
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

/** An ARN whose parts may be left to wildcards and policy variables. */
const ARN = /^arn:.*(:.*){4}|^arn:.*[*?]|\$\{/;

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
      `${path}.Resource`,
      'missing-element',
      `${path} has no Resource`,
      'name the ARNs it is about',
    );
  }
  for (const resource of values ?? []) {
    if (resource !== '*' && !ARN.test(resource)) {
      report(
        `${path}.${name}`,
        'invalid-value',
        `${path}.${name} "${resource}" must be an ARN or *`,
        'write the whole ARN, with * for what may be anything',
        resource,
      );
    }
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
        `${path}.Principal`,
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
  const report: Report = (path, code, message, mend, value) =>
    problems.push({
      path,
      code,
      message,
      mend,
      ...(value === undefined ? {} : { value }),
    });
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
