import { JsonSchema } from './jsonSchema';

/** Fields every delivered event has ("AWS service event metadata"), in the order of the registry's own documents. */
export const ENVELOPE_REQUIRED = [
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

/** Schemas of the envelope's fields around the given schema of the detail. */
export function envelopeProperties(detail: JsonSchema): JsonSchema {
  return {
    version: { type: 'string' },
    id: { type: 'string' },
    'detail-type': { type: 'string' },
    source: { type: 'string' },
    account: { type: 'string' },
    time: { type: 'string', format: 'date-time' },
    region: { type: 'string' },
    resources: { type: 'array', items: { type: 'string' } },
    detail,
  };
}

/** An example of what EventBridge puts around a detail. */
export function exampleEnvelope(options: {
  source: string;
  detailType: string;
  region?: string;
  detail: unknown;
}): Record<string, unknown> {
  return {
    version: '0',
    id: '7bf73129-1428-4cd3-a780-95db273d1602',
    'detail-type': options.detailType,
    source: options.source,
    account: '123456789012',
    time: '2026-01-15T09:30:00Z',
    region: options.region ?? 'eu-central-1',
    resources: [],
    detail: options.detail,
  };
}
