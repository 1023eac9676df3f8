import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
} from '@aws-sdk/client-sqs';
import {
  parseArn,
  queueArn,
  QueueSnapshot,
  TAGS,
} from '@busline/backstage-plugin-eventbridge-common';
import { z } from 'zod/v4';
import { isNotFound } from '../aws/awsErrors';
import { allPages } from '../aws/paginate';
import { parsePolicy } from '../aws/policyText';
import { sortedTags } from '../aws/tagList';
import { AccountReader } from './AccountReader';

/**
 * SQS cannot list queues by tag, so each queue is asked for its tags. Past this
 * many in one account and Region, only the queues that rules name are read.
 */
const MOST_QUEUES_ASKED_FOR_TAGS = 500;

/**
 * The queues that matter: those that rules of any account name, their
 * dead-letter queues, and those that carry Busline's tags.
 *
 * @param mentioned - ARNs of queues that rules name
 */
export async function readQueues(
  reader: AccountReader,
  mentioned: Set<string>,
  lastKnown: QueueSnapshot[],
): Promise<QueueSnapshot[]> {
  const urls = await reader.part(
    { operation: 'sqs:ListQueues', subject: 'all queues' },
    () =>
      allPages<string>(async token => {
        const page = await reader.clients.sqs.send(
          new ListQueuesCommand({ NextToken: token, MaxResults: 1000 }),
          { abortSignal: reader.signal },
        );
        return { items: page.QueueUrls, next: page.NextToken };
      }),
    undefined,
  );
  if (!urls) {
    return lastKnown;
  }
  const urlByArn = new Map(urls.map(url => [arnOfQueue(reader, url), url]));
  const tagsByArn = await readAllTags(reader, urlByArn, mentioned, lastKnown);

  const found = new Map<string, QueueSnapshot>();
  let wanted = [...urlByArn.keys()].filter(
    arn => mentioned.has(arn) || tagsByArn.get(arn)?.[TAGS.managedBy],
  );
  // A dead-letter queue may have one of its own, hence rounds.
  while (wanted.length > 0) {
    const round = await Promise.all(
      wanted.map(arn =>
        readQueue(
          reader,
          arn,
          urlByArn.get(arn) ?? '',
          tagsByArn.get(arn),
          lastKnown.find(queue => queue.arn === arn),
        ),
      ),
    );
    for (const queue of round) {
      if (queue) {
        found.set(queue.arn, queue);
      }
    }
    wanted = [
      ...new Set(round.map(queue => queue?.redriveDeadLetterArn ?? '')),
    ].filter(arn => urlByArn.has(arn) && !found.has(arn));
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The last part of a queue's address is its name. */
function arnOfQueue(reader: AccountReader, url: string): string {
  const name = url.slice(url.lastIndexOf('/') + 1);
  return queueArn(reader.clients, name);
}

async function readAllTags(
  reader: AccountReader,
  urlByArn: Map<string, string>,
  mentioned: Set<string>,
  lastKnown: QueueSnapshot[],
): Promise<Map<string, Record<string, string>>> {
  let asked = [...urlByArn];
  if (asked.length > MOST_QUEUES_ASKED_FOR_TAGS) {
    reader.noteUnseen({
      operation: 'sqs:ListQueueTags',
      subject: 'queues that no rule names',
      reason: `The account has ${asked.length} queues here, more than the ${MOST_QUEUES_ASKED_FOR_TAGS} that a scan asks for their tags.`,
      mend: 'Queues that rules name are read all the same; nothing needs to be done unless a queue of Busline has no rule.',
    });
    const known = new Set(lastKnown.map(queue => queue.arn));
    asked = asked.filter(([arn]) => mentioned.has(arn) || known.has(arn));
  }
  const read = await Promise.all(
    asked.map(async ([arn, url]) => {
      const tags = await reader.part(
        { operation: 'sqs:ListQueueTags', subject: arn },
        () =>
          unlessGone(async () => {
            const { Tags } = await reader.clients.sqs.send(
              new ListQueueTagsCommand({ QueueUrl: url }),
              { abortSignal: reader.signal },
            );
            return sortedTags(Tags);
          }),
        lastKnown.find(queue => queue.arn === arn)?.tags,
      );
      return [arn, tags ?? {}] as const;
    }),
  );
  return new Map(read);
}

async function readQueue(
  reader: AccountReader,
  arn: string,
  url: string,
  tags: Record<string, string> = {},
  last: QueueSnapshot | undefined,
): Promise<QueueSnapshot | undefined> {
  return reader.part(
    { operation: 'sqs:GetQueueAttributes', subject: arn },
    () =>
      unlessGone(async () => {
        const { Attributes = {} } = await reader.clients.sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: url,
            AttributeNames: [
              'QueueArn',
              'Policy',
              'RedrivePolicy',
              'MessageRetentionPeriod',
            ],
          }),
          { abortSignal: reader.signal },
        );
        const policy = parsePolicy(Attributes.Policy);
        return {
          name: parseArn(arn)?.resource ?? arn,
          arn: Attributes.QueueArn ?? arn,
          url,
          ...(policy && { policy }),
          ...readRedrive(Attributes.RedrivePolicy),
          ...(Attributes.MessageRetentionPeriod && {
            messageRetentionSeconds: Number(Attributes.MessageRetentionPeriod),
          }),
          tags,
        };
      }),
    last,
  );
}

/** A queue may be deleted between the list and the look at it. */
async function unlessGone<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Some answers give the count as text. */
const redrivePolicySchema = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number(),
});

function readRedrive(
  text: string | undefined,
): Pick<QueueSnapshot, 'redriveDeadLetterArn' | 'maxReceiveCount'> {
  if (!text) {
    return {};
  }
  const redrive = redrivePolicySchema.parse(JSON.parse(text));
  return {
    redriveDeadLetterArn: redrive.deadLetterTargetArn,
    maxReceiveCount: redrive.maxReceiveCount,
  };
}
