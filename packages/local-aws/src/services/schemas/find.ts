import { registryArn, schemaArn } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { Page, takePage } from '../page';
import {
  REGISTRIES,
  Registry,
  RegistrySchema,
  schemasOf,
  SchemaVersion,
} from './state';

export const badRequest = (message: string) =>
  new ServiceError('BadRequestException', message);

export const notFound = (message: string) =>
  new ServiceError('NotFoundException', message);

/** The registry of this name. @throws `NotFoundException` */
export function findRegistry(call: Call, name: string): Registry {
  const registry = call.accounts.table(REGISTRIES, call.caller).get(name);
  if (!registry) {
    throw notFound(`Registry with name ${name} does not exist.`);
  }
  return registry;
}

/** The schemas of a registry. @throws `NotFoundException` */
export function findSchemas(call: Call, registryName: string) {
  const { name } = findRegistry(call, registryName);
  return schemasOf(call.accounts, call.caller, name);
}

/** The schema of this name. @throws `NotFoundException` */
export function findSchema(
  call: Call,
  registryName: string,
  name: string,
): RegistrySchema {
  const schema = findSchemas(call, registryName).get(name);
  if (!schema) {
    throw notFound(
      `Schema with name ${name} does not exist in registry ${registryName}.`,
    );
  }
  return schema;
}

/** A version of a schema, the newest by default. @throws `NotFoundException` */
export function findVersion(
  schema: RegistrySchema,
  version?: string,
): SchemaVersion {
  const found =
    version === undefined
      ? schema.versions[schema.versions.length - 1]
      : schema.versions.find(({ number }) => String(number) === version);
  if (!found) {
    throw notFound(
      `Schema with name ${schema.name} has no version ${version}.`,
    );
  }
  return found;
}

/** Access to a registry. */
export const registryAccess =
  (action: string) =>
  ({ RegistryName }: { RegistryName: string }, { caller }: Call): Access => ({
    action: `schemas:${action}`,
    resourceArn: registryArn(caller, RegistryName),
  });

/** Access to a schema. */
export const schemaAccess =
  (action: string) =>
  (
    input: { RegistryName: string; SchemaName: string },
    { caller }: Call,
  ): Access => ({
    action: `schemas:${action}`,
    resourceArn: schemaArn(caller, input.RegistryName, input.SchemaName),
  });

const MAX_PAGE = 100;
const DEFAULT_PAGE = 10;

/** One page of a Schemas list. @throws `BadRequestException` */
export function schemasPage<Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => string,
  { Limit, NextToken }: { Limit?: number; NextToken?: string },
): Page<Item> {
  if (Limit !== undefined && (Limit < 1 || Limit > MAX_PAGE)) {
    throw badRequest(`Limit must be from 1 to ${MAX_PAGE}.`);
  }
  const page = takePage(items, keyOf, Limit ?? DEFAULT_PAGE, NextToken);
  if (!page) {
    throw badRequest('NextToken is not valid.');
  }
  return page;
}
