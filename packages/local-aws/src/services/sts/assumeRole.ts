import { randomBytes } from 'node:crypto';
import type {
  AssumeRoleRequest,
  AssumeRoleResponse,
} from '@aws-sdk/client-sts';
import { Tags } from '../../accounts';
import { requestTagKeys } from '../../calls/context';
import { Access, Call, operation } from '../../calls/operation';
import { joinPolicies, Policy } from '../../policies';
import { ServiceError, violationsMessage } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { readPolicy } from '../iam/documents';
import { defaultDocument, findManagedPolicy } from '../iam/managedPolicies';
import { findRole, Role } from '../iam/state';
import { newUniqueId } from '../iam/uniqueId';
import { wholeSeconds } from '../iam/wholeSeconds';
import { tagsFromList, withTags } from '../tags';
import { RoleSession, sessionArn, SESSIONS } from './state';

const DEFAULT_SECONDS = 3600;
const MIN_SECONDS = 900;
const MAX_SECONDS = 43_200;
const MAX_CHAINED_SECONDS = 3600;

type Input = Checked<AssumeRoleRequest>;

const invalid = (message: string) =>
  new ServiceError('ValidationError', message);

/** The session of a role that the caller acts with, if it does. */
function callingSession({ caller }: Call): RoleSession | undefined {
  return caller.session?.kind === 'role' ? caller.session : undefined;
}

/** Who is behind a chain of roles stays who it is. */
function sourceIdentity(input: Input, call: Call): string | undefined {
  return callingSession(call)?.sourceIdentity ?? input.SourceIdentity;
}

/**
 * "Pass session tags in AWS STS" and "Monitor and control actions taken with
 * assumed roles": tags and a source identity need permissions of their own,
 * of the caller and of the role's trust policy.
 */
function access(input: Input, call: Call): Access[] {
  const trust = findRole(call.accounts, input.RoleArn)?.trust;
  const identity = sourceIdentity(input, call);
  const tags = input.Tags ?? [];
  const context = {
    'sts:ExternalId': input.ExternalId,
    'sts:RoleSessionName': input.RoleSessionName,
    'sts:SourceIdentity': identity,
    'sts:TransitiveTagKeys': input.TransitiveTagKeys,
    ...requestTagKeys(tags),
  };
  const actions = [
    'sts:AssumeRole',
    ...(tags.length > 0 ? ['sts:TagSession'] : []),
    ...(identity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  return actions.map(action => ({
    action,
    resourceArn: input.RoleArn,
    resourceAccount: input.RoleArn.split(':')[4] ?? '',
    resourcePolicy: trust,
    resourcePolicyMustAllow: true,
    context,
  }));
}

function checkInput(input: Input): void {
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  const name = input.RoleSessionName;
  const violations = [
    ...(seconds < MIN_SECONDS
      ? [
          {
            path: 'durationSeconds',
            value: seconds,
            constraint: `Member must have value greater than or equal to ${MIN_SECONDS}`,
          },
        ]
      : []),
    ...(seconds > MAX_SECONDS
      ? [
          {
            path: 'durationSeconds',
            value: seconds,
            constraint: `Member must have value less than or equal to ${MAX_SECONDS}`,
          },
        ]
      : []),
    ...[
      ['roleSessionName', name] as const,
      ['sourceIdentity', input.SourceIdentity] as const,
    ].flatMap(([path, value]) =>
      value === undefined || /^[\w+=,.@-]{2,64}$/.test(value)
        ? []
        : [
            {
              path,
              value,
              constraint:
                'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
            },
          ],
    ),
  ];
  if (violations.length > 0) {
    throw invalid(violationsMessage(violations));
  }
}

function sessionSeconds(input: Input, role: Role, call: Call): number {
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  if (callingSession(call) && seconds > MAX_CHAINED_SECONDS) {
    throw invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  }
  if (seconds > role.maxSessionDuration) {
    throw invalid(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  return seconds;
}

/** The session policies of a request, which count as one. */
function sessionPolicy(input: Input, call: Call): Policy | undefined {
  const managed = (input.PolicyArns ?? []).map(({ arn = '' }) => {
    const policy = findManagedPolicy(call.accounts, arn);
    if (!policy) {
      throw new ServiceError(
        'MalformedPolicyDocumentException',
        `Policy ${arn} does not exist or is not attachable.`,
      );
    }
    return defaultDocument(policy).policy;
  });
  const own =
    input.Policy === undefined
      ? []
      : [readPolicy(input.Policy, 'identity').policy];
  const all = [...own, ...managed];
  return all.length > 0 ? joinPolicies(all) : undefined;
}

/** Tags of a session: those asked for, and what a chain of roles hands on. */
function sessionTags(
  input: Input,
  call: Call,
): { tags: Tags; transitiveTagKeys: ReadonlySet<string> } {
  const before = callingSession(call);
  const inherited = new Map(
    [...(before?.tags ?? [])].filter(([key]) =>
      before?.transitiveTagKeys.has(key),
    ),
  );
  const asked = tagsFromList(input.Tags);
  const lower = new Set([...inherited.keys()].map(key => key.toLowerCase()));
  const conflict = [...asked.keys()].find(key => lower.has(key.toLowerCase()));
  if (conflict !== undefined) {
    throw new ServiceError(
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  return {
    tags: withTags(inherited, asked),
    transitiveTagKeys: new Set([
      ...inherited.keys(),
      ...(input.TransitiveTagKeys ?? []),
    ]),
  };
}

export const assumeRole = operation<AssumeRoleRequest, AssumeRoleResponse>({
  access,
  run: (input, call) => {
    const role = findRole(call.accounts, input.RoleArn);
    if (!role) {
      // Nobody is allowed to assume a role that is not there.
      throw new ServiceError('AccessDenied', `No role ${input.RoleArn}`);
    }
    checkInput(input);
    const before = callingSession(call)?.sourceIdentity;
    if (
      before !== undefined &&
      input.SourceIdentity !== undefined &&
      input.SourceIdentity !== before
    ) {
      throw new ServiceError(
        'AccessDenied',
        `The source identity ${before} of the calling session cannot be changed.`,
      );
    }
    const issuedAtMs = wholeSeconds(call.clock).getTime();
    const session: RoleSession = {
      kind: 'role',
      account: role.arn.split(':')[4],
      roleName: role.name,
      roleId: role.id,
      roleArn: role.arn,
      sessionName: input.RoleSessionName,
      sessionToken: randomBytes(48).toString('base64'),
      issuedAtMs,
      expiresAtMs: issuedAtMs + sessionSeconds(input, role, call) * 1000,
      policy: sessionPolicy(input, call),
      ...sessionTags(input, call),
      sourceIdentity: sourceIdentity(input, call),
    };
    const accessKeyId = newUniqueId('ASIA', 16);
    call.accounts.table(SESSIONS, session).set(accessKeyId, session);
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
      SourceIdentity: session.sourceIdentity,
    };
  },
});
