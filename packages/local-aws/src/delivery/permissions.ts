import { PolicyDocument } from '../accounts';
import { decide } from '../calls/authorise';
import { Platform } from '../calls/platform';
import { Principal } from '../policies';
import { findRole } from '../services/iam/state';
import { DeliveryFailure } from './failure';
import { DeliverySource } from './invocation';

const EVENTS_SERVICE: Principal = {
  kind: 'service',
  service: 'events.amazonaws.com',
};

/** What a rule wants to do to a target. */
export interface DeliveryAccess {
  /** For example `sqs:SendMessage`. */
  action: string;
  resourceArn: string;
  resourceAccount: string;
  resourcePolicy?: PolicyDocument;
  context?: Record<string, string | undefined>;
}

function sourceKeys({ bus, rule }: DeliverySource) {
  return { 'aws:SourceArn': rule.arn, 'aws:SourceAccount': bus.account };
}

/**
 * The role a target names, assumed by EventBridge: it must be there, in the
 * account of the bus or of the rule's creator, and trust EventBridge.
 */
function assumeTargetRole(
  roleArn: string,
  source: DeliverySource,
  platform: Platform,
): Principal | DeliveryFailure {
  const role = findRole(platform.accounts, roleArn);
  const account = roleArn.split(':')[4];
  if (
    !role ||
    (account !== source.bus.account && account !== source.rule.createdBy)
  ) {
    return {
      code: 'FAILED_TO_ASSUME_ROLE',
      message: `The role ${roleArn} does not exist in the account of the rule`,
    };
  }
  const { message } = decide(
    EVENTS_SERVICE,
    {
      action: 'sts:AssumeRole',
      resourceArn: roleArn,
      resourceAccount: account,
      resourcePolicy: role.trust,
      region: source.bus.region,
      context: sourceKeys(source),
    },
    platform,
  );
  if (message) {
    return { code: 'FAILED_TO_ASSUME_ROLE', message };
  }
  return {
    kind: 'session',
    account,
    arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${source.rule.name}`,
    roleArn,
  };
}

/**
 * Checks that a rule may deliver: as the target's role when there is one, else
 * as EventBridge itself, which only the target's own policy can allow.
 *
 * @returns why not, or `undefined` when it may.
 */
export function checkDelivery(
  roleArn: string | undefined,
  access: DeliveryAccess,
  source: DeliverySource,
  platform: Platform,
): DeliveryFailure | undefined {
  const principal = roleArn
    ? assumeTargetRole(roleArn, source, platform)
    : EVENTS_SERVICE;
  if ('code' in principal) {
    return principal;
  }
  const { message } = decide(
    principal,
    {
      ...access,
      region: source.bus.region,
      context: { ...sourceKeys(source), ...access.context },
    },
    platform,
  );
  return message ? { code: 'NO_PERMISSIONS', message } : undefined;
}
