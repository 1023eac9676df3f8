import type { DiscovererState, Type } from '@aws-sdk/client-schemas';
import {
  Accounts,
  defineTable,
  PartialPlace,
  PolicyDocument,
  Table,
  Tags,
} from '../../accounts';

/** The registry of what discoverers find. AWS makes it at the first find. */
export const DISCOVERED_SCHEMAS = 'discovered-schemas';

/** One version of a schema. */
export interface SchemaVersion {
  readonly number: number;
  readonly type: Type;
  readonly content: string;
  readonly createdAt: Date;
}

/** A schema in a registry, versions oldest first. */
export interface RegistrySchema {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly versions: readonly SchemaVersion[];
  /** Numbers are not used again after a version was deleted. */
  readonly lastVersion: number;
  /** The `ClientTokenId` of the last update that had one, and what it made. */
  readonly lastToken?: { readonly id: string; readonly version: number };
  readonly modifiedAt: Date;
  readonly tags: Tags;
}

/** A schema registry. Its schemas are in a table of their own. */
export interface Registry {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly policy?: PolicyDocument;
  /** Changes with the policy, so that nobody overwrites what they have not read. */
  readonly policyRevision?: string;
  readonly tags: Tags;
}

/** What infers schemas from the events on a bus. */
export interface Discoverer {
  readonly id: string;
  readonly arn: string;
  /** The event bus. */
  readonly sourceArn: string;
  readonly description?: string;
  readonly state: DiscovererState;
  /** Whether events that other accounts sent to the bus count as well. */
  readonly crossAccount: boolean;
  readonly tags: Tags;
}

/** Code generated from a version of a schema. */
export interface CodeBinding {
  readonly createdAt: Date;
  /** When generating it ends. */
  readonly readyAtMs: number;
  /** Whether the schema describes something that code can be made of. */
  readonly isPossible: boolean;
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

/** The discoverers of an account in a Region by id. */
export const DISCOVERERS = defineTable<Discoverer>(
  'schemas/discoverers',
  'region',
);

const CODE_BINDINGS = defineTable<CodeBinding>(
  'schemas/code-bindings',
  'region',
);

/** The code bindings of a registry's schemas; see `codeBindingKey`. */
export function codeBindingsOf(
  accounts: Accounts,
  place: PartialPlace,
  registry: string,
): Table<CodeBinding> {
  return accounts.table(CODE_BINDINGS, place, registry);
}

/** Names a code binding. No schema has a slash in its name. */
export const codeBindingKey = (
  schema: string,
  version: number,
  language: string,
) => `${schema}/${version}/${language}`;
