import { Access, Call } from '../../calls/operation';
import { tagList, tagsFromList, withoutTags, withTags } from '../tags';
import { markedPage } from './checks';
import {
  changeIdentity,
  getIdentity,
  identityAccess,
  IdentityKind,
} from './identities';
import { checkBoundary } from './managedPolicies';
import { Identity } from './state';

/** Access to give a user or role a permissions boundary. */
export function boundaryAccess<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  action: string,
  name: string,
  boundary: string,
): Access {
  const access = identityAccess(kind, call, action, name);
  return {
    ...access,
    context: { ...access.context, 'iam:PermissionsBoundary': boundary },
  };
}

/** Sets the permissions boundary of a user or role, or takes it away. */
export function setBoundary<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  permissionsBoundary: string | undefined,
): void {
  const identity = getIdentity(kind, call, name);
  checkBoundary(call, permissionsBoundary);
  changeIdentity(kind, call, identity, { ...identity, permissionsBoundary });
}

export function tagIdentity<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  added: { Key: string; Value: string }[],
): void {
  const identity = getIdentity(kind, call, name);
  const tags = withTags(identity.tags, tagsFromList(added));
  changeIdentity(kind, call, identity, { ...identity, tags });
}

export function untagIdentity<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  keys: string[],
): void {
  const identity = getIdentity(kind, call, name);
  const tags = withoutTags(identity.tags, keys);
  changeIdentity(kind, call, identity, { ...identity, tags });
}

export function listIdentityTags<Value extends Identity>(
  kind: IdentityKind<Value>,
  call: Call,
  name: string,
  input: { Marker?: string; MaxItems?: number },
) {
  const tags = tagList(getIdentity(kind, call, name).tags);
  const { items, marker } = markedPage(tags, tag => tag.Key, input);
  return { Tags: items, ...marker };
}
