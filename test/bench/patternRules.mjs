import { detailTypeOf, sourceOf } from './patternEvents.mjs';

const inAddress = street => ({ detail: { address: { street: [street] } } });

/** Five patterns of each kind, in the manner of event-ruler's published benchmark. */
export const rulesByKind = {
  exact: [
    { detail: { deliveryId: ['D-0430022'] } },
    { detail: { deliveryId: ['D-0607117'] } },
    { detail: { deliveryId: ['D-0607218'] } },
    { detail: { deliveryId: ['D-0745012'] } },
    { detail: { state: ['arrived'] } },
  ],
  prefix: ['AC', 'BL', 'DR', 'FU', 'RH'].map(prefix => inAddress({ prefix })),
  suffix: ['ON ST', 'AVE', 'RN LANE', 'SQUARE', 'ZZZ'].map(suffix =>
    inAddress({ suffix }),
  ),
  'ignore-case': [
    'acorn st',
    'Blossom Ave',
    'DRUM lane',
    'fulton St',
    'none',
  ].map(text => inAddress({ 'equals-ignore-case': text })),
  wildcard: ['AC*N*', 'BL*SS*E', 'DR*M*', '*UL*', '*Z*'].map(wildcard =>
    inAddress({ wildcard }),
  ),
  numeric: [
    { detail: { state: ['arrived'], weight: [{ numeric: ['=', 12.25] }] } },
    { detail: { state: ['arrived'], weight: [{ numeric: ['>', 39] }] } },
    { detail: { size: { width: [{ numeric: ['<', 10] }] } } },
    { detail: { size: { width: [{ numeric: ['>', 50, '<=', 60] }] } } },
    { detail: { size: { depth: [{ numeric: ['=', 7] }] } } },
  ],
  'anything-but': [
    inAddress({ 'anything-but': ['FULTON ST'] }),
    inAddress({ 'anything-but': ['MASON ST'] }),
    inAddress({ 'anything-but': { prefix: 'AC' } }),
    { detail: { state: [{ 'anything-but': ['arrived', 'loading'] }] } },
    { detail: { size: { width: [{ 'anything-but': [1, 2, 3] }] } } },
  ],
  'complex arrays': [
    { x: [{ numeric: ['=', -122.4286] }], y: [{ numeric: ['=', 37.7802] }] },
    { x: [{ numeric: ['=', -122.42] }], z: [0] },
    { y: [{ numeric: ['<', 37.1] }], z: [1] },
    { x: [{ numeric: ['<', -122.9] }], y: [{ numeric: ['>', 37.9] }] },
    { y: [{ 'anything-but': [37.5] }], z: [{ numeric: ['=', 0] }] },
  ].map(route => ({ detail: { state: ['arrived', 'delivered'], route } })),
};

/** Rules as a central bus has them: each for one event type, most with a filter on its detail. */
export function eventTypeRules(count, eventTypes) {
  const filters = [
    number => ({ state: [['arrived', 'delivered'][number % 2]] }),
    number => ({ size: { width: [{ numeric: ['>', number % 200] }] } }),
    number => ({ address: { postcode: [{ prefix: `N${number % 20}` }] } }),
    number => ({ vehicle: { id: [`van-${number % 500}`, 'van-1'] } }),
    () => undefined,
  ];
  return Array.from({ length: count }, (_, number) => {
    const type = number % eventTypes;
    const detail = filters[Math.floor(number / eventTypes) % 5](number);
    return {
      source: [sourceOf(type)],
      'detail-type': [detailTypeOf(type)],
      ...(detail ? { detail } : {}),
    };
  });
}
