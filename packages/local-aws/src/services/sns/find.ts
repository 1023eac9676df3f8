import { parseArn, Place } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import { invalidParameter, notFound } from './errors';
import { Subscription, subscriptionsOf, Topic, TOPICS } from './state';

/** A topic that a call names, whether or not it is there. */
export interface TopicReference extends Place {
  name: string;
  arn: string;
  topic?: Topic;
}

function readArn(text: string, parameter: string, call: Call) {
  const parts = text.split(':');
  if (parts.length < 6) {
    throw invalidParameter(
      `${parameter} Reason: An ARN must have at least 6 elements, not ${parts.length}`,
    );
  }
  const arn = parseArn(text);
  if (
    arn?.service !== 'sns' ||
    arn.region !== call.caller.region ||
    !/^\d{12}$/.test(arn.account)
  ) {
    throw invalidParameter(parameter);
  }
  return arn;
}

/** The topic of an ARN. @throws `InvalidParameter` for what is no topic ARN */
export function referToTopic(
  call: Call,
  text: string,
  parameter = 'TopicArn',
): TopicReference {
  const { account, region, resource: name } = readArn(text, parameter, call);
  const place = { account, region };
  const topic = call.accounts.table(TOPICS, place).get(name);
  return { ...place, name, arn: text, topic };
}

/** The topic of an ARN. @throws `NotFound` */
export function findTopic(call: Call, text: string, parameter?: string): Topic {
  const { topic } = referToTopic(call, text, parameter);
  if (!topic) {
    throw notFound('Topic');
  }
  return topic;
}

/** Access to a topic, which its policy governs. */
export function topicAccess(
  call: Call,
  action: string,
  text: string,
  context: Access['context'] = {},
): Access {
  const { arn, account, topic } = referToTopic(call, text);
  return {
    action: `SNS:${action}`,
    resourceArn: arn,
    resourceAccount: account,
    resourcePolicy: topic?.policy,
    // The default policy lets the owner's principals in by this key.
    context: { 'aws:SourceOwner': call.caller.account, ...context },
  };
}

interface Found {
  subscription?: Subscription;
  topic?: Topic;
}

/** The subscription of an ARN, as far as it is there. */
function referToSubscription(call: Call, text: string): Found {
  const { account, region, resource } = readArn(text, 'SubscriptionArn', call);
  const [name, id] = resource.split(':');
  if (id === undefined) {
    throw invalidParameter(
      'SubscriptionArn Reason: An ARN must have at least 7 elements, not 6',
    );
  }
  const place = { account, region };
  const topic = call.accounts.table(TOPICS, place).get(name);
  const subscription = topic && subscriptionsOf(call.accounts, topic).get(id);
  return { topic, subscription };
}

/** The subscription of an ARN and its topic. @throws `NotFound` */
export function findSubscription(call: Call, text: string) {
  const { topic, subscription } = referToSubscription(call, text);
  if (!topic || !subscription) {
    throw notFound('Subscription');
  }
  return { topic, subscription };
}

/**
 * Access to a subscription: who owns it may, and so may who owns its topic.
 */
export function subscriptionAccess(
  call: Call,
  action: string,
  text: string,
): Access {
  const { topic, subscription } = referToSubscription(call, text);
  const { account } = call.caller;
  const isOwn = !subscription || subscription.owner === account;
  return {
    action: `SNS:${action}`,
    resourceArn: subscription?.topicArn ?? text,
    resourceAccount: isOwn ? account : topic?.account,
    resourcePolicy: topic?.policy,
    context: { 'aws:SourceOwner': account },
  };
}
