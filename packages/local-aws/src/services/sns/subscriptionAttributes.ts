import { parseArn } from '../../accounts';
import { invalidParameter } from './errors';
import { FilterScope, readFilterPolicy } from './filterPolicy';
import { Subscription } from './state';

function checkRedrive(text: string, region: string): void {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw invalidParameter('RedrivePolicy: failed to parse JSON.');
  }
  const arn = new Map<string, unknown>(Object.entries(Object(policy))).get(
    'deadLetterTargetArn',
  );
  const parsed = typeof arn === 'string' ? parseArn(arn) : undefined;
  if (parsed?.service !== 'sqs' || parsed.region !== region) {
    throw invalidParameter(
      'RedrivePolicy: deadLetterTargetArn is an invalid arn',
    );
  }
}

function checkBoolean(name: string, value: string): void {
  if (value !== 'true' && value !== 'false') {
    throw invalidParameter(
      `${name}: Invalid value [${value}]. Must be true or false.`,
    );
  }
}

/** RawMessageDelivery is for those who could take a bare message. */
const RAW_PROTOCOLS = ['sqs', 'http', 'https', 'firehose'];

function readScope(value: string): FilterScope {
  if (value !== 'MessageAttributes' && value !== 'MessageBody') {
    throw invalidParameter(
      `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
    );
  }
  return value;
}

/**
 * A subscription with attributes set, all or none.
 *
 * @throws `InvalidParameter`
 */
export function withSubscriptionAttributes(
  subscription: Subscription,
  attributes: Readonly<Record<string, string>>,
  unknownAttribute: (name: string) => Error,
): Subscription {
  const next = new Map(subscription.attributes);
  for (const [name, value] of Object.entries(attributes)) {
    // An empty filter policy is how AWS takes one away.
    const isEmpty = name === 'FilterPolicy' && /^\s*\{\s*\}\s*$/.test(value);
    if (
      isEmpty ||
      (value === '' && /^(Filter|Redrive|Delivery)Policy$/.test(name))
    ) {
      next.delete(name);
      continue;
    }
    switch (name) {
      case 'FilterPolicy':
      case 'DeliveryPolicy':
      case 'SubscriptionRoleArn':
        break;
      case 'FilterPolicyScope':
        readScope(value);
        break;
      case 'RawMessageDelivery':
        checkBoolean(name, value);
        if (
          value === 'true' &&
          !RAW_PROTOCOLS.includes(subscription.protocol)
        ) {
          throw invalidParameter(
            `Attributes Reason: Delivery protocol [${subscription.protocol}] does not support raw message delivery.`,
          );
        }
        break;
      case 'RedrivePolicy':
        checkRedrive(value, parseArn(subscription.topicArn)?.region ?? '');
        break;
      default:
        throw unknownAttribute(name);
    }
    next.set(name, value);
  }
  // A policy is read by the scope that it ends up with.
  const policy = next.get('FilterPolicy');
  if (policy !== undefined) {
    readFilterPolicy(
      policy,
      readScope(next.get('FilterPolicyScope') ?? 'MessageAttributes'),
    );
  }
  return { ...subscription, attributes: next };
}

/** Every attribute of a subscription, as GetSubscriptionAttributes gives them. */
export function shownSubscription(
  subscription: Subscription,
): Record<string, string> {
  const { attributes } = subscription;
  const hasFilter = attributes.has('FilterPolicy');
  return {
    SubscriptionPrincipal: `arn:aws:iam::${subscription.owner}:root`,
    Owner: subscription.owner,
    RawMessageDelivery: 'false',
    TopicArn: subscription.topicArn,
    Endpoint: subscription.endpoint,
    Protocol: subscription.protocol,
    PendingConfirmation: String(!subscription.isConfirmed),
    ConfirmationWasAuthenticated: String(subscription.wasConfirmedBySignature),
    SubscriptionArn: subscription.arn,
    ...(hasFilter ? { FilterPolicyScope: 'MessageAttributes' } : {}),
    ...Object.fromEntries(attributes),
  };
}
