import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueueTagsCommand,
  SetQueueAttributesCommand,
  TagQueueCommand,
  UntagQueueCommand,
} from '@aws-sdk/client-sqs';
import {
  canonicalJson,
  DesiredResource,
  isSameStatement,
  mergeStatements,
} from '@busline/backstage-plugin-eventbridge-common';
import { isAwsAnswer, isNotFound } from '../aws/awsErrors';
import { AccountClients } from '../aws/clients';
import { parsePolicy } from '../aws/policyText';
import { readBack } from './readBack';
import { StepContext, StepOutcome } from './step';
import { isEmpty, missingTags, tagsToRestore } from './tags';

type DesiredQueue = DesiredResource & { kind: 'queue' };

/** The queue attributes that Busline may set. */
type Attributes = Partial<
  Record<'Policy' | 'RedrivePolicy' | 'MessageRetentionPeriod', string>
>;

/**
 * Makes sure that a queue exists with its policy statements, redrive policy,
 * retention and tags. Statements and tags of others are left alone.
 */
export async function ensureQueue(
  context: StepContext,
  desired: DesiredQueue,
): Promise<StepOutcome> {
  const { clients, signal } = context;
  const url = await queueUrl(clients, desired.name, signal);
  if (!url) {
    await createQueue(context, desired);
    return 'created';
  }
  const hasChanged = await changeAttributes(context, desired, url);
  const isTagged = await addTags(context, desired, url);
  return hasChanged || isTagged ? 'changed' : 'kept';
}

/** The queue's address, or `undefined` where there is no such queue. */
export async function queueUrl(
  { sqs }: AccountClients,
  name: string,
  abortSignal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const { QueueUrl } = await sqs.send(
      new GetQueueUrlCommand({ QueueName: name }),
      { abortSignal },
    );
    return QueueUrl;
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

async function createQueue(
  context: StepContext,
  desired: DesiredQueue,
): Promise<void> {
  const { clients, change, journal, signal } = context;
  const create = () =>
    journal.change({
      done: `Created ${change.title}`,
      arn: change.arn,
      change: () =>
        clients.sqs.send(
          new CreateQueueCommand({
            QueueName: desired.name,
            Attributes: missingAttributes({}, desired),
            tags: desired.tags,
          }),
        ),
      undone: `Deleted ${change.title}`,
      undo: async created => {
        const QueueUrl =
          created?.QueueUrl ?? (await queueUrl(clients, desired.name));
        if (QueueUrl) {
          await clients.sqs.send(new DeleteQueueCommand({ QueueUrl }));
        }
      },
    });
  try {
    await create();
  } catch (error) {
    if (!isDeletedRecently(error)) {
      throw error;
    }
    await journal.note(
      `A queue named ${desired.name} was deleted just now, and AWS keeps its name for 60 s; waiting`,
      change.arn,
    );
    await delay(61_000, undefined, { signal });
    await create();
  }
  await readBack(context, async () => {
    const url = await queueUrl(clients, desired.name, signal);
    return (
      url !== undefined && isEmpty(await missingNow(context, desired, url))
    );
  });
}

/** "CreateQueue", SQS API reference: wait 60 seconds after a deletion. */
function isDeletedRecently(error: unknown): boolean {
  return isAwsAnswer(error) && /QueueDeletedRecently/.test(error.name);
}

async function changeAttributes(
  context: StepContext,
  desired: DesiredQueue,
  QueueUrl: string,
): Promise<boolean> {
  const { clients, change, journal } = context;
  const before = await readAttributes(context, QueueUrl);
  const missing = missingAttributes(before, desired);
  if (isEmpty(missing)) {
    return false;
  }
  const write = (attributes: Attributes) =>
    clients.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl, Attributes: attributes }),
    );
  await journal.change({
    done: `Changed ${change.title}`,
    arn: change.arn,
    change: () => write(missing),
    undone: `Restored ${change.title}`,
    undo: () =>
      write(
        Object.fromEntries(
          // Empty text removes a policy.
          Object.keys(missing).map(key => [
            key,
            before[key as keyof Attributes] ?? '',
          ]),
        ),
      ),
  });
  await readBack(context, async () =>
    isEmpty(await missingNow(context, desired, QueueUrl)),
  );
  return true;
}

async function missingNow(
  context: StepContext,
  desired: DesiredQueue,
  url: string,
): Promise<Attributes> {
  return missingAttributes(await readAttributes(context, url), desired);
}

async function readAttributes(
  { clients, signal }: StepContext,
  QueueUrl: string,
): Promise<Attributes> {
  const { Attributes: attributes = {} } = await clients.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['Policy', 'RedrivePolicy', 'MessageRetentionPeriod'],
    }),
    { abortSignal: signal },
  );
  return attributes;
}

/** What must be set so that a queue with `before` is as wanted. */
function missingAttributes(
  before: Attributes,
  { policyStatements, redrive, messageRetentionSeconds }: DesiredQueue,
): Attributes {
  const missing: Attributes = {};
  const policy = parsePolicy(before.Policy);
  const hasAllStatements = policyStatements.every(wanted =>
    policy?.Statement.some(
      existing =>
        existing.Sid === wanted.Sid && isSameStatement(existing, wanted),
    ),
  );
  if (!hasAllStatements) {
    missing.Policy = JSON.stringify(mergeStatements(policy, policyStatements));
  }
  if (redrive) {
    const wanted = {
      deadLetterTargetArn: redrive.deadLetterArn,
      maxReceiveCount: redrive.maxReceiveCount,
    };
    const existing = JSON.parse(before.RedrivePolicy || '{}');
    // Some answers give the count as text.
    const isSame =
      canonicalJson({
        ...existing,
        maxReceiveCount: Number(existing.maxReceiveCount),
      }) === canonicalJson(wanted);
    if (!isSame) {
      missing.RedrivePolicy = JSON.stringify(wanted);
    }
  }
  if (
    messageRetentionSeconds !== undefined &&
    before.MessageRetentionPeriod !== String(messageRetentionSeconds)
  ) {
    missing.MessageRetentionPeriod = String(messageRetentionSeconds);
  }
  return missing;
}

async function addTags(
  { clients: { sqs }, change, journal, signal }: StepContext,
  desired: DesiredQueue,
  QueueUrl: string,
): Promise<boolean> {
  const { Tags: before = {} } = await sqs.send(
    new ListQueueTagsCommand({ QueueUrl }),
    { abortSignal: signal },
  );
  const missing = missingTags(before, desired.tags);
  if (isEmpty(missing)) {
    return false;
  }
  await journal.change({
    done: `Tagged ${change.title}`,
    arn: change.arn,
    change: () => sqs.send(new TagQueueCommand({ QueueUrl, Tags: missing })),
    undone: `Restored the tags of ${change.title}`,
    undo: async () => {
      const { set, remove } = tagsToRestore(before, missing);
      if (!isEmpty(set)) {
        await sqs.send(new TagQueueCommand({ QueueUrl, Tags: set }));
      }
      if (remove.length > 0) {
        await sqs.send(new UntagQueueCommand({ QueueUrl, TagKeys: remove }));
      }
    },
  });
  return true;
}
