import { randomBytes } from 'node:crypto';
import type {
  AccessKeyMetadata,
  CreateAccessKeyRequest,
  CreateAccessKeyResponse,
  DeleteAccessKeyRequest,
  ListAccessKeysRequest,
  ListAccessKeysResponse,
  UpdateAccessKeyRequest,
} from '@aws-sdk/client-iam';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { accessKeysOf } from './accessKeys';
import { markedPage, noSuchEntity } from './checks';
import { getIdentity, USER, userAccess } from './identities';
import { AccessKey, ACCESS_KEYS } from './state';
import { newUniqueId } from './uniqueId';
import { meantUser } from './userOperations';
import { wholeSeconds } from './wholeSeconds';

const MAX_KEYS = 2;

const access =
  (action: string) =>
  ({ UserName }: { UserName?: string }, call: Call): Access =>
    userAccess(action)({ UserName: meantUser(call, UserName) }, call);

function describeKey(key: AccessKey): AccessKeyMetadata {
  return {
    UserName: key.userName,
    AccessKeyId: key.id,
    Status: key.isActive ? 'Active' : 'Inactive',
    CreateDate: key.createdAt,
  };
}

const createAccessKey = operation<
  CreateAccessKeyRequest,
  CreateAccessKeyResponse
>({
  access: access('CreateAccessKey'),
  run: ({ UserName }, call) => {
    const user = getIdentity(USER, call, meantUser(call, UserName));
    if (accessKeysOf(call, user.name).length >= MAX_KEYS) {
      throw new ServiceError(
        'LimitExceededException',
        `Cannot exceed quota for AccessKeysPerUser: ${MAX_KEYS}`,
      );
    }
    const key: AccessKey = {
      id: newUniqueId('AKIA', 16),
      account: call.caller.account,
      userName: user.name,
      isActive: true,
      createdAt: wholeSeconds(call.clock),
    };
    call.accounts.table(ACCESS_KEYS, call.caller).set(key.id, key);
    return {
      AccessKey: {
        UserName: key.userName,
        AccessKeyId: key.id,
        Status: 'Active',
        // Told once, as AWS does, and never checked.
        SecretAccessKey: randomBytes(30).toString('base64'),
        CreateDate: key.createdAt,
      },
    };
  },
});

/** A key of a user. @throws `NoSuchEntity` */
function getKey(
  call: Call,
  input: { UserName?: string; AccessKeyId: string },
): AccessKey {
  const userName = meantUser(call, input.UserName);
  getIdentity(USER, call, userName);
  const key = accessKeysOf(call, userName).find(
    ({ id }) => id === input.AccessKeyId,
  );
  if (!key) {
    throw noSuchEntity(
      `The Access Key with id ${input.AccessKeyId} cannot be found.`,
    );
  }
  return key;
}

const updateAccessKey = operation<UpdateAccessKeyRequest, void>({
  access: access('UpdateAccessKey'),
  run: (input, call) => {
    const key = getKey(call, input);
    call.accounts.table(ACCESS_KEYS, call.caller).set(key.id, {
      ...key,
      isActive: input.Status === 'Active',
    });
  },
});

const deleteAccessKey = operation<DeleteAccessKeyRequest, void>({
  access: access('DeleteAccessKey'),
  run: (input, call) => {
    const key = getKey(call, input);
    call.accounts.table(ACCESS_KEYS, call.caller).delete(key.id);
  },
});

const listAccessKeys = operation<ListAccessKeysRequest, ListAccessKeysResponse>(
  {
    access: access('ListAccessKeys'),
    run: (input, call) => {
      const user = getIdentity(USER, call, meantUser(call, input.UserName));
      const { items, marker } = markedPage(
        accessKeysOf(call, user.name),
        key => key.id,
        input,
      );
      return { AccessKeyMetadata: items.map(describeKey), ...marker };
    },
  },
);

export const accessKeyOperations: [string, Operation][] = [
  ['CreateAccessKey', createAccessKey],
  ['UpdateAccessKey', updateAccessKey],
  ['DeleteAccessKey', deleteAccessKey],
  ['ListAccessKeys', listAccessKeys],
];
