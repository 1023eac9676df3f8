import { contractDocument, schemaNameOf } from '@busline/event-schemas';
import type { DemoAccountIds } from '../accounts';
import { eventTypes } from '../eventTypes/eventTypes';
import { busArn, ensureBus } from './buses';
import type { AccountClients } from './clients';
import type { Journal } from './journal';
import type { PolicyStatement } from './json';
import { ensureRegistry, ensureSchema } from './schemas';
import { managedTags } from './tags';

/**
 * The name of the central bus.
 *
 * @public
 */
export const hubBusName = 'hub';

/**
 * The name of the registry that holds the contracts.
 *
 * @public
 */
export const registryName = 'busline';

/** Creates the hub bus, and lets every producer put its own source to it. */
export async function ensureHubBus(
  hub: AccountClients,
  journal: Journal,
  ids: DemoAccountIds,
): Promise<void> {
  const statements = new Map<string, PolicyStatement>();
  for (const { source, producer, account } of eventTypes) {
    const Sid = publishSid(producer, source);
    statements.set(Sid, {
      Sid,
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ids[account]}:root` },
      Action: 'events:PutEvents',
      Resource: busArn(hub, hubBusName),
      Condition: { StringEquals: { 'events:source': source } },
    });
  }
  await ensureBus(hub, journal, {
    name: hubBusName,
    description: 'Central bus: every service puts its events here',
    tags: managedTags,
    statements: [...statements.values()],
  });
}

/** Registers every version of every event type. */
export async function ensureContracts(
  hub: AccountClients,
  journal: Journal,
): Promise<void> {
  await ensureRegistry(hub, journal, {
    name: registryName,
    description: 'Contracts of all event types on the hub bus',
    tags: managedTags,
  });
  for (const eventType of eventTypes) {
    const { source, detailType, description, owner, producer } = eventType;
    await ensureSchema(hub, journal, {
      registryName,
      name: schemaNameOf({ source, detailType }),
      description,
      contents: eventType.versions.map(detailSchema =>
        contractDocument({
          source,
          detailType,
          detailSchema,
          title: detailType,
          description,
        }),
      ),
      tags: {
        ...managedTags,
        'busline:source': source,
        'busline:detail-type': detailType,
        'busline:owner': owner,
        'busline:producer': producer,
      },
    });
  }
}

/** Id of the statement that lets a service put its source to the hub bus. */
function publishSid(producer: string, source: string): string {
  const service = producer.slice(producer.lastIndexOf('/') + 1);
  return `busline-publish-${service}-${source.replace(/[^A-Za-z0-9]/g, '-')}`;
}
