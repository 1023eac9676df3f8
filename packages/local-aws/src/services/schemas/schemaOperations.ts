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
import { schemaArn } from '../../accounts';
import { Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { tagMap, tagsFromMap } from '../tags';
import { checkSchema } from './content';
import {
  badRequest,
  findSchema,
  findSchemas,
  findVersion,
  registryAccess,
  schemaAccess,
  schemasPage,
} from './find';
import { RegistrySchema, SchemaVersion } from './state';

function describe(schema: RegistrySchema, version: SchemaVersion) {
  return {
    SchemaName: schema.name,
    SchemaArn: schema.arn,
    SchemaVersion: String(version.number),
    Type: schema.type,
    Description: schema.description,
    LastModified: schema.modifiedAt,
    VersionCreatedDate: version.createdAt,
    Tags: tagMap(schema.tags),
  };
}

const createSchema = operation<CreateSchemaRequest, CreateSchemaResponse>({
  access: schemaAccess('CreateSchema'),
  run: (input, call) => {
    const schemas = findSchemas(call, input.RegistryName);
    const name = input.SchemaName;
    if (!/^[\w.@-]{1,385}$/.test(name)) {
      throw badRequest(
        `Schema name ${name} is not valid: up to 385 letters, digits, dots, hyphens, underscores and @.`,
      );
    }
    if (schemas.has(name)) {
      throw new ServiceError(
        'ConflictException',
        `Schema with name ${name} already exists.`,
      );
    }
    if (schemas.size >= call.settings.quotas.schemasPerRegistry) {
      throw new ServiceError(
        'ForbiddenException',
        `Registry ${input.RegistryName} already has ${schemas.size} schemas, the most it may have.`,
      );
    }
    checkSchema(input.Type, input.Content);
    const now = call.clock.date();
    const version = { number: 1, content: input.Content, createdAt: now };
    const schema: RegistrySchema = {
      name,
      arn: schemaArn(call.caller, input.RegistryName, name),
      type: input.Type,
      description: input.Description,
      versions: [version],
      lastVersion: 1,
      modifiedAt: now,
      tags: tagsFromMap(input.Tags),
    };
    schemas.set(name, schema);
    return describe(schema, version);
  },
});

const describeSchema = operation<DescribeSchemaRequest, DescribeSchemaResponse>(
  {
    access: schemaAccess('DescribeSchema'),
    run: (input, call) => {
      const schema = findSchema(call, input.RegistryName, input.SchemaName);
      const version = findVersion(schema, input.SchemaVersion);
      return { ...describe(schema, version), Content: version.content };
    },
  },
);

const updateSchema = operation<UpdateSchemaRequest, UpdateSchemaResponse>({
  access: schemaAccess('UpdateSchema'),
  run: (input, call) => {
    const schema = findSchema(call, input.RegistryName, input.SchemaName);
    const newest = findVersion(schema);
    const type = input.Type ?? schema.type;
    const content = input.Content ?? newest.content;
    checkSchema(type, content);
    // The same content again is the same version.
    const isNewVersion = content !== newest.content || type !== schema.type;
    const max = call.settings.quotas.versionsPerSchema;
    if (isNewVersion && schema.versions.length >= max) {
      throw new ServiceError(
        'ForbiddenException',
        `Schema ${schema.name} already has ${max} versions, the most it may have.`,
      );
    }
    const now = call.clock.date();
    const lastVersion = schema.lastVersion + (isNewVersion ? 1 : 0);
    const added = { number: lastVersion, content, createdAt: now };
    const changed = findSchemas(call, input.RegistryName).set(schema.name, {
      ...schema,
      type,
      description: input.Description ?? schema.description,
      lastVersion,
      versions: isNewVersion ? [...schema.versions, added] : schema.versions,
      modifiedAt: now,
    });
    return describe(changed, findVersion(changed));
  },
});

const deleteSchema = operation<DeleteSchemaRequest, void>({
  access: schemaAccess('DeleteSchema'),
  run: (input, call) => {
    const { name } = findSchema(call, input.RegistryName, input.SchemaName);
    findSchemas(call, input.RegistryName).delete(name);
  },
});

const listSchemas = operation<ListSchemasRequest, ListSchemasResponse>({
  access: registryAccess('ListSchemas'),
  run: (input, call) => {
    const schemas = findSchemas(call, input.RegistryName);
    const { items, nextToken } = schemasPage(
      [...schemas.values()].filter(({ name }) =>
        name.startsWith(input.SchemaNamePrefix ?? ''),
      ),
      schema => schema.name,
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
