import {
  CreateEventBusCommand,
  DescribeEventBusCommand,
  ListTagsForResourceCommand,
  PutPermissionCommand,
  ResourceNotFoundException,
  TagResourceCommand,
} from '@aws-sdk/client-eventbridge';
import type { AccountClients } from './clients';
import { effectOf } from './journal';
import type { Journal } from './journal';
import { mergeStatements } from './json';
import type { PolicyStatement } from './json';
import { isTagMissing, tagList, tagsOf } from './tags';
import type { Tags } from './tags';

/** An event bus and the statements its policy must contain. */
export interface WantedBus {
  name: string;
  description: string;
  tags: Tags;
  /** Each with a `Sid`, by which it is found again. */
  statements: readonly PolicyStatement[];
}

/** The ARN of an event bus. */
export function busArn(
  account: { accountId: string; region: string },
  name: string,
): string {
  return `arn:aws:events:${account.region}:${account.accountId}:event-bus/${name}`;
}

/** Makes the bus and the wanted part of its policy what is wanted. */
export async function ensureBus(
  clients: AccountClients,
  journal: Journal,
  wanted: WantedBus,
): Promise<void> {
  const { events, accountId } = clients;
  const arn = busArn(clients, wanted.name);
  const bus = await findBus(clients, wanted.name);
  let changed = false;

  if (!bus) {
    await events.send(
      new CreateEventBusCommand({
        Name: wanted.name,
        Description: wanted.description,
        Tags: tagList(wanted.tags),
      }),
    );
  } else {
    const { Tags: observed } = await events.send(
      new ListTagsForResourceCommand({ ResourceARN: arn }),
    );
    if (isTagMissing(wanted.tags, tagsOf(observed))) {
      await events.send(
        new TagResourceCommand({
          ResourceARN: arn,
          Tags: tagList(wanted.tags),
        }),
      );
      changed = true;
    }
  }

  // PutPermission with a policy replaces the whole document, so what others
  // put there has to be read and written back.
  const policy = mergeStatements(bus?.policy, wanted.statements);
  if (policy && wanted.statements.length > 0) {
    await events.send(
      new PutPermissionCommand({ EventBusName: wanted.name, Policy: policy }),
    );
    changed = true;
  }
  journal.record(accountId, `bus ${wanted.name}`, effectOf(!!bus, changed));
}

async function findBus(
  { events }: AccountClients,
  Name: string,
): Promise<{ policy?: string } | undefined> {
  try {
    const { Policy } = await events.send(new DescribeEventBusCommand({ Name }));
    return { policy: Policy };
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      return undefined;
    }
    throw error;
  }
}
