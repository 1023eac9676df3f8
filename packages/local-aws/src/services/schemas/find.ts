import { Place, Table } from '../../accounts';
import { Call } from '../../calls/operation';
import { awsRegistry, awsSchemas } from './awsEvents';
import { managedByAws, notFound } from './errors';
import { referToRegistry } from './reference';
import { Registry, RegistrySchema, schemasOf, SchemaVersion } from './state';

/** A registry with its schemas. */
export interface OpenRegistry extends Place {
  name: string;
  isManaged: boolean;
  registry: Registry;
  readonly schemas: Table<RegistrySchema>;
}

/** The registry a RegistryName means. @throws `NotFoundException` */
export function openRegistry(call: Call, nameOrArn: string): OpenRegistry {
  const reference = referToRegistry(call, nameOrArn);
  const { name, account, region, isManaged } = reference;
  const registry = isManaged ? awsRegistry(region, name) : reference.registry;
  if (!registry) {
    throw notFound(`Registry with name ${name} does not exist.`);
  }
  return {
    name,
    account,
    region,
    isManaged,
    registry,
    get schemas() {
      // AWS's own take a while to read: only for those who look at them.
      return isManaged
        ? awsSchemas(region)
        : schemasOf(call.accounts, reference, name);
    },
  };
}

/**
 * The registry a RegistryName means, to change something in it.
 *
 * @throws `NotFoundException`, `ForbiddenException` for AWS's own
 */
export function openForChange(call: Call, nameOrArn: string): OpenRegistry {
  if (referToRegistry(call, nameOrArn).isManaged) {
    throw managedByAws();
  }
  return openRegistry(call, nameOrArn);
}

/** The schema of this name. @throws `NotFoundException` */
export function findSchema(
  { name: registryName, schemas }: OpenRegistry,
  name: string,
): RegistrySchema {
  const schema = schemas.get(name);
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
