import { allows, PolicyPrincipal } from '../aws/allows';
import { parseArn } from '../aws/arn';
import { PolicyDocument } from '../aws/policyDocument';
import { ObservedAws, Sighting } from '../snapshot/observedAws';
import { RuleSnapshot, TargetSnapshot } from '../snapshot/types';
import { EventTypeKey, HopNeed, Place } from './types';

/** One rule sending one event type to one target. */
export interface HopQuestion {
  event: EventTypeKey;
  from: Place;
  rule: RuleSnapshot;
  target: TargetSnapshot;
  to: Place;
}

/** The action a role needs for each kind of target Busline can judge. */
const ACTIONS: Partial<Record<Place['kind'], string>> = {
  'event bus': 'events:PutEvents',
  queue: 'sqs:SendMessage',
  topic: 'sns:Publish',
  function: 'lambda:InvokeFunction',
};

const EVENTS_SERVICE = 'events.amazonaws.com';

/** Everything one hop needs, each with how it stands. */
export function hopNeeds(hop: HopQuestion, aws: ObservedAws): HopNeed[] {
  const needs = [
    enabledNeed(hop),
    roleNeed(hop, aws),
    policyNeed(hop, aws),
    deadLetterNeed(hop, aws),
  ];
  return needs.flatMap(need => need ?? []);
}

function enabledNeed({ rule }: HopQuestion): HopNeed {
  // Also ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS (PutRule).
  const enabled = rule.state.startsWith('ENABLED');
  return {
    kind: 'enabled',
    status: enabled ? 'met' : 'missing',
    what: `rule ${rule.name}`,
    arn: rule.arn,
    ...(enabled ? {} : { mend: `Enable rule ${rule.name}` }),
  };
}

/**
 * A bus as a target and every target in another account need a role
 * ("Sending and receiving events between AWS accounts in EventBridge").
 */
function roleNeed(hop: HopQuestion, aws: ObservedAws): HopNeed | undefined {
  const { from, rule, target, to } = hop;
  const isRequired = to.kind === 'event bus' || to.accountId !== from.accountId;
  if (!target.roleArn) {
    return isRequired
      ? {
          kind: 'role',
          status: 'missing',
          what: `a role for the target of rule ${rule.name}`,
          arn: rule.arn,
          mend: `Give the target of rule ${rule.name} a role that may send to ${to.kind} ${to.name}`,
        }
      : undefined;
  }
  const name = parseArn(target.roleArn)?.resource.split('/').pop() ?? '';
  const judge = (
    status: HopNeed['status'],
    mend?: string,
    what = `role ${name}`,
  ): HopNeed => ({
    kind: 'role',
    status,
    what,
    arn: target.roleArn,
    ...(mend ? { mend } : {}),
  });

  const sighting = aws.role(target.roleArn);
  if (sighting.status === 'unseen') {
    return judge('unknown', sighting.mend);
  }
  if (sighting.status === 'absent') {
    return judge(
      'missing',
      `Create role ${name} in account ${from.accountName}, for ${EVENTS_SERVICE}, with leave to send to ${to.kind} ${to.name}`,
    );
  }
  const role = sighting.value;
  const trust = allows(role.trustPolicy, {
    action: 'sts:AssumeRole',
    principal: { kind: 'service', service: EVENTS_SERVICE },
    context: ruleContext(hop),
  });
  if (trust !== 'allowed') {
    return judge(
      asStatus(trust),
      `Let ${EVENTS_SERVICE} assume role ${name}`,
      `leave for ${EVENTS_SERVICE} to assume role ${name}`,
    );
  }
  const action = ACTIONS[to.kind];
  if (!action) {
    return judge('met');
  }
  const permissions: PolicyDocument = {
    Statement: Object.values(role.inlinePolicies).flatMap(
      policy => policy.Statement,
    ),
  };
  const allowed = allows(permissions, { action, resource: to.arn });
  if (allowed === 'denied' && role.attachedPolicyArns?.length) {
    return judge(
      'unknown',
      `Check that a policy attached to role ${name} allows ${action} on ${to.arn}`,
    );
  }
  return allowed === 'allowed'
    ? judge('met')
    : judge(
        asStatus(allowed),
        `Let role ${name} do ${action} on ${to.arn}`,
        `leave for role ${name} to do ${action} on ${to.kind} ${to.name}`,
      );
}

function policyNeed(hop: HopQuestion, aws: ObservedAws): HopNeed | undefined {
  const { from, target, to } = hop;
  const roleSpeaksForIt =
    Boolean(target.roleArn) && to.accountId === from.accountId;
  switch (to.kind) {
    case 'event bus':
      return roleSpeaksForIt || to.accountId === from.accountId
        ? existence(aws.bus(to.arn), to)
        : resourcePolicyNeed(hop, aws.bus(to.arn), 'events:PutEvents');
    case 'queue':
      return roleSpeaksForIt
        ? existence(aws.queue(to.arn), to)
        : resourcePolicyNeed(hop, aws.queue(to.arn), 'sqs:SendMessage');
    case 'other':
      return undefined;
    default:
      return roleSpeaksForIt
        ? undefined
        : {
            kind: 'policy',
            status: 'unknown',
            what: `policy of ${to.kind} ${to.name}`,
            arn: to.arn,
            mend: `Busline does not read the policy of a ${to.kind}: check in AWS that it lets ${EVENTS_SERVICE} in`,
          };
  }
}

function resourcePolicyNeed(
  hop: HopQuestion,
  sighting: Sighting<{ policy?: PolicyDocument }>,
  action: string,
): HopNeed {
  const { from, rule, to } = hop;
  if (sighting.status !== 'seen') {
    return missingOrUnknown('policy', sighting, to);
  }
  const principal = callerOf(hop);
  const allowed = allows(sighting.value.policy, {
    action,
    resource: to.arn,
    principal,
    context:
      principal.kind === 'service' ? ruleContext(hop) : eventContext(hop.event),
  });
  const who =
    principal.kind === 'service'
      ? `rule ${rule.name}`
      : `account ${from.accountName}`;
  const policy = `policy of ${to.kind} ${to.name}`;
  return {
    kind: 'policy',
    status: asStatus(allowed),
    what: allowed === 'allowed' ? policy : `leave for ${who} in the ${policy}`,
    arn: to.arn,
    ...(allowed === 'allowed'
      ? {}
      : { mend: `Let ${who} do ${action} in the ${policy}` }),
  };
}

/** Who the destination sees: the target's role, else the account or the service. */
function callerOf({ from, target, to }: HopQuestion): PolicyPrincipal {
  const { accountId } = from;
  if (target.roleArn) {
    return { kind: 'role', accountId, arn: target.roleArn };
  }
  return to.kind === 'event bus'
    ? { kind: 'account', accountId }
    : { kind: 'service', service: EVENTS_SERVICE };
}

function deadLetterNeed(
  hop: HopQuestion,
  aws: ObservedAws,
): HopNeed | undefined {
  const { rule, target, to } = hop;
  if (to.kind === 'event bus') {
    return undefined;
  }
  const arn = target.deadLetterArn;
  if (!arn) {
    return {
      kind: 'dead-letter queue',
      status: 'missing',
      what: `dead-letter queue of rule ${rule.name}`,
      arn: rule.arn,
      mend: `Give the target of rule ${rule.name} a dead-letter queue`,
    };
  }
  const name = parseArn(arn)?.resource ?? arn;
  const sighting = aws.queue(arn);
  if (sighting.status !== 'seen') {
    return missingOrUnknown('dead-letter queue', sighting, {
      kind: 'queue',
      name,
      arn,
    });
  }
  const allowed = allows(sighting.value.policy, {
    action: 'sqs:SendMessage',
    resource: arn,
    principal: { kind: 'service', service: EVENTS_SERVICE },
    context: ruleContext(hop),
  });
  return {
    kind: 'dead-letter queue',
    status: asStatus(allowed),
    what: `queue ${name}`,
    arn,
    ...(allowed === 'allowed'
      ? {}
      : { mend: `Let rule ${rule.name} send to queue ${name}` }),
  };
}

/** A place whose policy does not matter still has to exist. */
function existence(
  sighting: Sighting<unknown>,
  to: Place,
): HopNeed | undefined {
  return sighting.status === 'seen'
    ? undefined
    : missingOrUnknown('policy', sighting, to);
}

function missingOrUnknown(
  kind: HopNeed['kind'],
  sighting: Exclude<Sighting<unknown>, { status: 'seen' }>,
  thing: Pick<Place, 'kind' | 'name' | 'arn'>,
): HopNeed {
  return {
    kind,
    status: sighting.status === 'absent' ? 'missing' : 'unknown',
    what: `${thing.kind} ${thing.name}`,
    arn: thing.arn,
    mend:
      sighting.status === 'absent'
        ? `Create ${thing.kind} ${thing.name}`
        : sighting.mend,
  };
}

/** Keys EventBridge sets when it calls a target for a rule. */
function ruleContext({ from, rule }: HopQuestion): Record<string, string> {
  return {
    'aws:SourceArn': rule.arn,
    'aws:SourceAccount': from.accountId,
  };
}

function eventContext(event: EventTypeKey): Record<string, string> {
  return {
    'events:source': event.source,
    'events:detail-type': event.detailType,
  };
}

function asStatus(
  outcome: 'allowed' | 'denied' | 'unknown',
): HopNeed['status'] {
  switch (outcome) {
    case 'allowed':
      return 'met';
    case 'denied':
      return 'missing';
    default:
      return 'unknown';
  }
}
