import { parseArn, Place } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import { checkGroupName } from './checks';
import { groupNotFound, invalidParameter, streamNotFound } from './errors';
import { resourcePolicyOf } from './resourcePolicies';
import {
  LOG_GROUPS,
  logGroupArn,
  LogGroup,
  LogStream,
  streamsOf,
} from './state';

/** How calls name a log group: by name, or by name or ARN. */
export interface GroupInput {
  logGroupName?: string;
  logGroupIdentifier?: string;
}

/** A log group that a call names, whether or not it is there. */
export interface GroupReference extends Place {
  name: string;
  group?: LogGroup;
}

const PREFIX = 'log-group:';

/** The log group of an ARN, with or without `:*` behind it. */
export function readGroupArn(
  text: string,
): (Place & { name: string }) | undefined {
  const arn = parseArn(text);
  if (arn?.service !== 'logs' || !arn.resource.startsWith(PREFIX)) {
    return undefined;
  }
  const name = arn.resource.slice(PREFIX.length).replace(/:\*$/, '');
  return { account: arn.account, region: arn.region, name };
}

/** The log group a call names. @throws `InvalidParameterException` */
export function referToGroup(input: GroupInput, call: Call): GroupReference {
  const { logGroupName, logGroupIdentifier } = input;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw invalidParameter(
      'Exactly one of logGroupName and logGroupIdentifier must be specified.',
    );
  }
  const text = logGroupName ?? logGroupIdentifier ?? '';
  const { account, region } = call.caller;
  const named = (logGroupIdentifier && readGroupArn(text)) || {
    account,
    region,
    name: text,
  };
  checkGroupName(named.name);
  const group = call.accounts.table(LOG_GROUPS, named).get(named.name);
  return { ...named, group };
}

/** The log group a call names. @throws `ResourceNotFoundException` */
export function findGroup(input: GroupInput, call: Call): LogGroup {
  const { group } = referToGroup(input, call);
  if (!group) {
    throw groupNotFound();
  }
  return group;
}

/** A log stream and its group. @throws `ResourceNotFoundException` */
export function findStream(
  input: GroupInput & { logStreamName: string },
  call: Call,
): { group: LogGroup; stream: LogStream } {
  const group = findGroup(input, call);
  const stream = streamsOf(call.accounts, group).get(input.logStreamName);
  if (!stream) {
    throw streamNotFound();
  }
  return { group, stream };
}

/**
 * The ARN that policies speak of: Logs names a stream even where there is none,
 * which is why the ARN of a group in a policy ends in `:*`.
 */
export function streamArn(
  group: Place & { name: string },
  stream = '',
): string {
  return `${logGroupArn(group, group.name)}:log-stream:${stream}`;
}

/** Access to a log group or stream, which resource policies govern. */
export function logsAccess(action: string) {
  return (
    input: GroupInput & { logStreamName?: string },
    call: Call,
  ): Access => {
    const reference = referToGroup(input, call);
    return {
      action: `logs:${action}`,
      resourceArn: streamArn(reference, input.logStreamName),
      resourceAccount: reference.account,
      resourcePolicy: resourcePolicyOf(call.accounts, reference),
    };
  };
}

/** Access to what has no log group of its own. */
export function accountAccess(action: string) {
  return (_: object, { caller }: Call): Access => ({
    action: `logs:${action}`,
    resourceArn: streamArn({ ...caller, name: '' }),
  });
}
