import { Place } from '../../accounts';
import { Platform } from '../../calls/platform';
import { eventTime } from '../../delivery/event';
import { publishServiceEvent } from '../../delivery/serviceEvent';
import { RegistrySchema, SchemaVersion } from './state';

/**
 * Tells the account's default bus about a version of a schema. A new schema
 * makes two events ("Amazon EventBridge events detail reference").
 */
export function announceVersion(
  platform: Platform,
  place: Place & { name: string },
  schema: RegistrySchema,
  version: SchemaVersion,
): void {
  const detailTypes =
    schema.lastVersion === 1
      ? ['Schema Created', 'Schema Version Created']
      : ['Schema Version Created'];
  for (const detailType of detailTypes) {
    publishServiceEvent(platform, place, {
      source: 'aws.schemas',
      detailType,
      resources: [schema.arn],
      detail: {
        SchemaName: schema.name,
        SchemaType: version.type,
        RegistryName: place.name,
        CreationDate: eventTime(version.createdAt),
        Version: String(version.number),
      },
    });
  }
}
