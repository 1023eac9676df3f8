import { PolicyDocument } from '../accounts';
import { decide } from '../calls/authorise';
import { definePart, Platform } from '../calls/platform';
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

/** A role that was assumed, or why it could not be. */
type Assumed = { isLasting: boolean } & (
  | { principal: Principal }
  | { failure: DeliveryFailure }
);

/**
 * The role a target names, assumed by EventBridge: it must be there, in the
 * account of the bus or of the rule's creator, and trust EventBridge.
 */
function assumeTargetRole(
  roleArn: string,
  source: DeliverySource,
  platform: Platform,
): Assumed {
  const role = findRole(platform.accounts, roleArn);
  const account = roleArn.split(':')[4];
  if (
    !role ||
    (account !== source.bus.account && account !== source.rule.createdBy)
  ) {
    return {
      failure: {
        code: 'FAILED_TO_ASSUME_ROLE',
        message: `The role ${roleArn} does not exist in the account of the rule`,
      },
      isLasting: true,
    };
  }
  const { decision, message } = decide(
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
  const isLasting = !decision.dependsOnRequest;
  return message
    ? { failure: { code: 'FAILED_TO_ASSUME_ROLE', message }, isLasting }
    : {
        principal: {
          kind: 'session',
          account,
          arn: `arn:aws:sts::${account}:assumed-role/${role.name}/${source.rule.name}`,
          roleArn,
        },
        isLasting,
      };
}

/** Decisions about deliveries that hold as long as no resource changes. */
interface Decisions {
  version: number;
  byQuestion: Map<string, { failure: DeliveryFailure | undefined }>;
}

const DECISIONS = definePart<Decisions>(() => ({
  version: -1,
  byQuestion: new Map(),
}));

const MAX_DECISIONS = 10_000;

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
  const decisions = platform.part(DECISIONS);
  const { version } = platform.accounts;
  const { byQuestion } = decisions;
  if (decisions.version !== version || byQuestion.size > MAX_DECISIONS) {
    decisions.version = version;
    byQuestion.clear();
  }
  const keys = access.context;
  const question = `${source.rule.arn} ${roleArn} ${access.action} ${
    access.resourceArn
  } ${keys ? JSON.stringify(keys) : ''}`;
  const known = byQuestion.get(question);
  if (known) {
    return known.failure;
  }
  const { failure, isLasting } = decideDelivery(
    roleArn,
    access,
    source,
    platform,
  );
  if (isLasting) {
    byQuestion.set(question, { failure });
  }
  return failure;
}

function decideDelivery(
  roleArn: string | undefined,
  access: DeliveryAccess,
  source: DeliverySource,
  platform: Platform,
): { failure: DeliveryFailure | undefined; isLasting: boolean } {
  const assumed = roleArn
    ? assumeTargetRole(roleArn, source, platform)
    : { principal: EVENTS_SERVICE, isLasting: true };
  if ('failure' in assumed) {
    return assumed;
  }
  const { decision, message } = decide(
    assumed.principal,
    {
      ...access,
      region: source.bus.region,
      context: { ...sourceKeys(source), ...access.context },
    },
    platform,
  );
  return {
    failure: message ? { code: 'NO_PERMISSIONS', message } : undefined,
    isLasting: assumed.isLasting && !decision.dependsOnRequest,
  };
}
