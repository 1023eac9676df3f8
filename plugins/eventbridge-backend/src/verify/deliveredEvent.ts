import { Message } from '@aws-sdk/client-sqs';
import { z } from 'zod/v4';

const eventSchema = z.looseObject({ resources: z.array(z.string()) });

/** The event in a message, where it is one that carries the marker. */
export function eventWithMarker(
  { Body }: Message,
  marker: string,
): Record<string, unknown> | undefined {
  if (!Body?.includes(marker)) {
    return undefined;
  }
  try {
    const event = eventSchema.parse(JSON.parse(Body));
    return event.resources.includes(marker) ? event : undefined;
  } catch {
    // Some other message that only quotes the marker.
    return undefined;
  }
}
