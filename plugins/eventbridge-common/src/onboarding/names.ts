import { Arn } from '../aws/arn';
import { kebabCase, resourceName } from '../aws/resourceName';
import { CatalogComponent } from '../catalog/component';
import { componentName } from '../catalog/componentRef';
import { eventTypeId } from '../topology/eventTypeId';
import { EventTypeKey } from '../topology/types';

/** Rules, roles, statement ids and target ids ("Amazon EventBridge quotas"). */
const MAX_NAME_LENGTH = 64;

/** SQS queues take 80 characters, of which `-dlq` may need four. */
const MAX_QUEUE_NAME_LENGTH = 76;

/** Name of a subscriber bus in an account that has none yet. @public */
export const SUBSCRIBER_BUS_NAME = 'busline';

/** Sid of the statement that lets the hub account put events on a subscriber bus. @public */
export const FROM_HUB_STATEMENT_ID = 'busline-from-hub';

/** Id of the one target of a rule that Busline makes. @public */
export const TARGET_ID = 'busline';

/** Sid of the statement that lets a component's account send a source to the hub. @public */
export function publishStatementId(
  component: Pick<CatalogComponent, 'ref'>,
  source: string,
): string {
  return resourceName({
    stem: `busline-publish-${componentName(component)}-${lastLabel(source)}`,
    identity: `${component.ref} ${source}`,
    maxLength: MAX_NAME_LENGTH,
  });
}

/**
 * Name of the hub rule that forwards an event type to a subscriber bus. One
 * rule serves every subscription in that account: two rules feeding the same
 * bus would put each event there twice.
 *
 * @public
 */
export function forwardRuleName(
  key: EventTypeKey,
  busArn: Arn,
  accountName: string,
): string {
  return resourceName({
    stem: `${key.detailType} to ${accountName}`,
    identity: `${eventTypeId(key)} ${busArn}`,
    maxLength: MAX_NAME_LENGTH,
  });
}

/** Name of the rule that brings an event type to a component's queue. @public */
export function deliveryRuleName(
  key: EventTypeKey,
  component: Pick<CatalogComponent, 'ref'>,
): string {
  return resourceName({
    stem: `${key.detailType} to ${componentName(component)}`,
    identity: `${eventTypeId(key)} ${component.ref}`,
    maxLength: MAX_NAME_LENGTH,
  });
}

/** Name of the queue for a component and event type. @public */
export function queueName(
  key: EventTypeKey,
  component: Pick<CatalogComponent, 'ref'>,
): string {
  return resourceName({
    stem: `${componentName(component)} ${key.detailType}`,
    identity: `${eventTypeId(key)} ${component.ref}`,
    maxLength: MAX_QUEUE_NAME_LENGTH,
  });
}

/** Name of a queue's dead-letter queue. @public */
export function deadLetterQueueName(queue: string): string {
  return `${queue}-dlq`;
}

/** Name of the hub's role that forwards events to an account. @public */
export function forwardRoleName(
  accountName: string,
  accountId: string,
): string {
  const stem = `busline-forward-to-${accountName}`;
  return resourceName({
    stem,
    identity: kebabCase(stem) === stem ? stem : `${stem} ${accountId}`,
    maxLength: MAX_NAME_LENGTH,
  });
}

/** Name of the forwarding role's policy for one subscriber bus. @public */
export function forwardPolicyName(busName: string, region: string): string {
  const stem = `put-events-on-${busName}-in-${region}`;
  return resourceName({
    stem,
    identity: stem,
    maxLength: MAX_NAME_LENGTH,
  });
}

/** Sid of the statement that lets a rule send to a queue. @public */
export function queueStatementId(ruleArn: Arn): string {
  return resourceName({
    stem: `busline-from-${ruleArn.split('/').pop()}`,
    identity: ruleArn,
    maxLength: MAX_NAME_LENGTH,
  });
}

function lastLabel(source: string): string {
  return source.split('.').pop() ?? source;
}
