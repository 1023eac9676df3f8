import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  TagQueueCommand,
} from '@aws-sdk/client-sqs';
import type { AccountClients } from './clients';
import { effectOf } from './journal';
import type { Journal } from './journal';
import { isSameJson, mergeStatements } from './json';
import { isTagMissing } from './tags';
import type { Tags } from './tags';

/** A queue into which one rule puts events. */
export interface WantedQueue {
  name: string;
  /** ARN of the rule that may send to the queue. */
  ruleArn: string;
  /** Where a message goes that was received too often without being deleted. */
  redrive?: { deadLetterArn: string; maxReceiveCount: number };
  retentionSeconds: number;
  tags: Tags;
}

/** The ARN of a queue. */
export function queueArn(
  account: { accountId: string; region: string },
  name: string,
): string {
  return `arn:aws:sqs:${account.region}:${account.accountId}:${name}`;
}

/** Makes the queue, its policy and its tags what is wanted. */
export async function ensureQueue(
  clients: AccountClients,
  journal: Journal,
  wanted: WantedQueue,
): Promise<void> {
  const { sqs, accountId } = clients;
  const found = await findQueue(clients, wanted.name);
  let changed = false;
  let url = found;
  if (!url) {
    ({ QueueUrl: url } = await sqs.send(
      new CreateQueueCommand({
        QueueName: wanted.name,
        tags: { ...wanted.tags },
      }),
    ));
  } else if (Object.keys(wanted.tags).length > 0) {
    const { Tags: observed } = await sqs.send(
      new ListQueueTagsCommand({ QueueUrl: url }),
    );
    if (isTagMissing(wanted.tags, observed ?? {})) {
      await sqs.send(
        new TagQueueCommand({ QueueUrl: url, Tags: { ...wanted.tags } }),
      );
      changed = true;
    }
  }

  const { Attributes: observed } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
  );
  const differing = differingAttributes(clients, wanted, observed ?? {});
  if (Object.keys(differing).length > 0) {
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: url, Attributes: differing }),
    );
    changed = true;
  }
  journal.record(accountId, `queue ${wanted.name}`, effectOf(!!found, changed));
}

async function findQueue(
  { sqs }: AccountClients,
  QueueName: string,
): Promise<string | undefined> {
  try {
    return (await sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) {
      return undefined;
    }
    throw error;
  }
}

function differingAttributes(
  clients: AccountClients,
  wanted: WantedQueue,
  observed: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const differing: Record<string, string> = {};
  const retention = String(wanted.retentionSeconds);
  if (observed.MessageRetentionPeriod !== retention) {
    differing.MessageRetentionPeriod = retention;
  }
  if (wanted.redrive) {
    const redrive = JSON.stringify({
      deadLetterTargetArn: wanted.redrive.deadLetterArn,
      maxReceiveCount: wanted.redrive.maxReceiveCount,
    });
    if (
      !observed.RedrivePolicy ||
      !isSameJson(observed.RedrivePolicy, redrive)
    ) {
      differing.RedrivePolicy = redrive;
    }
  }
  // "Using resource-based policies for Amazon EventBridge": SQS lets EventBridge
  // in by the ARN of the rule, so no other rule of the account can send here.
  const policy = mergeStatements(observed.Policy, [
    {
      Sid: 'busline-deliver-events',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn(clients, wanted.name),
      Condition: { ArnEquals: { 'aws:SourceArn': wanted.ruleArn } },
    },
  ]);
  if (policy) {
    differing.Policy = policy;
  }
  return differing;
}
