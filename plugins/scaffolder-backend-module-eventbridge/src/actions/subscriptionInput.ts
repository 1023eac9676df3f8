import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { WantedSubscription } from '@busline/backstage-plugin-eventbridge-common';
import { EventbridgeService } from '@busline/backstage-plugin-eventbridge-node';
import type { z as zod } from 'zod/v3';
import { EventTypeInput, resolveEventType } from '../onboarding/eventTypeInput';
import { parseSubscription } from '../onboarding/parseWanted';

type Zod = typeof zod;

/** How both subscription actions say which subscription is meant. */
export const subscriptionInputSchema = {
  component: (z: Zod) =>
    z.string().describe('Entity ref of the service that receives the event'),
  eventType: (z: Zod) =>
    z
      .string()
      .describe(
        'The event type: its id, for example "access@Access granted", or the entity ref of its API entity',
      )
      .optional(),
  source: (z: Zod) =>
    z
      .string()
      .describe('Source of the event, where eventType is not given')
      .optional(),
  detailType: (z: Zod) =>
    z
      .string()
      .describe('detail-type of the event, where eventType is not given')
      .optional(),
  filter: (z: Zod) =>
    z
      .union([z.string(), z.record(z.unknown())])
      .describe(
        'Event pattern that narrows the subscription further, as JSON text or an object; empty means every event',
      )
      .optional(),
  queueName: (z: Zod) =>
    z
      .string()
      .describe(
        'Name of the queue to deliver to; named after the service and the event where it is not given',
      )
      .optional(),
};

/** The input of a subscription action. */
export interface SubscriptionInput extends EventTypeInput {
  component: string;
  filter?: string | Record<string, unknown>;
  queueName?: string;
}

/**
 * The subscription that an action's input asks for.
 *
 * @throws InputError naming every field that is wrong
 */
export async function readSubscriptionInput(
  input: SubscriptionInput,
  eventbridge: EventbridgeService,
  options: { credentials: BackstageCredentials },
): Promise<WantedSubscription> {
  const key = await resolveEventType(input, eventbridge, options);
  const queueName = input.queueName?.trim();
  return parseSubscription({
    component: input.component,
    source: key.source,
    detailType: key.detailType,
    filter: input.filter,
    target: queueName ? { kind: 'queue', name: queueName } : { kind: 'queue' },
  });
}
