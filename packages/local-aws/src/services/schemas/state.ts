import type { Type } from '@aws-sdk/client-schemas';
import {
  Accounts,
  defineTable,
  PartialPlace,
  Table,
  Tags,
} from '../../accounts';

/** One version of a schema. */
export interface SchemaVersion {
  readonly number: number;
  readonly content: string;
  readonly createdAt: Date;
}

/** A schema in a registry, versions oldest first. */
export interface RegistrySchema {
  readonly name: string;
  readonly arn: string;
  readonly type: Type;
  readonly description?: string;
  readonly versions: readonly SchemaVersion[];
  /** Numbers are not used again after a version was deleted. */
  readonly lastVersion: number;
  readonly modifiedAt: Date;
  readonly tags: Tags;
}

/** A schema registry. Its schemas are in a table of their own. */
export interface Registry {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly tags: Tags;
}

/** The registries of an account in a Region by name. */
export const REGISTRIES = defineTable<Registry>('schemas/registries', 'region');

const SCHEMAS = defineTable<RegistrySchema>('schemas/schemas', 'region');

/** The schemas of a registry by name. */
export function schemasOf(
  accounts: Accounts,
  place: PartialPlace,
  registry: string,
): Table<RegistrySchema> {
  return accounts.table(SCHEMAS, place, registry);
}
