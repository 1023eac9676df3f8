import {
  CreateRegistryCommand,
  DeleteRegistryCommand,
  DescribeRegistryCommand,
} from '@aws-sdk/client-schemas';
import { DesiredResource } from '@busline/backstage-plugin-eventbridge-common';
import { isNotFound } from '../aws/awsErrors';
import { readBack } from './readBack';
import { StepContext, StepOutcome } from './step';

/** Makes sure that a schema registry exists; one that does is left as it is. */
export async function ensureRegistry(
  context: StepContext,
  desired: DesiredResource & { kind: 'registry' },
): Promise<StepOutcome> {
  const { clients, change, journal } = context;
  const RegistryName = desired.name;
  if (await registryExists(context, RegistryName)) {
    return 'kept';
  }
  await journal.change({
    done: `Created ${change.title}`,
    arn: change.arn,
    change: () =>
      clients.schemas.send(
        new CreateRegistryCommand({
          RegistryName,
          Description: desired.description,
        }),
      ),
    undone: `Deleted ${change.title}`,
    undo: () =>
      clients.schemas.send(new DeleteRegistryCommand({ RegistryName })),
  });
  await readBack(context, () => registryExists(context, RegistryName));
  return 'created';
}

async function registryExists(
  { clients, signal }: StepContext,
  RegistryName: string,
): Promise<boolean> {
  try {
    await clients.schemas.send(new DescribeRegistryCommand({ RegistryName }), {
      abortSignal: signal,
    });
    return true;
  } catch (error) {
    if (isNotFound(error)) {
      return false;
    }
    throw error;
  }
}
