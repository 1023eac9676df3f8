import type {
  CreatePolicyRequest,
  CreatePolicyResponse,
  DeletePolicyRequest,
  GetPolicyRequest,
  GetPolicyResponse,
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
  ListPoliciesRequest,
  ListPoliciesResponse,
  ListPolicyTagsRequest,
  ListPolicyTagsResponse,
  TagPolicyRequest,
  UntagPolicyRequest,
} from '@aws-sdk/client-iam';
import { requestTagKeys } from '../../calls/context';
import { Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { tagList, tagsFromList, withoutTags, withTags } from '../tags';
import { AWS_MANAGED } from './awsManaged';
import { checkName, markedPage, POLICY_NAME } from './checks';
import { describePolicy } from './describe';
import { readPolicy } from './documents';
import {
  changePolicy,
  getManagedPolicy,
  getOwnPolicy,
  policyAccess,
  policyUsage,
} from './managedPolicies';
import { ManagedPolicy, POLICIES } from './state';
import { newUniqueId } from './uniqueId';
import { wholeSeconds } from './wholeSeconds';

const policyArn = (account: string, path: string, name: string) =>
  `arn:aws:iam::${account}:policy${path}${name}`;

const createPolicy = operation<CreatePolicyRequest, CreatePolicyResponse>({
  access: ({ PolicyName, Path, Tags }, { caller }) => ({
    action: 'iam:CreatePolicy',
    resourceArn: policyArn(caller.account, Path ?? '/', PolicyName),
    context: requestTagKeys(Tags),
  }),
  run: (input, call) => {
    checkName('policyName', input.PolicyName, POLICY_NAME);
    const policies = call.accounts.table(POLICIES, call.caller);
    const lower = input.PolicyName.toLowerCase();
    // Names are unique in an account, whatever their path and case.
    if ([...policies.values()].some(p => p.name.toLowerCase() === lower)) {
      throw new ServiceError(
        'EntityAlreadyExistsException',
        `A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`,
      );
    }
    const path = input.Path ?? '/';
    const createdAt = wholeSeconds(call.clock);
    const document = readPolicy(input.PolicyDocument, 'identity');
    const policy: ManagedPolicy = {
      name: input.PolicyName,
      id: newUniqueId('ANPA'),
      arn: policyArn(call.caller.account, path, input.PolicyName),
      path,
      description: input.Description,
      versions: new Map([['v1', { document, createdAt }]]),
      defaultVersionId: 'v1',
      lastVersion: 1,
      createdAt,
      updatedAt: createdAt,
      tags: tagsFromList(input.Tags),
    };
    policies.set(policy.arn, policy);
    // "CreatePolicy" answers without the description.
    return {
      Policy: { ...describePolicy(call, policy), Description: undefined },
    };
  },
});

const getPolicy = operation<GetPolicyRequest, GetPolicyResponse>({
  access: policyAccess('GetPolicy'),
  run: ({ PolicyArn }, call) => ({
    Policy: describePolicy(call, getManagedPolicy(call, PolicyArn)),
  }),
});

const listPolicies = operation<ListPoliciesRequest, ListPoliciesResponse>({
  access: ({ PathPrefix }, { caller }) => ({
    action: 'iam:ListPolicies',
    resourceArn: `arn:aws:iam::${caller.account}:policy${PathPrefix ?? '/'}`,
  }),
  run: (input, call) => {
    const { Scope = 'All', PathPrefix = '/', PolicyUsageFilter } = input;
    const own = call.accounts.table(POLICIES, call.caller).values();
    const candidates = [
      ...(Scope === 'AWS' ? [] : own),
      ...(Scope === 'Local' ? [] : AWS_MANAGED.values()),
    ].filter(policy => {
      const usage = policyUsage(call, policy.arn);
      const isAttached =
        usage.attachedRoles.length + usage.attachedUsers.length > 0;
      const isBoundary =
        usage.boundedRoles.length + usage.boundedUsers.length > 0;
      const isUsed =
        PolicyUsageFilter === 'PermissionsBoundary' ? isBoundary : isAttached;
      return (
        policy.path.startsWith(PathPrefix) &&
        (isUsed || (!input.OnlyAttached && PolicyUsageFilter === undefined))
      );
    });
    const { items, marker } = markedPage(candidates, ({ arn }) => arn, input);
    // "… does not return … tags", nor descriptions.
    const Policies = items.map(policy => ({
      ...describePolicy(call, policy),
      Description: undefined,
      Tags: undefined,
    }));
    return { Policies, ...marker };
  },
});

const deletePolicy = operation<DeletePolicyRequest, void>({
  access: policyAccess('DeletePolicy'),
  run: ({ PolicyArn }, call) => {
    const policy = getOwnPolicy(call, PolicyArn);
    const conflict = (message: string) =>
      new ServiceError('DeleteConflictException', message);
    if (Object.values(policyUsage(call, PolicyArn)).some(u => u.length > 0)) {
      throw conflict('Cannot delete a policy attached to entities.');
    }
    if (policy.versions.size > 1) {
      throw conflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    call.accounts.table(POLICIES, call.caller).delete(PolicyArn);
  },
});

const listEntitiesForPolicy = operation<
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse
>({
  access: policyAccess('ListEntitiesForPolicy'),
  run: (input, call) => {
    const { arn } = getManagedPolicy(call, input.PolicyArn);
    const usage = policyUsage(call, arn);
    const isBoundary = input.PolicyUsageFilter === 'PermissionsBoundary';
    const under = ({ path }: { path: string }) =>
      path.startsWith(input.PathPrefix ?? '/');
    const wants = (kind: string) =>
      input.EntityFilter === undefined || input.EntityFilter === kind;
    const roles = isBoundary ? usage.boundedRoles : usage.attachedRoles;
    const users = isBoundary ? usage.boundedUsers : usage.attachedUsers;
    const entities = [
      ...(wants('Role') ? roles : []),
      ...(wants('User') ? users : []),
    ].filter(under);
    const page = markedPage(entities, entity => entity.arn, input);
    const isRole = (entity: { arn: string }) => entity.arn.includes(':role/');
    return {
      PolicyGroups: [],
      PolicyRoles: page.items
        .filter(isRole)
        .map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      PolicyUsers: page.items
        .filter(entity => !isRole(entity))
        .map(({ name, id }) => ({ UserName: name, UserId: id })),
      ...page.marker,
    };
  },
});

const tagPolicy = operation<TagPolicyRequest, void>({
  access: policyAccess('TagPolicy'),
  run: ({ PolicyArn, Tags }, call) => {
    const policy = getOwnPolicy(call, PolicyArn);
    changePolicy(call, policy, {
      tags: withTags(policy.tags, tagsFromList(Tags)),
    });
  },
});

const untagPolicy = operation<UntagPolicyRequest, void>({
  access: policyAccess('UntagPolicy'),
  run: ({ PolicyArn, TagKeys }, call) => {
    const policy = getOwnPolicy(call, PolicyArn);
    changePolicy(call, policy, { tags: withoutTags(policy.tags, TagKeys) });
  },
});

const listPolicyTags = operation<ListPolicyTagsRequest, ListPolicyTagsResponse>(
  {
    access: policyAccess('ListPolicyTags'),
    run: (input, call) => {
      const tags = tagList(getManagedPolicy(call, input.PolicyArn).tags);
      const { items, marker } = markedPage(tags, tag => tag.Key, input);
      return { Tags: items, ...marker };
    },
  },
);

export const policyOperations: [string, Operation][] = [
  ['CreatePolicy', createPolicy],
  ['GetPolicy', getPolicy],
  ['ListPolicies', listPolicies],
  ['DeletePolicy', deletePolicy],
  ['ListEntitiesForPolicy', listEntitiesForPolicy],
  ['TagPolicy', tagPolicy],
  ['UntagPolicy', untagPolicy],
  ['ListPolicyTags', listPolicyTags],
];
