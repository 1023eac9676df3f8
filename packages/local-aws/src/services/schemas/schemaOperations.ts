import type {
  CreateSchemaRequest,
  CreateSchemaResponse,
  DeleteSchemaRequest,
  DescribeSchemaRequest,
  DescribeSchemaResponse,
  ListSchemasRequest,
  ListSchemasResponse,
  UpdateSchemaRequest,
  UpdateSchemaResponse,
} from '@aws-sdk/client-schemas';
import { Call, Operation, operation } from '../../calls/operation';
import { tagMap, tagsFromMap } from '../tags';
import { checkContent } from './content';
import { conflict, forbidden, refuseProblems } from './errors';
import { findSchema, findVersion, openForChange, openRegistry } from './find';
import { deleteCodeBindings } from './codeBindings';
import { descriptionProblems, nameProblems, tagProblems } from './limits';
import { schemasTablePage } from './page';
import { publishSchema, publishVersion, Shelf } from './publish';
import { registryAccess, schemaAccess } from './reference';
import { DISCOVERED_SCHEMAS, RegistrySchema, SchemaVersion } from './state';
import { secondOf } from './time';

const MAX_NAME = 385;
const MAX_CLIENT_TOKEN = 36;

function describe(schema: RegistrySchema, version: SchemaVersion) {
  return {
    SchemaName: schema.name,
    SchemaArn: schema.arn,
    SchemaVersion: String(version.number),
    Type: version.type,
    Description: schema.description,
    LastModified: schema.modifiedAt,
    VersionCreatedDate: version.createdAt,
    Tags: tagMap(schema.tags),
  };
}

const createSchema = operation<CreateSchemaRequest, CreateSchemaResponse>({
  access: schemaAccess('CreateSchema'),
  run: (input, call) => {
    const shelf = openForChange(call, input.RegistryName);
    const name = input.SchemaName;
    const tags = tagsFromMap(input.Tags);
    refuseProblems([
      ...nameProblems('Schema', name, MAX_NAME),
      ...descriptionProblems(input.Description),
      ...tagProblems(tags),
    ]);
    if (shelf.schemas.has(name)) {
      throw conflict(`Schema with name ${name} already exists.`);
    }
    const { quotas } = call.settings;
    const max =
      shelf.name === DISCOVERED_SCHEMAS
        ? quotas.discoveredSchemas
        : quotas.schemasPerRegistry;
    if (shelf.schemas.size >= max) {
      throw forbidden(
        `Registry ${shelf.name} already has ${shelf.schemas.size} schemas, the most it may have.`,
      );
    }
    checkContent(input.Type, input.Content);
    const schema = publishSchema(call, shelf, {
      name,
      type: input.Type,
      content: input.Content,
      description: input.Description,
      tags,
    });
    return describe(schema, findVersion(schema));
  },
});

const describeSchema = operation<DescribeSchemaRequest, DescribeSchemaResponse>(
  {
    access: schemaAccess('DescribeSchema'),
    run: (input, call) => {
      const open = openRegistry(call, input.RegistryName);
      const schema = findSchema(open, input.SchemaName);
      const version = findVersion(schema, input.SchemaVersion);
      return { ...describe(schema, version), Content: version.content };
    },
  },
);

/** Adds a version where the type or content differs from the newest. */
function withContent(
  call: Call,
  shelf: Shelf,
  schema: RegistrySchema,
  given: Pick<UpdateSchemaRequest, 'Type' | 'Content'>,
): RegistrySchema {
  const newest = findVersion(schema);
  const type = given.Type ?? newest.type;
  const content = given.Content ?? newest.content;
  checkContent(type, content);
  if (content === newest.content && type === newest.type) {
    return schema;
  }
  const max = call.settings.quotas.versionsPerSchema;
  if (schema.versions.length >= max) {
    throw forbidden(
      `Schema ${schema.name} already has ${max} versions, the most it may have.`,
    );
  }
  return publishVersion(call, shelf, schema, { type, content });
}

const updateSchema = operation<UpdateSchemaRequest, UpdateSchemaResponse>({
  access: schemaAccess('UpdateSchema'),
  run: (input, call) => {
    const shelf = openForChange(call, input.RegistryName);
    const schema = findSchema(shelf, input.SchemaName);
    const { ClientTokenId: token } = input;
    refuseProblems([
      ...descriptionProblems(input.Description),
      ...(token !== undefined && token.length > MAX_CLIENT_TOKEN
        ? [`ClientTokenId must have at most ${MAX_CLIENT_TOKEN} characters`]
        : []),
    ]);
    const known = schema.versions.find(
      ({ number }) => number === schema.lastToken?.version,
    );
    if (token !== undefined && token === schema.lastToken?.id && known) {
      // The same request once more is answered as the first time.
      return describe(schema, known);
    }
    const updated = withContent(call, shelf, schema, input);
    const version = findVersion(updated);
    const changed = shelf.schemas.set(schema.name, {
      ...updated,
      description: input.Description ?? schema.description,
      modifiedAt: secondOf(call),
      lastToken: token
        ? { id: token, version: version.number }
        : schema.lastToken,
    });
    return describe(changed, version);
  },
});

const deleteSchema = operation<DeleteSchemaRequest, void>({
  access: schemaAccess('DeleteSchema'),
  run: (input, call) => {
    const open = openForChange(call, input.RegistryName);
    const { name } = findSchema(open, input.SchemaName);
    deleteCodeBindings(call.accounts, open, name);
    open.schemas.delete(name);
  },
});

const listSchemas = operation<ListSchemasRequest, ListSchemasResponse>({
  access: registryAccess('ListSchemas'),
  run: (input, call) => {
    const { schemas } = openRegistry(call, input.RegistryName);
    const { items, nextToken } = schemasTablePage(
      schemas,
      input.SchemaNamePrefix,
      input,
    );
    return {
      Schemas: items.map(schema => ({
        SchemaName: schema.name,
        SchemaArn: schema.arn,
        LastModified: schema.modifiedAt,
        VersionCount: schema.versions.length,
        Tags: tagMap(schema.tags),
      })),
      NextToken: nextToken,
    };
  },
});

export const schemaOperations: [string, Operation][] = [
  ['CreateSchema', createSchema],
  ['DescribeSchema', describeSchema],
  ['UpdateSchema', updateSchema],
  ['DeleteSchema', deleteSchema],
  ['ListSchemas', listSchemas],
];
