/**
 * What an API entity costs, beside reading its definition with JSON.parse on
 * the same machine in the same run:
 *
 *   node --require @backstage/cli/config/nodeTransform.cjs test/bench/entities.mjs [event types]
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { toApiEntity } = require('@busline/backstage-plugin-eventbridge-common');

const count = Number(process.argv[2] ?? 1000);
const hubBusArn = 'arn:aws:events:eu-west-1:111111111111:event-bus/hub';

/** Each has a contract of its own, so that nothing can be kept from the last. */
function eventType(number) {
  return {
    id: `com.example.orders@Order placed ${number}`,
    source: 'com.example.orders',
    detailType: `Order placed ${number}`,
    title: `Order placed ${number}`,
    version: '1',
    producers: [],
    consumers: [],
    detailSchema: {
      type: 'object',
      required: ['orderId', 'placedAt', 'items'],
      properties: {
        orderId: { type: 'string', format: 'uuid' },
        placedAt: { type: 'string', format: 'date-time' },
        email: { type: 'string', format: 'email' },
        [`reference${number}`]: { type: 'string', pattern: '^[A-Z]{3}-\\d+$' },
        items: {
          type: 'array',
          minItems: 1,
          items: { $ref: '#/definitions/Item' },
        },
      },
      definitions: {
        Item: {
          type: 'object',
          required: ['sku', 'count'],
          properties: {
            sku: { type: 'string' },
            count: { type: 'integer', minimum: 1 },
            currency: { enum: ['EUR', 'USD'] },
          },
        },
      },
    },
  };
}

function medianMs(works) {
  const times = works.map(work => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[times.length >> 1];
}

const definitions = [];
const builtMs = medianMs(
  Array.from({ length: count }, (_, number) => () => {
    const entity = toApiEntity(eventType(number), hubBusArn);
    definitions.push(entity.spec.definition);
  }),
);
const parsedMs = medianMs(definitions.map(text => () => JSON.parse(text)));

console.log(
  `${count} event types, median: an entity ${builtMs.toFixed(
    3,
  )} ms, JSON.parse of its definition ${parsedMs.toFixed(3)} ms, ratio ${(
    builtMs / parsedMs
  ).toFixed(1)}`,
);
