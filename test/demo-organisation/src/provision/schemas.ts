import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  DescribeRegistryCommand,
  DescribeSchemaCommand,
  ListSchemaVersionsCommand,
  NotFoundException,
  TagResourceCommand,
  UpdateSchemaCommand,
} from '@aws-sdk/client-schemas';
import type { DescribeSchemaCommandOutput } from '@aws-sdk/client-schemas';
import type { AccountClients } from './clients';
import { effectOf } from './journal';
import type { Journal } from './journal';
import { isSameJson } from './json';
import { isTagMissing } from './tags';
import type { Tags } from './tags';

/** A schema with all of its versions. */
export interface WantedSchema {
  registryName: string;
  name: string;
  description: string;
  /** JSON texts, at least one, the oldest version first. */
  contents: readonly string[];
  tags: Tags;
}

/** Makes sure that the registry is there. */
export async function ensureRegistry(
  { schemas, accountId }: AccountClients,
  journal: Journal,
  wanted: { name: string; description: string; tags: Tags },
): Promise<void> {
  const RegistryName = wanted.name;
  const found = await orUndefined(
    schemas.send(new DescribeRegistryCommand({ RegistryName })),
  );
  if (!found) {
    await schemas.send(
      new CreateRegistryCommand({
        RegistryName,
        Description: wanted.description,
        Tags: { ...wanted.tags },
      }),
    );
  }
  journal.record(
    accountId,
    `registry ${RegistryName}`,
    effectOf(!!found, false),
  );
}

/**
 * Makes sure that the schema is there with every wanted version. Versions that
 * others added are kept.
 */
export async function ensureSchema(
  clients: AccountClients,
  journal: Journal,
  wanted: WantedSchema,
): Promise<void> {
  const { schemas, accountId } = clients;
  const [firstContent] = wanted.contents;
  const names = { RegistryName: wanted.registryName, SchemaName: wanted.name };
  const found = await orUndefined(
    schemas.send(new DescribeSchemaCommand(names)),
  );
  let changed = false;

  if (!found) {
    await schemas.send(
      new CreateSchemaCommand({
        ...names,
        Type: 'JSONSchemaDraft4',
        Description: wanted.description,
        Content: firstContent,
        Tags: { ...wanted.tags },
      }),
    );
  } else if (isTagMissing(wanted.tags, found.Tags ?? {})) {
    await schemas.send(
      new TagResourceCommand({
        ResourceArn: found.SchemaArn,
        Tags: { ...wanted.tags },
      }),
    );
    changed = true;
  }

  const registered = found
    ? await registeredContents(clients, names, found)
    : [firstContent];
  for (const content of wanted.contents) {
    if (!registered.some(other => isSameJson(other, content))) {
      await schemas.send(
        new UpdateSchemaCommand({
          ...names,
          Type: 'JSONSchemaDraft4',
          Content: content,
        }),
      );
      changed = true;
    }
  }
  journal.record(
    accountId,
    `schema ${wanted.name}`,
    effectOf(!!found, changed),
  );
}

async function registeredContents(
  { schemas }: AccountClients,
  names: { RegistryName: string; SchemaName: string },
  latest: DescribeSchemaCommandOutput,
): Promise<string[]> {
  const contents = latest.Content ? [latest.Content] : [];
  let NextToken: string | undefined;
  do {
    const page = await schemas.send(
      new ListSchemaVersionsCommand({ ...names, NextToken }),
    );
    for (const { SchemaVersion } of page.SchemaVersions ?? []) {
      if (SchemaVersion !== latest.SchemaVersion) {
        const { Content } = await schemas.send(
          new DescribeSchemaCommand({ ...names, SchemaVersion }),
        );
        contents.push(...(Content ? [Content] : []));
      }
    }
    NextToken = page.NextToken;
  } while (NextToken);
  return contents;
}

async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFoundException) {
      return undefined;
    }
    throw error;
  }
}
