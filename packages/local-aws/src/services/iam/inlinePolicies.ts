import { PolicyDocument } from '../../accounts';
import { Call } from '../../calls/operation';
import { checkName, markedPage, noSuchEntity, POLICY_NAME } from './checks';
import { readPolicy } from './documents';
import { changeIdentity, getIdentity, IdentityKind } from './identities';
import { Identity } from './state';

const noPolicy = (noun: string, name: string) =>
  noSuchEntity(`The ${noun} policy with name ${name} cannot be found.`);

export function putInlinePolicy<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  input: { PolicyName: string; PolicyDocument: string },
): void {
  checkName('policyName', input.PolicyName, POLICY_NAME);
  const identity = getIdentity(kind, call, name);
  const document = readPolicy(input.PolicyDocument, 'identity');
  const change: Partial<Identity> = {
    policies: new Map([...identity.policies, [input.PolicyName, document]]),
  };
  changeIdentity(kind, call, identity, { ...identity, ...change });
}

/** An inline policy. @throws `NoSuchEntity` */
export function getInlinePolicy<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  policyName: string,
): PolicyDocument {
  const document = getIdentity(kind, call, name).policies.get(policyName);
  if (!document) {
    throw noPolicy(kind.noun, policyName);
  }
  return document;
}

export function deleteInlinePolicy<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  policyName: string,
): void {
  const identity = getIdentity(kind, call, name);
  const policies = new Map(identity.policies);
  if (!policies.delete(policyName)) {
    throw noPolicy(kind.noun, policyName);
  }
  changeIdentity(kind, call, identity, { ...identity, policies });
}

export function listInlinePolicies<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  input: { Marker?: string; MaxItems?: number },
) {
  const names = getIdentity(kind, call, name).policies.keys();
  const { items, marker } = markedPage(names, item => item, input);
  return { PolicyNames: items, ...marker };
}
