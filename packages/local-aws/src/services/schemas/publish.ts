import type { Type } from '@aws-sdk/client-schemas';
import { Place, schemaArn, Table, Tags } from '../../accounts';
import { Platform } from '../../calls/platform';
import { announceVersion } from './announcement';
import { RegistrySchema } from './state';
import { secondOf } from './time';

/** Where a schema is kept. */
export interface Shelf extends Place {
  /** Of the registry. */
  name: string;
  readonly schemas: Table<RegistrySchema>;
}

/** Keeps a new schema and tells the account's default bus. */
export function publishSchema(
  platform: Platform,
  shelf: Shelf,
  given: {
    name: string;
    type: Type;
    content: string;
    description?: string;
    tags: Tags;
  },
): RegistrySchema {
  const { name, type, content, description, tags } = given;
  const now = secondOf(platform);
  const version = { number: 1, type, content, createdAt: now };
  const schema = shelf.schemas.set(name, {
    name,
    arn: schemaArn(shelf, shelf.name, name),
    description,
    versions: [version],
    lastVersion: 1,
    modifiedAt: now,
    tags,
  });
  announceVersion(platform, shelf, schema, version);
  return schema;
}

/** Keeps the next version of a schema and tells the account's default bus. */
export function publishVersion(
  platform: Platform,
  shelf: Shelf,
  schema: RegistrySchema,
  given: { type: Type; content: string },
): RegistrySchema {
  const now = secondOf(platform);
  const number = schema.lastVersion + 1;
  const version = { number, ...given, createdAt: now };
  const changed = shelf.schemas.set(schema.name, {
    ...schema,
    versions: [...schema.versions, version],
    lastVersion: number,
    modifiedAt: now,
  });
  announceVersion(platform, shelf, changed, version);
  return changed;
}
