import type {
  CreateRoleRequest,
  CreateRoleResponse,
  DeleteRolePermissionsBoundaryRequest,
  DeleteRoleRequest,
  GetRoleRequest,
  GetRoleResponse,
  ListRolesRequest,
  ListRolesResponse,
  ListRoleTagsRequest,
  ListRoleTagsResponse,
  PutRolePermissionsBoundaryRequest,
  TagRoleRequest,
  UntagRoleRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
  UpdateRoleResponse,
} from '@aws-sdk/client-iam';
import { requestTagKeys } from '../../calls/context';
import { Operation, operation } from '../../calls/operation';
import { tagsFromList } from '../tags';
import { markedPage } from './checks';
import { describeRole } from './describe';
import { readPolicy } from './documents';
import {
  addIdentity,
  changeIdentity,
  deleteIdentity,
  getIdentity,
  identityArn,
  ROLE,
  roleAccess,
} from './identities';
import {
  boundaryAccess,
  listIdentityTags,
  setBoundary,
  tagIdentity,
  untagIdentity,
} from './identityDetails';
import { checkBoundary } from './managedPolicies';
import { Role, ROLES } from './state';
import { newUniqueId } from './uniqueId';
import { wholeSeconds } from './wholeSeconds';

const createRole = operation<CreateRoleRequest, CreateRoleResponse>({
  access: ({ RoleName, Path, PermissionsBoundary, Tags }, { caller }) => ({
    action: 'iam:CreateRole',
    resourceArn: identityArn(ROLE, caller.account, Path ?? '/', RoleName),
    context: {
      'iam:PermissionsBoundary': PermissionsBoundary,
      ...requestTagKeys(Tags),
    },
  }),
  run: (input, call) => {
    const path = input.Path ?? '/';
    checkBoundary(call, input.PermissionsBoundary);
    const role: Role = {
      name: input.RoleName,
      id: newUniqueId('AROA'),
      arn: identityArn(ROLE, call.caller.account, path, input.RoleName),
      path,
      description: input.Description,
      maxSessionDuration: input.MaxSessionDuration ?? 3600,
      permissionsBoundary: input.PermissionsBoundary,
      trust: readPolicy(input.AssumeRolePolicyDocument, 'trust'),
      policies: new Map(),
      attachedPolicies: new Set(),
      createdAt: wholeSeconds(call.clock),
      tags: tagsFromList(input.Tags),
    };
    addIdentity(ROLE, call, role);
    return { Role: describeRole(role) };
  },
});

const getRole = operation<GetRoleRequest, GetRoleResponse>({
  access: roleAccess('GetRole'),
  run: ({ RoleName }, call) => ({
    Role: describeRole(getIdentity(ROLE, call, RoleName)),
  }),
});

const updateRole = operation<UpdateRoleRequest, UpdateRoleResponse>({
  access: roleAccess('UpdateRole'),
  run: (input, call) => {
    const role = getIdentity(ROLE, call, input.RoleName);
    changeIdentity(ROLE, call, role, {
      description: input.Description ?? role.description,
      maxSessionDuration: input.MaxSessionDuration ?? role.maxSessionDuration,
    });
    return {};
  },
});

const deleteRole = operation<DeleteRoleRequest, void>({
  access: roleAccess('DeleteRole'),
  run: ({ RoleName }, call) =>
    deleteIdentity(ROLE, call, getIdentity(ROLE, call, RoleName)),
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
    // "This operation does not return the following attributes: …
    // PermissionsBoundary, RoleLastUsed, Tags."
    const Roles = items.map(role => ({
      ...describeRole(role),
      PermissionsBoundary: undefined,
      Tags: undefined,
    }));
    return { Roles, ...marker };
  },
});

const updateAssumeRolePolicy = operation<UpdateAssumeRolePolicyRequest, void>({
  access: roleAccess('UpdateAssumeRolePolicy'),
  run: ({ RoleName, PolicyDocument }, call) => {
    const role = getIdentity(ROLE, call, RoleName);
    changeIdentity(ROLE, call, role, {
      trust: readPolicy(PolicyDocument, 'trust'),
    });
  },
});

const putRolePermissionsBoundary = operation<
  PutRolePermissionsBoundaryRequest,
  void
>({
  access: ({ RoleName, PermissionsBoundary }, call) =>
    boundaryAccess(
      ROLE,
      call,
      'PutRolePermissionsBoundary',
      RoleName,
      PermissionsBoundary,
    ),
  run: ({ RoleName, PermissionsBoundary }, call) =>
    setBoundary(ROLE, call, RoleName, PermissionsBoundary),
});

const deleteRolePermissionsBoundary = operation<
  DeleteRolePermissionsBoundaryRequest,
  void
>({
  access: roleAccess('DeleteRolePermissionsBoundary'),
  run: ({ RoleName }, call) => setBoundary(ROLE, call, RoleName, undefined),
});

const tagRole = operation<TagRoleRequest, void>({
  access: roleAccess('TagRole'),
  run: ({ RoleName, Tags }, call) => tagIdentity(ROLE, call, RoleName, Tags),
});

const untagRole = operation<UntagRoleRequest, void>({
  access: roleAccess('UntagRole'),
  run: ({ RoleName, TagKeys }, call) =>
    untagIdentity(ROLE, call, RoleName, TagKeys),
});

const listRoleTags = operation<ListRoleTagsRequest, ListRoleTagsResponse>({
  access: roleAccess('ListRoleTags'),
  run: (input, call) => listIdentityTags(ROLE, call, input.RoleName, input),
});

export const roleOperations: [string, Operation][] = [
  ['CreateRole', createRole],
  ['GetRole', getRole],
  ['UpdateRole', updateRole],
  ['DeleteRole', deleteRole],
  ['ListRoles', listRoles],
  ['UpdateAssumeRolePolicy', updateAssumeRolePolicy],
  ['PutRolePermissionsBoundary', putRolePermissionsBoundary],
  ['DeleteRolePermissionsBoundary', deleteRolePermissionsBoundary],
  ['TagRole', tagRole],
  ['UntagRole', untagRole],
  ['ListRoleTags', listRoleTags],
];
