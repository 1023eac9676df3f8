import { Message } from '@aws-sdk/client-sqs';
import {
  parseArn,
  Plan,
  PlatformAccount,
} from '@busline/backstage-plugin-eventbridge-common';
import { queueUrl } from '../apply/queue';
import { AwsClients } from '../aws/clients';
import { eventWithMarker } from './deliveredEvent';
import { PoliteReceiver } from './PoliteReceiver';

/** ARNs of every dead-letter queue on the way of a subscription's events. */
export function deadLetterQueuesOf(plan: Plan): string[] {
  const arns = plan.changes.flatMap(({ desired }) => {
    if (desired.kind === 'target') {
      return desired.deadLetterArn ?? [];
    }
    return desired.kind === 'queue' ? desired.redrive?.deadLetterArn ?? [] : [];
  });
  return [...new Set(arns)];
}

/**
 * Looks for the test event among the events that could not be delivered, takes
 * it out, and tells why it is there: EventBridge puts the reason into message
 * attributes ("Using dead-letter queues to process undelivered events").
 */
export async function findDeadLetter(
  clients: AwsClients,
  accounts: PlatformAccount[],
  queueArns: string[],
  marker: string,
): Promise<string | undefined> {
  for (const arn of queueArns) {
    const { accountId = '', region = '', resource = '' } = parseArn(arn) ?? {};
    if (!accounts.some(({ id }) => id === accountId)) {
      continue;
    }
    const place = clients.in(accountId, region, 'apply');
    const url = await queueUrl(place, resource);
    if (!url) {
      continue;
    }
    const receiver = new PoliteReceiver(place.sqs, url);
    try {
      const found = await receiver.find(
        message => eventWithMarker(message, marker) !== undefined,
        0,
      );
      if (found) {
        return `The event could not be delivered and went to dead-letter queue ${resource}: ${reasonIn(
          found,
        )}.`;
      }
    } finally {
      await receiver.release();
    }
  }
  return undefined;
}

function reasonIn({ MessageAttributes = {} }: Message): string {
  const text = (name: string) => MessageAttributes[name]?.StringValue;
  const reason = [text('ERROR_CODE'), text('ERROR_MESSAGE')]
    .filter(Boolean)
    .join(': ');
  const target = text('TARGET_ARN');
  return `${reason || 'no reason given'}${target ? ` (target ${target})` : ''}`;
}
