/** Numbers from 0 up to 1; the same seed gives the same (mulberry32, a public-domain generator by Tommy Ettinger). */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const STREETS = ['ACORN', 'BLOSSOM', 'CEDAR', 'DRUM', 'ELM', 'FULTON', 'GROVE'];
const KINDS = ['ST', 'AVE', 'LANE', 'SQUARE', 'WAY'];
const STATES = ['accepted', 'loading', 'on-the-way', 'arrived', 'delivered'];

/** Event types are spread over a hundred services. */
export const sourceOf = type => `com.example.service-${type % 100}`;
export const detailTypeOf = type => `Delivery moved ${Math.floor(type / 100)}`;

/** Deliveries with a route: nested objects, a list of objects, strings and numbers; 600 to 1,000 bytes as JSON. */
export function generateEvents(count, eventTypes = 1, seed = 1) {
  const random = seededRandom(seed);
  const whole = below => Math.floor(random() * below);
  const of = list => list[whole(list.length)];
  const decimals = (value, digits) => Number(value.toFixed(digits));
  return Array.from({ length: count }, (_, number) => ({
    version: '0',
    id: `7bf73129-1428-4cd3-a780-${String(100_000_000_000 + number)}`,
    'detail-type': detailTypeOf(number % eventTypes),
    source: sourceOf(number % eventTypes),
    account: '111122223333',
    time: `2026-01-${String(1 + whole(28)).padStart(2, '0')}T12:00:00Z`,
    region: 'eu-west-1',
    resources: [],
    detail: {
      metadata: { id: `m-${number}`, version: '1', domain: 'delivery' },
      deliveryId: `D-${String(whole(1_000_000)).padStart(7, '0')}`,
      address: {
        street: `${of(STREETS)} ${of(KINDS)}`,
        number: String(1 + whole(300)),
        city: 'London',
        postcode: `N${1 + whole(20)} ${1 + whole(9)}AB`,
      },
      state: of(STATES),
      vehicle: {
        id: `van-${whole(500)}`,
        ip: `10.0.${whole(256)}.${whole(256)}`,
      },
      weight: decimals(random() * 40, 2),
      size: { width: whole(200), height: whole(200), depth: whole(200) },
      route: Array.from({ length: 3 + whole(4) }, () => ({
        x: decimals(-122 - random(), 4),
        y: decimals(37 + random(), 4),
        z: whole(3),
      })),
    },
  }));
}
