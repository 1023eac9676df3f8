import type {
  SearchSchemasRequest,
  SearchSchemasResponse,
} from '@aws-sdk/client-schemas';
import { Operation, operation } from '../../calls/operation';
import { badRequest } from './errors';
import { openRegistry } from './find';
import { schemasPage } from './page';
import { registryAccess } from './reference';
import { RegistrySchema } from './state';

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
    const open = openRegistry(call, input.RegistryName);
    const found = [...open.schemas.values()].flatMap(schema => {
      const versions = versionsWith(schema, words);
      return versions.length > 0 ? [{ schema, versions }] : [];
    });
    const { items, nextToken } = schemasPage(
      found,
      ({ schema }) => schema.name,
      input,
    );
    return {
      Schemas: items.map(({ schema, versions }) => ({
        RegistryName: open.name,
        SchemaArn: schema.arn,
        SchemaName: schema.name,
        SchemaVersions: versions.map(({ number, createdAt, type }) => ({
          SchemaVersion: String(number),
          CreatedDate: createdAt,
          Type: type,
        })),
      })),
      NextToken: nextToken,
    };
  },
});

export const searchOperations: [string, Operation][] = [
  ['SearchSchemas', searchSchemas],
];
