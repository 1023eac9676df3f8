import { eventTypesOf } from './eventType';
import type { DetailSchema } from './eventType';
import {
  courierId,
  deliveryId,
  doorId,
  grantId,
  homeId,
  moment,
  object,
  oneOf,
  personal,
  region,
  residentId,
  text,
  window,
} from './fields';

const grantee: DetailSchema = {
  ...object('Whom the door opens for', ['kind', 'id'], {
    kind: {
      ...oneOf('What the person is to the home', [
        'RESIDENT',
        'COURIER',
        'GUEST',
        'STAFF',
      ]),
      example: 'COURIER',
    },
    id: {
      ...text('Identifier of the person, by kind', 40, 'cou_4f7k2m9x'),
      ...personal,
    },
    displayName: {
      ...text('The name shown to the resident', 80, 'Dana R.'),
      ...personal,
    },
  }),
};

const grantedV1 = {
  grantId,
  doorId,
  homeId,
  grantee,
  validity: window('When the door may be opened'),
  region,
};

const grantedV2 = {
  ...grantedV1,
  deliveryId: {
    ...deliveryId,
    description: 'The delivery the grant was made for, if it was for one',
  },
  limits: object('How the grant may be used', [], {
    maxEntries: {
      type: 'integer',
      minimum: 1,
      maximum: 100,
      example: 1,
      description: 'How often the door opens before the grant is used up',
    },
    weekdays: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: oneOf('A day of the week', [
        'MON',
        'TUE',
        'WED',
        'THU',
        'FRI',
        'SAT',
        'SUN',
      ]),
      description: 'Days on which the door opens; every day when left out',
    },
  }),
};

const grantedRequired = [
  'grantId',
  'doorId',
  'homeId',
  'grantee',
  'validity',
  'region',
];

const codeV1 = {
  codeId: {
    type: 'string',
    format: 'uuid',
    example: 'b2e9d6f0-41c7-4a8e-9c35-7d1f0a62e8b4',
    description: 'The code; never the digits themselves',
  },
  grantId,
  doorId,
  deliveryId,
  digits: {
    type: 'integer',
    minimum: 4,
    maximum: 10,
    example: 6,
    description: 'How many digits the code has',
  },
  createdAt: moment('When the code was created'),
};

export const accessEventTypes = eventTypesOf(
  {
    source: 'com.larkgate.access',
    domain: 'access',
    service: 'access-service',
    team: 'access',
    account: 'access',
  },
  [
    {
      detailType: 'Access granted',
      description:
        'Somebody may open a door for some time. Sent when the grant is made, not when it begins.',
      data: [
        object('The grant', grantedRequired, grantedV1),
        object('The grant', grantedRequired, grantedV2),
        // Version 3 promises who decided: every consumer of the record may rely on it.
        object('The grant', [...grantedRequired, 'grantedBy'], {
          ...grantedV2,
          grantedBy: object('Who decided', ['kind'], {
            kind: oneOf('A person or a rule', [
              'RESIDENT',
              'STAFF',
              'DELIVERY_RULE',
            ]),
            residentId,
          }),
        }),
      ],
    },
    {
      detailType: 'Access revoked',
      description:
        'A grant ended before its time. The door stays shut for its holder from now on.',
      data: [
        object(
          'The end of the grant',
          ['grantId', 'doorId', 'homeId', 'reason', 'revokedAt'],
          {
            grantId,
            doorId,
            homeId,
            grantee,
            reason: oneOf('Why the grant ended', [
              'RESIDENT_REQUEST',
              'DELIVERY_CANCELLED',
              'RESIDENT_MOVED_OUT',
              'SUSPECTED_MISUSE',
            ]),
            note: {
              ...text(
                'What staff wrote about it',
                500,
                'Asked for by phone, identity checked',
              ),
              ...personal,
            },
            revokedAt: moment('When the grant ended'),
          },
        ),
      ],
    },
    {
      detailType: 'Access code created',
      description:
        'A one-time code was made for a grant. The digits are not in the event: the lock fetches them over its own channel.',
      data: [
        object(
          'The code',
          ['codeId', 'grantId', 'doorId', 'digits', 'createdAt'],
          codeV1,
        ),
        // Locks kept codes for ever when none told them not to, hence required.
        object(
          'The code',
          ['codeId', 'grantId', 'doorId', 'digits', 'createdAt', 'expiresAt'],
          {
            ...codeV1,
            expiresAt: moment(
              'When the lock must forget the code',
              '2026-11-23T16:00:00Z',
            ),
          },
        ),
      ],
    },
    {
      detailType: 'Access denied',
      description:
        'Somebody tried to open a door and was not let in. Three within a minute is worth a look.',
      data: [
        object('The attempt', ['doorId', 'homeId', 'reason', 'attemptedAt'], {
          doorId,
          homeId,
          courierId,
          reason: oneOf('Why the door stayed shut', [
            'UNKNOWN_CODE',
            'EXPIRED',
            'NOT_YET_VALID',
            'ENTRIES_USED_UP',
            'REVOKED',
          ]),
          attempts: {
            type: 'integer',
            minimum: 1,
            example: 2,
            description: 'Attempts at this door within the last minute',
          },
          attemptedAt: moment('When it was tried'),
        }),
      ],
    },
  ],
);
