import {
  DescribeSchemaCommand,
  DescribeSchemaCommandOutput,
  ListSchemasCommand,
  ListSchemaVersionsCommand,
  SchemaSummary,
} from '@aws-sdk/client-schemas';
import {
  RegistrySnapshot,
  SchemaSnapshot,
} from '@busline/backstage-plugin-eventbridge-common';
import { isNotFound } from '../aws/awsErrors';
import { allPages } from '../aws/paginate';
import { sortedTags } from '../aws/tagList';
import { AccountReader } from './AccountReader';

/** The registry that holds the contracts; none where it does not exist yet. */
export async function readRegistry(
  reader: AccountReader,
  registryName: string,
  lastKnown: RegistrySnapshot[],
): Promise<RegistrySnapshot[]> {
  const last = lastKnown.find(registry => registry.name === registryName);
  const summaries = await reader.part(
    { operation: 'schemas:ListSchemas', subject: `registry ${registryName}` },
    async () => {
      try {
        return await listSchemas(reader, registryName);
      } catch (error) {
        if (isNotFound(error)) {
          return 'no such registry' as const;
        }
        throw error;
      }
    },
    undefined,
  );
  if (summaries === 'no such registry') {
    return [];
  }
  if (!summaries) {
    return last ? [last] : [];
  }
  const schemas = await Promise.all(
    summaries.map(({ SchemaName = '' }) =>
      readSchema(
        reader,
        registryName,
        SchemaName,
        last?.schemas.find(schema => schema.name === SchemaName),
      ),
    ),
  );
  return [
    {
      name: registryName,
      schemas: schemas
        .filter(schema => schema !== undefined)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    },
  ];
}

function listSchemas(reader: AccountReader, registryName: string) {
  return allPages<SchemaSummary>(async token => {
    const page = await reader.clients.schemas.send(
      new ListSchemasCommand({
        RegistryName: registryName,
        NextToken: token,
        Limit: 100,
      }),
      { abortSignal: reader.signal },
    );
    return { items: page.Schemas, next: page.NextToken };
  });
}

async function readSchema(
  reader: AccountReader,
  registryName: string,
  schemaName: string,
  last: SchemaSnapshot | undefined,
): Promise<SchemaSnapshot | undefined> {
  const subject = `schema ${schemaName} in registry ${registryName}`;
  const described = await reader.part(
    { operation: 'schemas:DescribeSchema', subject },
    () => describe(reader, registryName, schemaName),
    undefined,
  );
  if (!described) {
    return last;
  }
  const latestVersion = described.SchemaVersion ?? '1';
  const versions = await reader.part(
    { operation: 'schemas:ListSchemaVersions', subject },
    () => listVersions(reader, registryName, schemaName),
    last?.versions.map(({ version }) => version) ?? [latestVersion],
  );
  const dates = await readDates(
    reader,
    registryName,
    schemaName,
    versions,
    new Map([
      ...(last?.versions ?? []).map(
        ({ version, createdAt }) => [version, createdAt] as const,
      ),
      [latestVersion, described.VersionCreatedDate?.toISOString()],
    ]),
  );
  return {
    name: schemaName,
    arn: described.SchemaArn ?? '',
    type: described.Type === 'OpenApi3' ? 'OpenApi3' : 'JSONSchemaDraft4',
    ...(described.Description && { description: described.Description }),
    latestVersion,
    versions: versions.map(version => {
      const createdAt = dates.get(version);
      return { version, ...(createdAt && { createdAt }) };
    }),
    content: described.Content ?? '',
    tags: sortedTags(described.Tags),
  };
}

async function listVersions(
  reader: AccountReader,
  registryName: string,
  schemaName: string,
): Promise<string[]> {
  const versions = await allPages(async token => {
    const page = await reader.clients.schemas.send(
      new ListSchemaVersionsCommand({
        RegistryName: registryName,
        SchemaName: schemaName,
        NextToken: token,
        Limit: 100,
      }),
      { abortSignal: reader.signal },
    );
    return { items: page.SchemaVersions, next: page.NextToken };
  });
  return versions
    .map(({ SchemaVersion = '' }) => SchemaVersion)
    .sort((a, b) => Number(a) - Number(b));
}

/** A version never changes, so only versions not seen before are asked for. */
async function readDates(
  reader: AccountReader,
  registryName: string,
  schemaName: string,
  versions: string[],
  known: Map<string, string | undefined>,
): Promise<Map<string, string | undefined>> {
  const unknown = versions.filter(version => !known.get(version));
  const read = await Promise.all(
    unknown.map(async version => {
      const described = await reader.part(
        {
          operation: 'schemas:DescribeSchema',
          subject: `version ${version} of schema ${schemaName} in registry ${registryName}`,
        },
        () => describe(reader, registryName, schemaName, version),
        undefined,
      );
      return [version, described?.VersionCreatedDate?.toISOString()] as const;
    }),
  );
  return new Map([...known, ...read]);
}

function describe(
  reader: AccountReader,
  registryName: string,
  schemaName: string,
  version?: string,
): Promise<DescribeSchemaCommandOutput> {
  return reader.clients.schemas.send(
    new DescribeSchemaCommand({
      RegistryName: registryName,
      SchemaName: schemaName,
      SchemaVersion: version,
    }),
    { abortSignal: reader.signal },
  );
}
