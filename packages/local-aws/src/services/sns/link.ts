import { parseArn } from '../../accounts';
import type { Caller } from '../../calls/caller';
import { Platform } from '../../calls/platform';
import { subscriptionsOf, TOPICS } from './state';

/** A request that nobody signed. */
interface Unsigned {
  service: string;
  operationName: string;
  readInput: () => unknown;
}

function member(input: unknown, name: string): string {
  const value = new Map<string, unknown>(Object.entries(Object(input))).get(
    name,
  );
  return typeof value === 'string' ? value : '';
}

/**
 * Who acts when somebody follows a link that SNS sent out: `SubscribeURL`,
 * which has a token, or `UnsubscribeURL`, unless the subscription was confirmed
 * by a signed request that asked for signatures from then on
 * (`AuthenticateOnUnsubscribe`). It counts as an act of the topic's account.
 *
 * @returns nobody for any other request
 */
export function callerOfLink(
  { service, operationName, readInput }: Unsigned,
  { accounts }: Platform,
): Caller | undefined {
  const isConfirming = operationName === 'ConfirmSubscription';
  if (service !== 'sns' || !(isConfirming || operationName === 'Unsubscribe')) {
    return undefined;
  }
  const text = member(
    readInput(),
    isConfirming ? 'TopicArn' : 'SubscriptionArn',
  );
  const arn = parseArn(text);
  const [name, id = ''] = arn?.resource.split(':') ?? [];
  const topic = arn && accounts.table(TOPICS, arn).get(name);
  const subscription = topic && subscriptionsOf(accounts, topic).get(id);
  if (!topic || (!isConfirming && subscription?.wasConfirmedBySignature)) {
    return undefined;
  }
  const { account, region } = topic;
  return {
    principal: {
      kind: 'root',
      account,
      arn: `arn:aws:iam::${account}:root`,
    },
    account,
    region,
    userId: account,
  };
}
