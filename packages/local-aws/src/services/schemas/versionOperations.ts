import type {
  DeleteSchemaVersionRequest,
  ListSchemaVersionsRequest,
  ListSchemaVersionsResponse,
} from '@aws-sdk/client-schemas';
import { Operation, operation } from '../../calls/operation';
import { deleteCodeBindings } from './codeBindings';
import { badRequest } from './errors';
import { findSchema, findVersion, openForChange, openRegistry } from './find';
import { schemasPage } from './page';
import { schemaAccess } from './reference';

/** Version numbers in an order that text sorts right. */
const sortable = (number: number) => String(number).padStart(10, '0');

const listSchemaVersions = operation<
  ListSchemaVersionsRequest,
  ListSchemaVersionsResponse
>({
  access: schemaAccess('ListSchemaVersions'),
  run: (input, call) => {
    const open = openRegistry(call, input.RegistryName);
    const schema = findSchema(open, input.SchemaName);
    const { items, nextToken } = schemasPage(
      schema.versions,
      version => sortable(version.number),
      input,
    );
    return {
      SchemaVersions: items.map(({ number, type }) => ({
        SchemaArn: schema.arn,
        SchemaName: schema.name,
        SchemaVersion: String(number),
        Type: type,
      })),
      NextToken: nextToken,
    };
  },
});

const deleteSchemaVersion = operation<DeleteSchemaVersionRequest, void>({
  access: schemaAccess('DeleteSchemaVersion'),
  run: (input, call) => {
    const open = openForChange(call, input.RegistryName);
    const schema = findSchema(open, input.SchemaName);
    const version = findVersion(schema, input.SchemaVersion);
    if (schema.versions.length === 1) {
      throw badRequest(
        `Version ${version.number} is the only one of schema ${schema.name}: delete the schema.`,
      );
    }
    deleteCodeBindings(call.accounts, open, schema.name, version.number);
    open.schemas.set(schema.name, {
      ...schema,
      versions: schema.versions.filter(item => item !== version),
    });
  },
});

export const versionOperations: [string, Operation][] = [
  ['ListSchemaVersions', listSchemaVersions],
  ['DeleteSchemaVersion', deleteSchemaVersion],
];
