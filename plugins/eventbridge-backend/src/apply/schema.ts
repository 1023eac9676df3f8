import {
  CreateSchemaCommand,
  DeleteSchemaCommand,
  DeleteSchemaVersionCommand,
  DescribeSchemaCommand,
  DescribeSchemaCommandOutput,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateSchemaCommand,
} from '@aws-sdk/client-schemas';
import {
  canonicalJson,
  DesiredResource,
} from '@busline/backstage-plugin-eventbridge-common';
import { isNotFound } from '../aws/awsErrors';
import { readBack } from './readBack';
import { StepContext, StepOutcome } from './step';
import { isEmpty, missingTags, tagsToRestore } from './tags';

type DesiredSchema = DesiredResource & { kind: 'schema' };

/**
 * Makes sure that the newest version of a schema is the wanted contract. Other
 * content becomes a new version; the versions before it stay.
 */
export async function ensureSchema(
  context: StepContext,
  desired: DesiredSchema,
): Promise<StepOutcome> {
  const existing = await describeSchema(context, desired);
  if (!existing) {
    await createSchema(context, desired);
    return 'created';
  }
  const hasChanged = await updateSchema(context, desired, existing);
  const isTagged = await addTags(context, desired, existing);
  return hasChanged || isTagged ? 'changed' : 'kept';
}

async function createSchema(
  context: StepContext,
  desired: DesiredSchema,
): Promise<void> {
  const { clients, change, journal } = context;
  await journal.change({
    done: `Created ${change.title}`,
    arn: change.arn,
    change: () =>
      clients.schemas.send(
        new CreateSchemaCommand({
          RegistryName: desired.registryName,
          SchemaName: desired.name,
          Type: desired.type,
          Content: desired.content,
          Description: desired.description,
          Tags: desired.tags,
        }),
      ),
    undone: `Deleted ${change.title}`,
    undo: () =>
      clients.schemas.send(
        new DeleteSchemaCommand({
          RegistryName: desired.registryName,
          SchemaName: desired.name,
        }),
      ),
  });
  await readBack(context, () => isWritten(context, desired));
}

async function updateSchema(
  context: StepContext,
  desired: DesiredSchema,
  existing: DescribeSchemaCommandOutput,
): Promise<boolean> {
  const { clients, change, journal } = context;
  if (hasWantedContent(existing, desired)) {
    return false;
  }
  await journal.change({
    done: `Registered a new version of ${change.title}`,
    arn: change.arn,
    change: () =>
      clients.schemas.send(
        new UpdateSchemaCommand({
          RegistryName: desired.registryName,
          SchemaName: desired.name,
          Type: desired.type,
          Content: desired.content,
          Description: desired.description ?? existing.Description,
        }),
      ),
    undone: `Deleted the new version of ${change.title}`,
    undo: async updated => {
      if (updated?.SchemaVersion === undefined) {
        throw new Error('it is not known which version was written');
      }
      await clients.schemas.send(
        new DeleteSchemaVersionCommand({
          RegistryName: desired.registryName,
          SchemaName: desired.name,
          SchemaVersion: updated.SchemaVersion,
        }),
      );
    },
  });
  await readBack(context, () => isWritten(context, desired));
  return true;
}

async function addTags(
  { clients: { schemas }, change, journal }: StepContext,
  desired: DesiredSchema,
  existing: DescribeSchemaCommandOutput,
): Promise<boolean> {
  const before = existing.Tags ?? {};
  const missing = missingTags(before, desired.tags);
  if (isEmpty(missing)) {
    return false;
  }
  const ResourceArn = existing.SchemaArn ?? change.arn;
  await journal.change({
    done: `Tagged ${change.title}`,
    arn: change.arn,
    change: () =>
      schemas.send(new TagResourceCommand({ ResourceArn, Tags: missing })),
    undone: `Restored the tags of ${change.title}`,
    undo: async () => {
      const { set, remove } = tagsToRestore(before, missing);
      if (!isEmpty(set)) {
        await schemas.send(new TagResourceCommand({ ResourceArn, Tags: set }));
      }
      if (remove.length > 0) {
        await schemas.send(
          new UntagResourceCommand({ ResourceArn, TagKeys: remove }),
        );
      }
    },
  });
  return true;
}

async function isWritten(
  context: StepContext,
  desired: DesiredSchema,
): Promise<boolean> {
  const written = await describeSchema(context, desired);
  return written !== undefined && hasWantedContent(written, desired);
}

function hasWantedContent(
  { Content = '', Type }: DescribeSchemaCommandOutput,
  { content, type }: DesiredSchema,
): boolean {
  return Type === type && canonical(Content) === canonical(content);
}

/** What others put into a registry may be no JSON at all. */
function canonical(text: string): string {
  try {
    return canonicalJson(JSON.parse(text));
  } catch {
    return text;
  }
}

async function describeSchema(
  { clients, signal }: StepContext,
  { registryName, name }: DesiredSchema,
): Promise<DescribeSchemaCommandOutput | undefined> {
  try {
    return await clients.schemas.send(
      new DescribeSchemaCommand({
        RegistryName: registryName,
        SchemaName: name,
      }),
      { abortSignal: signal },
    );
  } catch (error) {
    if (isNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}
