import {
  accountRootArn,
  AccountRegion,
  Arn,
  eventBusArn,
  parseArn,
  queueArn,
  roleArn,
  ruleArn,
} from '../aws/arn';
import { MANAGED_TAGS, TAGS } from '../aws/tags';
import { CatalogComponent } from '../catalog/component';
import { Finding } from '../findings/finding';
import { hubBusArn } from '../platform';
import { Consumer, EventType, EventTypeKey } from '../topology/types';
import { draftBusPolicyStatement } from './changes/busPolicyStatement';
import { Draft, seen } from './changes/draft';
import { draftEventBus } from './changes/eventBus';
import { draftQueue } from './changes/queue';
import { draftRole } from './changes/role';
import { draftRule } from './changes/rule';
import { draftTarget } from './changes/target';
import {
  ExistingSubscription,
  existingSubscription,
  queueNameOf,
} from './existingSubscription';
import { Ground } from './ground';
import { chooseForwarding, fedBus } from './hubForwarding';
import {
  deadLetterQueueName,
  deliveryRuleName,
  forwardPolicyName,
  forwardRoleName,
  forwardRuleName,
  FROM_HUB_STATEMENT_ID,
  queueName,
  SUBSCRIBER_BUS_NAME,
  TARGET_ID,
} from './names';
import { Plan } from './plan';

/** A subscription for which everything asked for was found. */
export interface Subscription {
  component: CatalogComponent;
  at: AccountRegion;
  accountName: string;
  key: EventTypeKey;
  eventType: EventType;
  /** Source, detail-type and filter. */
  pattern: Record<string, unknown>;
  queueName?: string;
}

/**
 * From the end of the way to its beginning: an event is never forwarded to a
 * place that is not ready for it.
 */
export function draftSubscription(
  subscription: Subscription,
  ground: Ground,
): { drafts: Draft[]; findings: Finding[]; delivery: Plan['delivery'] } {
  const { component, at, key, pattern, eventType } = subscription;
  const { adopted, others } = existingSubscription(subscription, ground);

  const busArn =
    adopted?.busArn ??
    (isAtHub(at, ground)
      ? hubBusArn(ground.platform)
      : fedBus(ground, at) ?? eventBusArn(at, SUBSCRIBER_BUS_NAME));
  const busName = busNameOf(busArn);
  const ruleName = adopted?.rule.name ?? deliveryRuleName(key, component);
  const rule = ruleArn(at, busName, ruleName);
  const queues = chooseQueues(subscription, adopted, ground);
  const tags = { ...MANAGED_TAGS, [TAGS.component]: component.ref };
  const shared = { at, fromRule: rule, componentRef: component.ref, tags };

  const delivery = [
    draftQueue(ground, {
      ...shared,
      name: queues.deadLetterName,
      why: `Keeps an event that could not be delivered to ${component.title}, so that none is lost`,
    }),
    draftQueue(ground, {
      ...shared,
      name: queues.name,
      why: `Where ${component.title} receives "${eventType.title}"`,
      deadLetterArn: queues.deadLetterArn,
    }),
  ];
  const isManaged = adopted?.rule.tags[TAGS.managedBy] !== undefined;
  const routing = [
    draftRule(ground, {
      at,
      busName,
      name: ruleName,
      why: `Takes "${eventType.title}" for ${component.title} and nothing else`,
      description: `Delivers ${key.detailType} to ${component.title}`,
      pattern: adopted?.sharedPattern ?? pattern,
      tags: adopted && !isManaged ? { [TAGS.component]: component.ref } : tags,
    }),
    draftTarget(ground, {
      at,
      busName,
      ruleName,
      id: adopted?.target.id ?? TARGET_ID,
      arn: queues.arn,
      what: `queue ${queues.name}`,
      why: `Sends what the rule takes to the queue of ${component.title}`,
      roleArn: adopted?.target.roleArn,
      deadLetterArn: queues.deadLetterArn,
    }),
  ];
  const forwarding =
    busArn === hubBusArn(ground.platform)
      ? { before: [], after: [], findings: [] }
      : draftForwarding(subscription, busArn, ground);
  return {
    drafts: [
      ...delivery,
      ...forwarding.before,
      ...routing,
      ...forwarding.after,
    ],
    findings: [
      ...forwarding.findings,
      ...others.map(consumer => similarSubscription(consumer, subscription)),
    ],
    delivery: {
      ...at,
      queueName: queues.name,
      queueArn: queues.arn,
      deadLetterQueueName: queues.deadLetterName,
    },
  };
}

/** The subscriber bus, and the rule on the hub that feeds it. */
function draftForwarding(
  { at, key, pattern, eventType, accountName: name }: Subscription,
  busArn: Arn,
  ground: Ground,
): { before: Draft[]; after: Draft[]; findings: Finding[] } {
  const { hub } = ground.platform;
  const busName = busNameOf(busArn);
  const chosen = chooseForwarding(ground, key, busArn, pattern);
  const ruleName = chosen.rule?.name ?? forwardRuleName(key, busArn, name);
  const role =
    chosen.target?.roleArn ??
    roleArn(hub.accountId, forwardRoleName(name, at.accountId));

  const admitHub = draftBusPolicyStatement(ground, {
    at,
    busName,
    why: 'Lets the hub account put events on the bus',
    statement: {
      Sid: FROM_HUB_STATEMENT_ID,
      Effect: 'Allow',
      Principal: { AWS: accountRootArn(hub.accountId) },
      Action: 'events:PutEvents',
      Resource: busArn,
    },
    proof: {
      action: 'events:PutEvents',
      resource: busArn,
      principal: { kind: 'role', accountId: hub.accountId, arn: role },
      context: {
        'events:source': key.source,
        'events:detail-type': key.detailType,
      },
    },
    isAsGood: () => true,
  });
  return {
    before: [
      draftEventBus(ground, at, busName),
      // Within one account the role alone is enough.
      ...(at.accountId === hub.accountId ? [] : [admitHub]),
    ],
    after: [
      draftRole(ground, {
        at: hub,
        arn: role,
        name: role.split('/').pop() ?? role,
        policyName: forwardPolicyName(busName, at.region),
        busArn,
        accountName: name,
      }),
      draftRule(ground, {
        at: hub,
        busName: hub.busName,
        name: ruleName,
        why: `Forwards "${eventType.title}" to account ${name}, once for all its services`,
        description: `Forwards ${key.detailType} to bus ${busName} in account ${name}`,
        pattern: chosen.pattern,
        tags: chosen.rule ? {} : MANAGED_TAGS,
      }),
      draftTarget(ground, {
        at: hub,
        busName: hub.busName,
        ruleName,
        id: chosen.target?.id ?? TARGET_ID,
        arn: busArn,
        what: `bus ${busName}`,
        why: `Sends what the rule takes to the bus of account ${name}`,
        roleArn: role,
        deadLetterArn: chosen.target?.deadLetterArn,
      }),
    ],
    findings: chosen.findings,
  };
}

/** The queue asked for, else the one in use, else one named after service and event. */
function chooseQueues(
  { component, at, key, queueName: wanted }: Subscription,
  adopted: ExistingSubscription | undefined,
  ground: Ground,
): { name: string; arn: Arn; deadLetterName: string; deadLetterArn: Arn } {
  const inUse = adopted && queueNameOf(adopted.target.arn);
  const name = wanted ?? inUse ?? queueName(key, component);
  const arn = queueArn(at, name);
  const deadLetterArn =
    (name === inUse ? adopted?.target.deadLetterArn : undefined) ??
    seen(ground.aws.queue(arn))?.redriveDeadLetterArn ??
    queueArn(at, deadLetterQueueName(name));
  return {
    name,
    arn,
    deadLetterName: queueNameOf(deadLetterArn),
    deadLetterArn,
  };
}

function similarSubscription(
  consumer: Consumer,
  { component, eventType }: Subscription,
): Finding {
  const rule = consumer.path[consumer.path.length - 1].via;
  const place = consumer.arrivesAt;
  const filter =
    consumer.filterWords.length > 0
      ? `, where ${consumer.filterWords.join(' and ')}`
      : '';
  return {
    code: 'similar-subscription-exists',
    severity: 'warning',
    subject: { arn: rule.arn, name: `rule ${rule.name}` },
    message: `${component.title} already receives "${eventType.title}" in ${place?.kind} ${place?.name} through rule ${rule.name}${filter}; it would receive some events twice`,
    mend: `Remove rule ${rule.name} once this subscription works, or leave things as they are`,
  };
}

/** Whether a component is where the hub bus is; then no other bus is needed. */
export function isAtHub(
  { accountId, region }: AccountRegion,
  { platform: { hub } }: Ground,
): boolean {
  return accountId === hub.accountId && region === hub.region;
}

function busNameOf(busArn: Arn): string {
  return parseArn(busArn)?.resource.replace(/^event-bus\//, '') ?? busArn;
}
