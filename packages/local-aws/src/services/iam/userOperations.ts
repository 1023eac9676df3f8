import type {
  CreateUserRequest,
  CreateUserResponse,
  DeleteUserPermissionsBoundaryRequest,
  DeleteUserRequest,
  GetUserRequest,
  GetUserResponse,
  ListUsersRequest,
  ListUsersResponse,
  ListUserTagsRequest,
  ListUserTagsResponse,
  PutUserPermissionsBoundaryRequest,
  TagUserRequest,
  UntagUserRequest,
} from '@aws-sdk/client-iam';
import { requestTagKeys } from '../../calls/context';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { tagsFromList } from '../tags';
import { accessKeysOf } from './accessKeys';
import { markedPage } from './checks';
import { describeUser } from './describe';
import {
  addIdentity,
  deleteIdentity,
  getIdentity,
  identityArn,
  USER,
  userAccess,
} from './identities';
import {
  boundaryAccess,
  listIdentityTags,
  setBoundary,
  tagIdentity,
  untagIdentity,
} from './identityDetails';
import { checkBoundary } from './managedPolicies';
import { User, USERS } from './state';
import { newUniqueId } from './uniqueId';
import { wholeSeconds } from './wholeSeconds';

/** The user that a call means: the one named, or the caller itself. */
export function meantUser({ caller }: Call, name: string | undefined): string {
  if (name !== undefined) {
    return name;
  }
  if (caller.principal.kind !== 'user') {
    throw new ServiceError(
      'ValidationError',
      'Must specify userName when calling with non-User credentials',
    );
  }
  const { arn } = caller.principal;
  return arn.slice(arn.lastIndexOf('/') + 1);
}

const createUser = operation<CreateUserRequest, CreateUserResponse>({
  access: ({ UserName, Path, PermissionsBoundary, Tags }, { caller }) => ({
    action: 'iam:CreateUser',
    resourceArn: identityArn(USER, caller.account, Path ?? '/', UserName),
    context: {
      'iam:PermissionsBoundary': PermissionsBoundary,
      ...requestTagKeys(Tags),
    },
  }),
  run: (input, call) => {
    const path = input.Path ?? '/';
    checkBoundary(call, input.PermissionsBoundary);
    const user: User = {
      name: input.UserName,
      id: newUniqueId('AIDA'),
      arn: identityArn(USER, call.caller.account, path, input.UserName),
      path,
      permissionsBoundary: input.PermissionsBoundary,
      policies: new Map(),
      attachedPolicies: new Set(),
      createdAt: wholeSeconds(call.clock),
      tags: tagsFromList(input.Tags),
    };
    addIdentity(USER, call, user);
    return { User: describeUser(user) };
  },
});

const getUser = operation<GetUserRequest, GetUserResponse>({
  access: ({ UserName }, call) =>
    userAccess('GetUser')({ UserName: meantUser(call, UserName) }, call),
  run: ({ UserName }, call) => ({
    User: describeUser(getIdentity(USER, call, meantUser(call, UserName))),
  }),
});

const deleteUser = operation<DeleteUserRequest, void>({
  access: userAccess('DeleteUser'),
  run: ({ UserName }, call) => {
    const user = getIdentity(USER, call, UserName);
    if (accessKeysOf(call, UserName).length > 0) {
      throw new ServiceError(
        'DeleteConflictException',
        'Cannot delete entity, must delete access keys first.',
      );
    }
    deleteIdentity(USER, call, user);
  },
});

const listUsers = operation<ListUsersRequest, ListUsersResponse>({
  access: ({ PathPrefix }, { caller }) => ({
    action: 'iam:ListUsers',
    resourceArn: `arn:aws:iam::${caller.account}:user${PathPrefix ?? '/'}`,
  }),
  run: (input, { accounts, caller }) => {
    const users = [...accounts.table(USERS, caller).values()].filter(user =>
      user.path.startsWith(input.PathPrefix ?? '/'),
    );
    const { items, marker } = markedPage(users, user => user.name, input);
    // As with roles, the listing leaves boundaries and tags out.
    const Users = items.map(user => ({
      ...describeUser(user),
      PermissionsBoundary: undefined,
      Tags: undefined,
    }));
    return { Users, ...marker };
  },
});

const putUserPermissionsBoundary = operation<
  PutUserPermissionsBoundaryRequest,
  void
>({
  access: ({ UserName, PermissionsBoundary }, call) =>
    boundaryAccess(
      USER,
      call,
      'PutUserPermissionsBoundary',
      UserName,
      PermissionsBoundary,
    ),
  run: ({ UserName, PermissionsBoundary }, call) =>
    setBoundary(USER, call, UserName, PermissionsBoundary),
});

const deleteUserPermissionsBoundary = operation<
  DeleteUserPermissionsBoundaryRequest,
  void
>({
  access: userAccess('DeleteUserPermissionsBoundary'),
  run: ({ UserName }, call) => setBoundary(USER, call, UserName, undefined),
});

const tagUser = operation<TagUserRequest, void>({
  access: userAccess('TagUser'),
  run: ({ UserName, Tags }, call) => tagIdentity(USER, call, UserName, Tags),
});

const untagUser = operation<UntagUserRequest, void>({
  access: userAccess('UntagUser'),
  run: ({ UserName, TagKeys }, call) =>
    untagIdentity(USER, call, UserName, TagKeys),
});

const listUserTags = operation<ListUserTagsRequest, ListUserTagsResponse>({
  access: userAccess('ListUserTags'),
  run: (input, call) => listIdentityTags(USER, call, input.UserName, input),
});

export const userOperations: [string, Operation][] = [
  ['CreateUser', createUser],
  ['GetUser', getUser],
  ['DeleteUser', deleteUser],
  ['ListUsers', listUsers],
  ['PutUserPermissionsBoundary', putUserPermissionsBoundary],
  ['DeleteUserPermissionsBoundary', deleteUserPermissionsBoundary],
  ['TagUser', tagUser],
  ['UntagUser', untagUser],
  ['ListUserTags', listUserTags],
];
