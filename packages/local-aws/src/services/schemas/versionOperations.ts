import type {
  DeleteSchemaVersionRequest,
  ListSchemaVersionsRequest,
  ListSchemaVersionsResponse,
  SearchSchemasRequest,
  SearchSchemasResponse,
} from '@aws-sdk/client-schemas';
import { Operation, operation } from '../../calls/operation';
import {
  badRequest,
  findSchema,
  findSchemas,
  findVersion,
  registryAccess,
  schemaAccess,
  schemasPage,
} from './find';
import { RegistrySchema } from './state';

/** Version numbers in an order that text sorts right. */
const sortable = (number: number) => String(number).padStart(10, '0');

const listSchemaVersions = operation<
  ListSchemaVersionsRequest,
  ListSchemaVersionsResponse
>({
  access: schemaAccess('ListSchemaVersions'),
  run: (input, call) => {
    const schema = findSchema(call, input.RegistryName, input.SchemaName);
    const { items, nextToken } = schemasPage(
      schema.versions,
      version => sortable(version.number),
      input,
    );
    return {
      SchemaVersions: items.map(({ number }) => ({
        SchemaArn: schema.arn,
        SchemaName: schema.name,
        SchemaVersion: String(number),
        Type: schema.type,
      })),
      NextToken: nextToken,
    };
  },
});

const deleteSchemaVersion = operation<DeleteSchemaVersionRequest, void>({
  access: schemaAccess('DeleteSchemaVersion'),
  run: (input, call) => {
    const schema = findSchema(call, input.RegistryName, input.SchemaName);
    const version = findVersion(schema, input.SchemaVersion);
    if (schema.versions.length === 1) {
      throw badRequest(
        `Version ${version.number} is the only one of schema ${schema.name}: delete the schema.`,
      );
    }
    findSchemas(call, input.RegistryName).set(schema.name, {
      ...schema,
      versions: schema.versions.filter(item => item !== version),
    });
  },
});

function versionsWith(schema: RegistrySchema, words: string[]) {
  const name = schema.name.toLowerCase();
  return schema.versions.filter(({ content }) => {
    const text = content.toLowerCase();
    return words.every(word => name.includes(word) || text.includes(word));
  });
}

const searchSchemas = operation<SearchSchemasRequest, SearchSchemasResponse>({
  access: registryAccess('SearchSchemas'),
  run: (input, call) => {
    const words = input.Keywords.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      throw badRequest('Keywords must not be empty.');
    }
    const found = [...findSchemas(call, input.RegistryName).values()].flatMap(
      schema => {
        const versions = versionsWith(schema, words);
        return versions.length > 0 ? [{ schema, versions }] : [];
      },
    );
    const { items, nextToken } = schemasPage(
      found,
      ({ schema }) => schema.name,
      input,
    );
    return {
      Schemas: items.map(({ schema, versions }) => ({
        RegistryName: input.RegistryName,
        SchemaArn: schema.arn,
        SchemaName: schema.name,
        SchemaVersions: versions.map(({ number, createdAt }) => ({
          SchemaVersion: String(number),
          CreatedDate: createdAt,
          Type: schema.type,
        })),
      })),
      NextToken: nextToken,
    };
  },
});

export const versionOperations: [string, Operation][] = [
  ['ListSchemaVersions', listSchemaVersions],
  ['DeleteSchemaVersion', deleteSchemaVersion],
  ['SearchSchemas', searchSchemas],
];
