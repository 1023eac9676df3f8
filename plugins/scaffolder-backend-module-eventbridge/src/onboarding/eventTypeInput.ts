import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  EventTypeKey,
  eventTypeId,
  parseEventTypeId,
} from '@busline/backstage-plugin-eventbridge-common';
import { EventbridgeService } from '@busline/backstage-plugin-eventbridge-node';

/** How an action's input names an event type. */
export interface EventTypeInput {
  eventType?: string;
  source?: string;
  detailType?: string;
}

/**
 * The event type that an action's input names: either `eventType`, which is an
 * id (`source@detail-type`) or the ref of the event type's API entity, or
 * `source` and `detailType`.
 *
 * @throws InputError where the input names none, or two that differ, or an API
 *   entity that is no known event type
 */
export async function resolveEventType(
  input: EventTypeInput,
  eventbridge: Pick<EventbridgeService, 'getTopology'>,
  options: { credentials: BackstageCredentials },
): Promise<EventTypeKey> {
  const { eventType, source, detailType } = input;
  if (!eventType) {
    if (!source || !detailType) {
      throw new InputError(
        'The event type is missing. Give eventType, for example "access@Access granted", or both source and detailType.',
      );
    }
    return { source, detailType };
  }

  const key = eventType.includes('@')
    ? readId(eventType)
    : await findByEntityRef(eventType, eventbridge, options);
  if (
    (source && source !== key.source) ||
    (detailType && detailType !== key.detailType)
  ) {
    throw new InputError(
      `eventType names "${eventTypeId(
        key,
      )}", but source and detailType name another event. Give one or the other.`,
    );
  }
  return key;
}

function readId(id: string): EventTypeKey {
  const key = parseEventTypeId(id);
  if (!key) {
    throw new InputError(
      `eventType "${id}" is incomplete. Write the source, an @ and the detail-type, for example "access@Access granted".`,
    );
  }
  return key;
}

async function findByEntityRef(
  ref: string,
  eventbridge: Pick<EventbridgeService, 'getTopology'>,
  options: { credentials: BackstageCredentials },
): Promise<EventTypeKey> {
  const wanted = stringifyEntityRef(
    parseEntityRef(ref, { defaultKind: 'api', defaultNamespace: 'default' }),
  );
  const { eventTypes } = await eventbridge.getTopology(options);
  const found = eventTypes.find(
    ({ entityRef }) => stringifyEntityRef(parseEntityRef(entityRef)) === wanted,
  );
  if (!found) {
    throw new InputError(
      `${wanted} is not a known event type. Choose one from the catalog, or give source and detailType.`,
    );
  }
  return { source: found.source, detailType: found.detailType };
}
