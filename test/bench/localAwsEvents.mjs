/** The events and rules of the local AWS benchmark. */
import { generateEvents } from './patternEvents.mjs';
import { eventTypeRules } from './patternRules.mjs';

/** As JSON on the bus, envelope and all. */
export const EVENT_BYTES = 900;
/** How many rules match each event. */
export const MATCHING = 3;

const SOURCE = 'com.example.service-0';
const DETAIL_TYPE = 'Delivery moved 0';
const DIFFERENT = 500;
const FIRST_SEQUENCE = 1_000_000;

/** Details of 500 different deliveries without their closing bracket, filled up to the wanted size. */
const beginnings = generateEvents(DIFFERENT).map(event => {
  const begun = JSON.stringify(event.detail).slice(0, -1);
  const own = `,"sequence":${FIRST_SEQUENCE},"putAt":1234567.123,"note":""`;
  const size = JSON.stringify(event).length + own.length;
  return `${begun},"note":"${'x'.repeat(Math.max(0, EVENT_BYTES - size))}"`;
});

/**
 * An entry for PutEvents. Its number comes back in `detail.sequence`, and the
 * time it was made at in `detail.putAt`, so that each delivery can be counted
 * and timed.
 */
export function entry(eventBusName, number) {
  return {
    EventBusName: eventBusName,
    Source: SOURCE,
    DetailType: DETAIL_TYPE,
    Detail: `${beginnings[number % DIFFERENT]},"sequence":${
      FIRST_SEQUENCE + number
    },"putAt":${performance.now().toFixed(3)}}`,
  };
}

/** The number and the putting time of a delivered event. */
export function readDelivered(body) {
  const { sequence, putAt } = JSON.parse(body).detail;
  return { number: sequence - FIRST_SEQUENCE, putAt };
}

/** Patterns that each match every event: by source, by event type, and by prefix and number. */
export const matchingPatterns = [
  { source: [SOURCE] },
  { source: [SOURCE], 'detail-type': [DETAIL_TYPE] },
  {
    source: [{ prefix: 'com.example.' }],
    detail: { size: { width: [{ numeric: ['>=', 0] }] } },
  },
];

/** Patterns of other event types with filters of several kinds: no event matches. */
export function otherPatterns(count) {
  const types = 101;
  return eventTypeRules(count * 2 + types, types)
    .filter(({ source, 'detail-type': type }) => {
      const isOurs = source[0] === SOURCE && type[0] === DETAIL_TYPE;
      return !isOurs;
    })
    .slice(0, count);
}
