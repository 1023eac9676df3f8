import { AccountRegion, Arn, parseArn } from '../aws/arn';
import { TAGS } from '../aws/tags';
import { CatalogComponent } from '../catalog/component';
import { RuleSnapshot, TargetSnapshot } from '../snapshot/types';
import { filterOf, readRulePattern } from '../topology/rulePattern';
import { Consumer, EventType, EventTypeKey } from '../topology/types';
import { seen } from './changes/draft';
import { Ground } from './ground';
import { deliveryRuleName } from './names';
import { isSamePattern } from './samePattern';

/** A way by which a component already receives an event type. */
export interface ExistingSubscription {
  consumer: Consumer;
  busArn: Arn;
  rule: RuleSnapshot;
  target: TargetSnapshot;
  /** The pattern to leave in place, where the rule may not be narrowed to this event type. */
  sharedPattern?: Record<string, unknown>;
}

/** What is looked for. */
export interface SubscriptionQuestion {
  component: CatalogComponent;
  at: AccountRegion;
  key: EventTypeKey;
  eventType: EventType;
  pattern: Record<string, unknown>;
  queueName?: string;
}

/**
 * The existing subscription that this one is, whoever made it: it ends in a
 * queue of the component's account, and its rule serves this event type alone
 * or already takes just what is asked for. Its names are then kept.
 */
export function existingSubscription(
  question: SubscriptionQuestion,
  ground: Ground,
): { adopted?: ExistingSubscription; others: Consumer[] } {
  const { component, eventType, key } = question;
  const own = eventType.consumers.filter(
    ({ componentRef, path }) =>
      componentRef === component.ref && path.length > 0,
  );
  const candidates = own.flatMap(consumer => {
    const found = adoptable(consumer, question, ground);
    return found ? [found] : [];
  });
  const made = deliveryRuleName(key, component);
  const adopted =
    candidates.find(({ rule }) => rule.name === made) ??
    candidates.find(({ rule }) => rule.tags[TAGS.component]) ??
    candidates[0];
  return {
    adopted,
    others: own.filter(
      ({ arrivesAt, path }) =>
        // A way that ends on a bus brings nothing to anyone yet.
        arrivesAt?.kind !== 'event bus' &&
        // Two hub rules may lead to the one subscriber rule; that is the same subscription.
        (!adopted ||
          arrivesAt?.arn !== adopted.target.arn ||
          path[path.length - 1].via.arn !== adopted.rule.arn),
    ),
  };
}

function adoptable(
  consumer: Consumer,
  question: SubscriptionQuestion,
  ground: Ground,
): ExistingSubscription | undefined {
  const { at, key, component, pattern, queueName } = question;
  const place = consumer.arrivesAt;
  const hop = consumer.path[consumer.path.length - 1];
  if (
    place?.kind !== 'queue' ||
    place.accountId !== at.accountId ||
    place.region !== at.region ||
    hop.from.accountId !== at.accountId ||
    hop.from.region !== at.region
  ) {
    return undefined;
  }
  const rule = seen(ground.aws.bus(hop.from.arn))?.rules.find(
    ({ arn }) => arn === hop.via.arn,
  );
  const target = rule?.targets.find(({ arn }) => arn === place.arn);
  const reading = rule && readRulePattern(rule.eventPattern ?? '');
  if (!rule || !target || !reading?.readable) {
    return undefined;
  }
  const isOurs = rule.name === deliveryRuleName(key, component);
  if (queueName !== undefined && place.name !== queueName && !isOurs) {
    return undefined;
  }
  const found = { consumer, busArn: hop.from.arn, rule, target };
  const source = reading.pattern.source;
  if (isOurs || isAbout(source, key)) {
    return found;
  }
  // A rule for several event types is kept only if it takes just what is asked for.
  return isSamePattern(filterOf(reading.pattern) ?? {}, filterOnly(pattern))
    ? { ...found, sharedPattern: source }
    : undefined;
}

/** Whether a pattern names exactly this source and detail-type. */
export function isAbout(
  pattern: Record<string, unknown>,
  { source, detailType }: EventTypeKey,
): boolean {
  return (
    isSamePattern(
      { source: pattern.source, 'detail-type': pattern['detail-type'] },
      { source: [source], 'detail-type': [detailType] },
    ) && pattern.$or === undefined
  );
}

/** A pattern without source and detail-type. */
export function filterOnly(
  pattern: Record<string, unknown>,
): Record<string, unknown> {
  const { source: _source, 'detail-type': _detailType, ...filter } = pattern;
  return filter;
}

/** The queue name in a queue's ARN. */
export function queueNameOf(arn: Arn): string {
  return parseArn(arn)?.resource ?? arn;
}
