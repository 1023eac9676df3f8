import { componentName, toComponents } from './components';
import { eventSchemas } from './eventSchemas';
import { openApiSchema } from './openApiSchema';

/** As much of an event as a document is about. */
export interface SampleEvent {
  source: string;
  'detail-type': string;
  resources?: unknown;
  detail: unknown;
}

/** "Discover": events nested deeper are ignored. */
const MAX_LEVELS = 255;

const ENVELOPE_REQUIRED = [
  'detail-type',
  'resources',
  'detail',
  'id',
  'source',
  'time',
  'region',
  'version',
  'account',
];

/** The words of a detail type as one name: `Order Placed` gives `OrderPlaced`. */
function joinWords(detailType: string): string {
  return detailType
    .split(/\s+/)
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

const clean = (text: string) => text.replace(/[^0-9A-Za-z_.-]/g, '-');

/** The name under which discovery keeps an event's schema. */
export function discoveredName(event: SampleEvent): string {
  return `${clean(event.source)}@${clean(joinWords(event['detail-type']))}`;
}

/** Whether discovery ignores a value because of its depth. */
export function isTooDeep(value: unknown, levels = MAX_LEVELS): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    (levels === 0 ||
      Object.values(value).some(inner => isTooDeep(inner, levels - 1)))
  );
}

/**
 * The OpenApi3 document that discovery writes of events of one type: the
 * envelope as `AWSEvent`, the detail, and each object in it as a component.
 */
export function discoveredDocument(events: readonly SampleEvent[]): object {
  const { infer } = eventSchemas();
  const [{ source, 'detail-type': detailType }] = events;
  const { name, schemas } = toComponents(
    clean(joinWords(detailType)) || 'Detail',
    openApiSchema(infer(events.map(({ detail }) => detail))),
    ['AWSEvent'],
  );
  const resources = infer(events.map(event => event.resources ?? []));
  return openApiDocument(name, {
    AWSEvent: {
      type: 'object',
      required: ENVELOPE_REQUIRED,
      'x-amazon-events-detail-type': detailType,
      'x-amazon-events-source': source,
      properties: {
        detail: { $ref: `#/components/schemas/${name}` },
        account: { type: 'string' },
        'detail-type': { type: 'string' },
        id: { type: 'string' },
        region: { type: 'string' },
        resources: openApiSchema(resources),
        source: { type: 'string' },
        time: { type: 'string', format: 'date-time' },
        version: { type: 'string' },
      },
    },
    ...schemas,
  });
}

/** The document that discovery writes of JSON that is no event. */
export function anyDocument(values: readonly unknown[]): object {
  const { name, schemas } = toComponents(
    componentName('Event'),
    openApiSchema(eventSchemas().infer(values)),
  );
  return openApiDocument(name, schemas);
}

function openApiDocument(title: string, schemas: Record<string, unknown>) {
  return {
    openapi: '3.0.0',
    info: { version: '1.0.0', title },
    paths: {},
    components: { schemas },
  };
}
