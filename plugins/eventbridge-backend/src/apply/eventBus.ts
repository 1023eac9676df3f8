import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DescribeEventBusCommand,
  DescribeEventBusCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { DesiredResource } from '@busline/backstage-plugin-eventbridge-common';
import { AccountClients } from '../aws/clients';
import { isNotFound } from '../aws/awsErrors';
import { tagList } from '../aws/tagList';
import { ensureTags } from './eventbridgeTags';
import { readBack } from './readBack';
import { StepContext, StepOutcome } from './step';

/** Makes sure that an event bus exists, with Busline's tags. */
export async function ensureEventBus(
  context: StepContext,
  desired: DesiredResource & { kind: 'event-bus' },
): Promise<StepOutcome> {
  const { clients, change, journal, signal } = context;
  if (await describeBus(clients, desired.name, signal)) {
    return (await ensureTags(context, desired.tags)) ? 'changed' : 'kept';
  }
  await journal.change({
    done: `Created ${change.title}`,
    arn: change.arn,
    change: () =>
      clients.eventbridge.send(
        new CreateEventBusCommand({
          Name: desired.name,
          Tags: tagList(desired.tags),
        }),
      ),
    undone: `Deleted ${change.title}`,
    undo: () =>
      clients.eventbridge.send(
        new DeleteEventBusCommand({ Name: desired.name }),
      ),
  });
  await readBack(
    context,
    async () =>
      (await describeBus(clients, desired.name, signal)) !== undefined,
  );
  return 'created';
}

/** The bus as it is now, or `undefined` where there is none. */
export async function describeBus(
  { eventbridge }: AccountClients,
  name: string,
  abortSignal?: AbortSignal,
): Promise<DescribeEventBusCommandOutput | undefined> {
  try {
    return await eventbridge.send(new DescribeEventBusCommand({ Name: name }), {
      abortSignal,
    });
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}
