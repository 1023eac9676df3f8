import { randomUUID } from 'node:crypto';
import { Place } from '../../accounts';
import { Platform } from '../../calls/platform';
import { eventTime } from '../../delivery/event';
import { busAt } from '../events/state';
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
  const bus = busAt(platform.accounts, place, 'default');
  // The default bus is made when somebody first asks for it.
  if (!bus) {
    return;
  }
  const detailTypes =
    schema.lastVersion === 1
      ? ['Schema Created', 'Schema Version Created']
      : ['Schema Version Created'];
  for (const detailType of detailTypes) {
    platform.delivery.publish(bus, {
      envelope: {
        version: '0',
        id: randomUUID(),
        'detail-type': detailType,
        source: 'aws.schemas',
        account: place.account,
        time: eventTime(platform.clock.date()),
        region: place.region,
        resources: [schema.arn],
        detail: {
          SchemaName: schema.name,
          SchemaType: version.type,
          RegistryName: place.name,
          CreationDate: eventTime(version.createdAt),
          Version: String(version.number),
        },
      },
      ingestedAt: platform.clock.date(),
      cameFromAnotherAccount: false,
      hops: 0,
    });
  }
}
