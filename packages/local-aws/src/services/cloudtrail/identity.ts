import { Call } from '../../calls/operation';
import { eventTime } from '../../delivery/event';

/** Who made a call ("CloudTrail userIdentity element"). */
export function userIdentity({ caller, origin }: Call): object {
  const { principal, account, userId, session } = caller;
  const attributes = session && {
    creationDate: eventTime(new Date(session.issuedAtMs)),
    mfaAuthenticated: 'false',
  };
  const common = {
    principalId: userId,
    arn: principal.arn,
    accountId: account,
    accessKeyId: origin?.accessKeyId ?? '',
  };
  if (session?.kind === 'role') {
    return {
      type: 'AssumedRole',
      ...common,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: session.roleId,
          arn: session.roleArn,
          accountId: account,
          userName: session.roleName,
        },
        attributes,
      },
    };
  }
  return {
    ...(principal.kind === 'user'
      ? {
          type: 'IAMUser',
          ...common,
          userName: principal.arn.slice(principal.arn.lastIndexOf('/') + 1),
        }
      : { type: 'Root', ...common }),
    ...(attributes ? { sessionContext: { attributes } } : {}),
  };
}

/** What the owner of a resource is told about a caller of another account. */
export function foreignIdentity({ caller }: Call): object {
  return {
    type: 'AWSAccount',
    principalId: caller.userId,
    accountId: caller.account,
  };
}
