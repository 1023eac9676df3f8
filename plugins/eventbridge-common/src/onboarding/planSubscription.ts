import { Finding } from '../findings/finding';
import { accountName } from '../topology/accountViews';
import { EventType } from '../topology/types';
import { assemblePlan } from './assemblePlan';
import { checkComponent, checkReadable } from './checkComponent';
import {
  checkEventTypeKey,
  checkHubBus,
  checkKnownEventType,
} from './checkEventType';
import { checkQueueName } from './checkQueueName';
import { draftSubscription, isAtHub, Subscription } from './draftSubscription';
import { checkFilter } from './filter';
import { Ground } from './ground';
import { Plan } from './plan';
import { WantedSubscription } from './wanted';

/** Plans how an event type gets to a component's queue. */
export function planSubscription(
  wanted: WantedSubscription,
  ground: Ground,
): Plan {
  const { platform } = ground;
  const key = { source: wanted.source, detailType: wanted.detailType };
  const own = checkComponent(wanted.component, ground);
  const hubName = accountName(platform, platform.hub.accountId);
  const hubProblems = checkReadable(platform.hub, hubName, ground);
  const keyProblems = checkEventTypeKey(key);
  const known =
    keyProblems.length === 0 && hubProblems.length === 0
      ? checkKnownEventType(key, ground)
      : { problems: [] };
  const filter = checkFilter(wanted.filter, key, known.eventType?.detailSchema);
  const wantedQueue = wanted.target.name?.trim() || undefined;
  const problems = [
    ...own.problems,
    ...keyProblems,
    ...known.problems,
    ...filter.problems,
    ...checkQueueName(wantedQueue),
    ...hubProblems,
    ...checkHubBus(ground),
    ...(own.at && !isAtHub(own.at, ground)
      ? checkReadable(own.at, own.accountName ?? own.at.accountId, ground)
      : []),
  ];

  const { component, at } = own;
  const { eventType } = known;
  const title = eventType?.title ?? wanted.detailType;
  const name = `${component?.title ?? wanted.component}${
    own.accountName ? ` in account ${own.accountName}` : ''
  }`;
  const parts = {
    kind: 'subscription' as const,
    wanted,
    component,
    intent: `Brings "${title}" to ${name}`,
    alreadyDone: `${name} already receives "${title}"`,
    problems,
    findings: filter.findings,
  };
  if (
    problems.length > 0 ||
    !component ||
    !at ||
    !eventType ||
    !filter.pattern
  ) {
    return assemblePlan(ground, { ...parts, drafts: [] });
  }
  const subscription: Subscription = {
    component,
    at,
    accountName: own.accountName ?? at.accountId,
    key,
    eventType,
    pattern: filter.pattern,
    queueName: wantedQueue,
  };
  const { drafts, findings, delivery } = draftSubscription(
    subscription,
    ground,
  );
  return assemblePlan(ground, {
    ...parts,
    drafts,
    findings: [...filter.findings, ...findings, ...contractFindings(eventType)],
    delivery,
  });
}

function contractFindings(eventType: EventType): Finding[] {
  return eventType.detailSchema
    ? []
    : [
        {
          code: 'event-type-without-contract',
          severity: 'warning',
          subject: { eventTypeId: eventType.id, name: eventType.title },
          message: `No contract is known for ${eventType.id}, so the filter could not be checked against it`,
          mend: 'Ask the producer to publish the event, which registers its contract',
        },
      ];
}
