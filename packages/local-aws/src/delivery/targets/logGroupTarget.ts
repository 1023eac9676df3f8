import { createHash } from 'node:crypto';
import { Platform } from '../../calls/platform';
import { readGroupArn, streamArn } from '../../services/logs/find';
import {
  ensureStream,
  NewLogEvent,
  writeLogEvents,
} from '../../services/logs/logEvents';
import { resourcePolicyOf } from '../../services/logs/resourcePolicies';
import { LOG_GROUPS } from '../../services/logs/state';
import { Invocation, TargetKind } from '../invocation';
import { checkDelivery } from '../permissions';
import { targetInput } from '../targetInput';

/** EventBridge calls streams by UUIDs; here each rule has one of its own. */
function streamName(ruleArn: string): string {
  const digits = createHash('sha256').update(ruleArn).digest('hex');
  return digits
    .slice(0, 32)
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-5$3-8$4-$5');
}

/** What an input transformer of a log group gives: when, and what. */
function readTemplate(text: string): NewLogEvent | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const members = new Map<string, unknown>(Object.entries(Object(parsed)));
  const timestamp = Number(members.get('timestamp'));
  const message = members.get('message');
  return members.size === 2 &&
    Number.isFinite(timestamp) &&
    message !== undefined
    ? {
        timestamp,
        message:
          typeof message === 'string' ? message : JSON.stringify(message),
      }
    : undefined;
}

function logEvent({ rule, target, event }: Invocation): NewLogEvent {
  const text = targetInput(target, rule, event);
  const templated = target.InputTransformer && readTemplate(text);
  return (
    templated ?? { timestamp: Date.parse(event.envelope.time), message: text }
  );
}

/** Why EventBridge may not make its stream or write to it, if so. */
function refusal(
  invocation: Invocation,
  group: { account: string; region: string; name: string },
  platform: Platform,
) {
  const resourceArn = streamArn(group, streamName(invocation.rule.arn));
  const resourcePolicy = resourcePolicyOf(platform.accounts, group);
  for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents']) {
    const failure = checkDelivery(
      undefined,
      { action, resourceArn, resourceAccount: group.account, resourcePolicy },
      invocation,
      platform,
    );
    if (failure) {
      return failure;
    }
  }
  return undefined;
}

/** Log groups of the bus's own account and Region. */
export const logGroupTarget: TargetKind = {
  owns: arn => arn.service === 'logs' && arn.resource.startsWith('log-group:'),
  struckAs: { service: 'logs', operation: 'PutLogEvents' },
  deliver: (invocation, _, platform) => {
    const { bus, rule, target } = invocation;
    const arn = target.Arn ?? '';
    const named = readGroupArn(arn);
    if (named?.account !== bus.account || named.region !== bus.region) {
      return {
        code: 'INVALID_PARAMETER',
        message: `The log group ${arn} is not in the account and Region of the bus`,
      };
    }
    const group = platform.accounts.table(LOG_GROUPS, named).get(named.name);
    if (!group) {
      return { code: 'NO_RESOURCE', message: `No log group ${arn}` };
    }
    const failure = refusal(invocation, group, platform);
    if (failure) {
      return failure;
    }
    const stream = ensureStream(platform, group, streamName(rule.arn));
    writeLogEvents(platform, group, stream, [logEvent(invocation)]);
    return undefined;
  },
};
