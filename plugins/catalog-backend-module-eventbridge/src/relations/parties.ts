import { Entity } from '@backstage/catalog-model';
import { ANNOTATION_EVENT_SOURCE } from '@busline/backstage-plugin-eventbridge-common';
import { z } from 'zod/v4';

const spec = z.object({
  busline: z.object({
    producers: z.array(z.string()).default([]),
    consumers: z.array(z.string()).default([]),
  }),
});

/**
 * Full refs of the components that send and receive the event type of an API
 * entity, each once; `undefined` for an entity that is no event type.
 */
export function parties(
  entity: Entity,
): { producers: string[]; consumers: string[] } | undefined {
  if (!entity.metadata.annotations?.[ANNOTATION_EVENT_SOURCE]) {
    return undefined;
  }
  const { data } = spec.safeParse(entity.spec);
  return (
    data && {
      producers: [...new Set(data.busline.producers)],
      consumers: [...new Set(data.busline.consumers)],
    }
  );
}
