import { randomBytes } from 'node:crypto';
import type {
  AssumeRoleRequest,
  AssumeRoleResponse,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse,
} from '@aws-sdk/client-sts';
import { Operation, operation } from '../../calls/operation';
import { MalformedPolicyError, parsePolicy, Policy } from '../../policies';
import { ServiceError } from '../../wire/errors';
import { findRole } from '../iam/state';
import { sessionArn, SESSIONS } from './state';

const DEFAULT_SECONDS = 3600;
const MIN_SECONDS = 900;

function randomId(length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...randomBytes(length)].map(byte => alphabet[byte % 32]).join('');
}

function readSessionPolicy(text: string | undefined): Policy | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    return parsePolicy(text, 'identity');
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw new ServiceError('MalformedPolicyDocumentException', error.message);
    }
    throw error;
  }
}

const getCallerIdentity = operation<
  GetCallerIdentityRequest,
  GetCallerIdentityResponse
>({
  // "No permissions are required to perform this operation."
  access: () => [],
  run: (_, { caller }) => ({
    Account: caller.account,
    Arn: caller.principal.arn,
    UserId: caller.userId,
  }),
});

const assumeRole = operation<AssumeRoleRequest, AssumeRoleResponse>({
  access: ({ RoleArn, ExternalId, RoleSessionName }, { accounts }) => ({
    action: 'sts:AssumeRole',
    resourceArn: RoleArn,
    resourceAccount: RoleArn.split(':')[4] ?? '',
    resourcePolicy: findRole(accounts, RoleArn)?.trust,
    resourcePolicyMustAllow: true,
    context: {
      'sts:ExternalId': ExternalId,
      'sts:RoleSessionName': RoleSessionName,
    },
  }),
  run: (input, { accounts, clock }) => {
    const role = findRole(accounts, input.RoleArn);
    if (!role) {
      // Nobody is allowed to assume a role that is not there.
      throw new ServiceError('AccessDenied', `No role ${input.RoleArn}`);
    }
    if (!/^[\w+=,.@-]{2,64}$/.test(input.RoleSessionName)) {
      throw new ServiceError(
        'ValidationError',
        `1 validation error detected: Value '${input.RoleSessionName}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
      );
    }
    const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
    if (seconds < MIN_SECONDS || seconds > role.maxSessionDuration) {
      throw new ServiceError(
        'ValidationError',
        `The requested DurationSeconds must be between ${MIN_SECONDS} and the MaxSessionDuration set for this role, ${role.maxSessionDuration}.`,
      );
    }
    const session = {
      account: role.arn.split(':')[4],
      roleName: role.name,
      roleId: role.id,
      roleArn: role.arn,
      sessionName: input.RoleSessionName,
      sessionToken: randomBytes(48).toString('base64'),
      expiresAtMs: clock.now() + seconds * 1000,
      policy: readSessionPolicy(input.Policy),
    };
    const accessKeyId = `ASIA${randomId(16)}`;
    accounts.table(SESSIONS, session).set(accessKeyId, session);
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: randomBytes(30).toString('base64'),
        SessionToken: session.sessionToken,
        Expiration: new Date(session.expiresAtMs),
      },
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${session.sessionName}`,
        Arn: sessionArn(session),
      },
    };
  },
});

export const stsOperations: ReadonlyMap<string, Operation> = new Map([
  ['AssumeRole', assumeRole],
  ['GetCallerIdentity', getCallerIdentity],
]);
