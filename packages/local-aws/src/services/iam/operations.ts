import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRolePolicyRequest,
  DeleteRoleRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  GetRoleRequest,
  GetRoleResponse,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  ListRolesRequest,
  ListRolesResponse,
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  PutRolePolicyRequest,
  TagRoleRequest,
  UntagRoleRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
  UpdateRoleResponse,
} from '@aws-sdk/client-iam';
import { roleArn } from '../../accounts';
import { Operation, operation } from '../../calls/operation';
import { ServiceError, violationsMessage } from '../../wire/errors';
import { takePage } from '../page';
import { tagList, tagsFromList, withoutTags, withTags } from '../tags';
import {
  changeRole,
  describeRole,
  encodedDocument,
  getRole,
  newRoleId,
  readRolePolicy,
  roleAccess,
} from './roles';
import { Role, ROLES } from './state';

const NAME = /^[\w+=,.@-]{1,64}$/;
const POLICY_NAME = /^[\w+=,.@-]{1,128}$/;
const DEFAULT_PAGE = 100;

function checkName(path: string, value: string, pattern: RegExp): void {
  if (!pattern.test(value)) {
    throw new ServiceError(
      'ValidationError',
      violationsMessage([
        {
          path,
          value,
          constraint: `Member must satisfy regular expression pattern: ${pattern.source}`,
        },
      ]),
    );
  }
}

/** One page of a list, in the words of IAM's markers. */
function markedPage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  { Marker, MaxItems }: { Marker?: string; MaxItems?: number },
) {
  const page = takePage(items, keyOf, MaxItems ?? DEFAULT_PAGE, Marker);
  if (!page) {
    throw new ServiceError('ValidationError', `Invalid Marker ${Marker}`);
  }
  return {
    items: page.items,
    marker: {
      IsTruncated: page.nextToken !== undefined,
      Marker: page.nextToken,
    },
  };
}

const createRole = operation<CreateRoleRequest, CreateRoleResponse>({
  access: ({ RoleName, Path }, { caller }) => ({
    action: 'iam:CreateRole',
    resourceArn: roleArn(caller.account, Path ?? '/', RoleName),
  }),
  run: (input, { accounts, caller, clock }) => {
    checkName('roleName', input.RoleName, NAME);
    const roles = accounts.table(ROLES, caller);
    const isTaken = [...roles.keys()].some(
      name => name.toLowerCase() === input.RoleName.toLowerCase(),
    );
    if (isTaken) {
      throw new ServiceError(
        'EntityAlreadyExistsException',
        `Role with name ${input.RoleName} already exists.`,
      );
    }
    const path = input.Path ?? '/';
    const role: Role = {
      name: input.RoleName,
      id: newRoleId(),
      arn: roleArn(caller.account, path, input.RoleName),
      path,
      description: input.Description,
      maxSessionDuration: input.MaxSessionDuration ?? 3600,
      permissionsBoundary: input.PermissionsBoundary,
      trust: readRolePolicy(input.AssumeRolePolicyDocument, 'trust'),
      policies: new Map(),
      createdAt: clock.date(),
      tags: tagsFromList(input.Tags),
    };
    roles.set(role.name, role);
    return { Role: describeRole(role) };
  },
});

const getRoleOperation = operation<GetRoleRequest, GetRoleResponse>({
  access: roleAccess('GetRole'),
  run: (input, call) => ({ Role: describeRole(getRole(call, input.RoleName)) }),
});

const updateRole = operation<UpdateRoleRequest, UpdateRoleResponse>({
  access: roleAccess('UpdateRole'),
  run: (input, call) => {
    const role = getRole(call, input.RoleName);
    changeRole(call, role, {
      description: input.Description ?? role.description,
      maxSessionDuration: input.MaxSessionDuration ?? role.maxSessionDuration,
    });
    return {};
  },
});

const deleteRole = operation<DeleteRoleRequest, void>({
  access: roleAccess('DeleteRole'),
  run: (input, call) => {
    const role = getRole(call, input.RoleName);
    if (role.policies.size > 0) {
      throw new ServiceError(
        'DeleteConflictException',
        'Cannot delete entity, must delete policies first.',
      );
    }
    call.accounts.table(ROLES, call.caller).delete(role.name);
  },
});

const listRoles = operation<ListRolesRequest, ListRolesResponse>({
  access: ({ PathPrefix }, { caller }) => ({
    action: 'iam:ListRoles',
    resourceArn: `arn:aws:iam::${caller.account}:role${PathPrefix ?? '/'}`,
  }),
  run: (input, { accounts, caller }) => {
    const roles = [...accounts.table(ROLES, caller).values()].filter(role =>
      role.path.startsWith(input.PathPrefix ?? '/'),
    );
    const { items, marker } = markedPage(roles, role => role.name, input);
    // The listing leaves tags out: "use GetRole or ListRoleTags".
    const Roles = items.map(role => ({
      ...describeRole(role),
      Tags: undefined,
    }));
    return { Roles, ...marker };
  },
});

const updateAssumeRolePolicy = operation<UpdateAssumeRolePolicyRequest, void>({
  access: roleAccess('UpdateAssumeRolePolicy'),
  run: (input, call) => {
    const role = getRole(call, input.RoleName);
    changeRole(call, role, {
      trust: readRolePolicy(input.PolicyDocument, 'trust'),
    });
  },
});

const putRolePolicy = operation<PutRolePolicyRequest, void>({
  access: roleAccess('PutRolePolicy'),
  run: (input, call) => {
    checkName('policyName', input.PolicyName, POLICY_NAME);
    const role = getRole(call, input.RoleName);
    const document = readRolePolicy(input.PolicyDocument, 'identity');
    changeRole(call, role, {
      policies: new Map([...role.policies, [input.PolicyName, document]]),
    });
  },
});

const noPolicy = (name: string) =>
  new ServiceError(
    'NoSuchEntityException',
    `The role policy with name ${name} cannot be found.`,
  );

const getRolePolicy = operation<GetRolePolicyRequest, GetRolePolicyResponse>({
  access: roleAccess('GetRolePolicy'),
  run: (input, call) => {
    const document = getRole(call, input.RoleName).policies.get(
      input.PolicyName,
    );
    if (!document) {
      throw noPolicy(input.PolicyName);
    }
    return {
      RoleName: input.RoleName,
      PolicyName: input.PolicyName,
      PolicyDocument: encodedDocument(document),
    };
  },
});

const deleteRolePolicy = operation<DeleteRolePolicyRequest, void>({
  access: roleAccess('DeleteRolePolicy'),
  run: (input, call) => {
    const role = getRole(call, input.RoleName);
    const policies = new Map(role.policies);
    if (!policies.delete(input.PolicyName)) {
      throw noPolicy(input.PolicyName);
    }
    changeRole(call, role, { policies });
  },
});

const listRolePolicies = operation<
  ListRolePoliciesRequest,
  ListRolePoliciesResponse
>({
  access: roleAccess('ListRolePolicies'),
  run: (input, call) => {
    const names = getRole(call, input.RoleName).policies.keys();
    const { items, marker } = markedPage(names, name => name, input);
    return { PolicyNames: items, ...marker };
  },
});

const listAttachedRolePolicies = operation<
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse
>({
  access: roleAccess('ListAttachedRolePolicies'),
  run: (input, call) => {
    getRole(call, input.RoleName);
    return { AttachedPolicies: [], IsTruncated: false };
  },
});

const tagRole = operation<TagRoleRequest, void>({
  access: roleAccess('TagRole'),
  run: (input, call) => {
    const role = getRole(call, input.RoleName);
    changeRole(call, role, {
      tags: withTags(role.tags, tagsFromList(input.Tags)),
    });
  },
});

const untagRole = operation<UntagRoleRequest, void>({
  access: roleAccess('UntagRole'),
  run: (input, call) => {
    const role = getRole(call, input.RoleName);
    changeRole(call, role, { tags: withoutTags(role.tags, input.TagKeys) });
  },
});

const listRoleTags = operation<ListRoleTagsRequest, ListRoleTagsResponse>({
  access: roleAccess('ListRoleTags'),
  run: (input, call) => {
    const tags = tagList(getRole(call, input.RoleName).tags);
    const { items, marker } = markedPage(tags, tag => tag.Key, input);
    return { Tags: items, ...marker };
  },
});

export const iamOperations: ReadonlyMap<string, Operation> = new Map([
  ['CreateRole', createRole],
  ['GetRole', getRoleOperation],
  ['UpdateRole', updateRole],
  ['DeleteRole', deleteRole],
  ['ListRoles', listRoles],
  ['UpdateAssumeRolePolicy', updateAssumeRolePolicy],
  ['PutRolePolicy', putRolePolicy],
  ['GetRolePolicy', getRolePolicy],
  ['DeleteRolePolicy', deleteRolePolicy],
  ['ListRolePolicies', listRolePolicies],
  ['ListAttachedRolePolicies', listAttachedRolePolicies],
  ['TagRole', tagRole],
  ['UntagRole', untagRole],
  ['ListRoleTags', listRoleTags],
]);
