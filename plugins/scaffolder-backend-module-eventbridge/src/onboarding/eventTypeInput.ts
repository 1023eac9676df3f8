import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { EventTypeKey } from '@busline/backstage-plugin-eventbridge-common';
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

  const key =
    parseEventTypeId(eventType) ??
    (await findByEntityRef(eventType, eventbridge, options));
  if (
    (source && source !== key.source) ||
    (detailType && detailType !== key.detailType)
  ) {
    throw new InputError(
      `eventType names "${key.source}@${key.detailType}", but source and detailType name another event. Give one or the other.`,
    );
  }
  return key;
}

/**
 * Reads `source@detail-type`. A source cannot contain `@` ("PutEvents",
 * EventBridge API reference), a detail-type can, so the first one divides.
 */
function parseEventTypeId(id: string): EventTypeKey | undefined {
  const at = id.indexOf('@');
  if (at < 0) {
    return undefined;
  }
  const source = id.slice(0, at).trim();
  const detailType = id.slice(at + 1).trim();
  if (!source || !detailType) {
    throw new InputError(
      `eventType "${id}" is incomplete. Write the source, an @ and the detail-type, for example "access@Access granted".`,
    );
  }
  return { source, detailType };
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
