import { eventTypesOf } from './eventType';
import type { DetailSchema } from './eventType';
import {
  address,
  courierId,
  deliveryId,
  doorId,
  homeId,
  moment,
  money,
  object,
  oneOf,
  personal,
  region,
  residentId,
  text,
  window,
} from './fields';

const parcel = object('One parcel', ['trackingNumber', 'weightGrams'], {
  trackingNumber: {
    type: 'string',
    pattern: '^[A-Z0-9]{8,20}$',
    example: 'LG20261123NL01',
    description: 'The number the carrier printed on the label',
  },
  weightGrams: {
    type: 'integer',
    minimum: 0,
    exclusiveMinimum: true,
    maximum: 30000,
    example: 1850,
    description: 'Weight in grams',
  },
  handling: {
    type: 'array',
    uniqueItems: true,
    items: oneOf('How to handle it', [
      'FRAGILE',
      'UPRIGHT',
      'CHILLED',
      'HEAVY',
    ]),
    description: 'What the courier must mind',
  },
});

const entry = object('How the courier gets in', ['kind', 'doorId'], {
  kind: oneOf('Where the parcels are put down', [
    'IN_GARAGE',
    'IN_HOME',
    'BUILDING_LOBBY',
    'DOORSTEP',
  ]),
  doorId,
  instructions: {
    ...text(
      'What the resident wrote for the courier',
      280,
      'Behind the bicycles, left of the door',
    ),
    ...personal,
  },
});

const scheduledV1 = {
  deliveryId,
  homeId,
  residentId,
  address,
  slot: window('When the courier comes'),
  entry,
  parcels: {
    type: 'array',
    minItems: 1,
    maxItems: 50,
    items: parcel,
    description: 'The parcels of this delivery',
  },
  region,
};

const scheduledRequired = [
  'deliveryId',
  'homeId',
  'residentId',
  'address',
  'slot',
  'entry',
  'parcels',
  'region',
];

const position: DetailSchema = {
  ...object('Where the courier is', ['latitude', 'longitude'], {
    latitude: {
      type: 'number',
      minimum: -90,
      maximum: 90,
      example: 52.3731,
      description: 'Degrees north',
    },
    longitude: {
      type: 'number',
      minimum: -180,
      maximum: 180,
      example: 4.8926,
      description: 'Degrees east',
    },
  }),
  ...personal,
};

const startedV1 = {
  deliveryId,
  homeId,
  courierId,
  doorId,
  startedAt: moment('When the courier set out for the door'),
};

export const deliveryEventTypes = eventTypesOf(
  {
    source: 'com.larkgate.delivery',
    domain: 'delivery',
    service: 'delivery-service',
    team: 'delivery',
    account: 'delivery',
  },
  [
    {
      detailType: 'Delivery scheduled',
      description:
        'A resident booked a slot. Sent again with the same delivery id when the slot moves.',
      data: [
        object('The booking', scheduledRequired, scheduledV1),
        object('The booking', scheduledRequired, {
          ...scheduledV1,
          price: {
            ...money,
            description:
              'What the resident pays; left out when a plan covers it',
          },
          preferences: object('What the resident wishes', [], {
            photoOnCompletion: {
              type: 'boolean',
              description: 'Whether to send a photo of the parcels',
            },
            quietHours: {
              type: 'boolean',
              description: 'Whether not to ring',
            },
          }),
        }),
      ],
    },
    {
      detailType: 'Delivery started',
      description: 'The courier is on the last leg, minutes from the door.',
      data: [
        object(
          'The last leg',
          ['deliveryId', 'homeId', 'courierId', 'doorId', 'startedAt'],
          startedV1,
        ),
        object(
          'The last leg',
          ['deliveryId', 'homeId', 'courierId', 'doorId', 'startedAt'],
          {
            ...startedV1,
            expectedArrival: moment(
              'When the courier should be at the door',
              '2026-11-23T14:41:00Z',
            ),
            position,
          },
        ),
      ],
    },
    {
      detailType: 'Delivery completed',
      description: 'All parcels are inside and the door is locked again.',
      data: [
        object(
          'What was delivered',
          [
            'deliveryId',
            'homeId',
            'residentId',
            'courierId',
            'parcelCount',
            'completedAt',
            'charge',
          ],
          {
            deliveryId,
            homeId,
            residentId,
            courierId,
            parcelCount: {
              type: 'integer',
              minimum: 1,
              example: 2,
              description: 'Parcels that were put down',
            },
            completedAt: moment('When the door was locked again'),
            insideSeconds: {
              type: 'integer',
              minimum: 0,
              example: 74,
              description: 'How long the courier was inside, in seconds',
            },
            proof: object('How we know', ['kind'], {
              kind: oneOf('The proof', ['PHOTO', 'DOOR_SENSOR', 'SIGNATURE']),
              url: {
                type: 'string',
                format: 'uri',
                example: 'https://proofs.larkgate.example/dlv_4f7k2m9x.jpg',
                description: 'Where the proof is kept',
                ...personal,
              },
            }),
            charge: money,
          },
        ),
      ],
    },
    {
      detailType: 'Delivery failed',
      description:
        'The parcels went back to the depot. Says why, and whether another slot was offered.',
      data: [
        object(
          'What went wrong',
          ['deliveryId', 'homeId', 'reason', 'failedAt'],
          {
            deliveryId,
            homeId,
            courierId,
            reason: oneOf('Why it failed', [
              'DOOR_DID_NOT_OPEN',
              'PET_INSIDE',
              'PARCEL_TOO_LARGE',
              'COURIER_DELAYED',
              'RESIDENT_REFUSED',
            ]),
            attempt: {
              type: 'integer',
              minimum: 1,
              maximum: 3,
              example: 1,
              description: 'Which attempt this was',
            },
            nextSlot: window('The slot offered instead, if there is one'),
            failedAt: moment('When the courier gave up'),
          },
        ),
      ],
    },
  ],
);
