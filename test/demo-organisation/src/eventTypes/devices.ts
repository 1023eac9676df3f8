import { eventTypesOf } from './eventType';
import {
  deviceId,
  doorId,
  grantId,
  homeId,
  moment,
  object,
  oneOf,
  personal,
  region,
  text,
} from './fields';

const openedV1 = {
  doorId,
  deviceId,
  homeId,
  openedAt: moment('When the door was unlocked'),
  method: oneOf('How it was opened', ['CODE', 'APP', 'KEY', 'INSIDE_HANDLE']),
  grantId: {
    ...grantId,
    description: 'The grant that let the person in; left out for a key',
  },
};

export const deviceEventTypes = eventTypesOf(
  {
    source: 'com.larkgate.devices',
    domain: 'devices',
    service: 'device-gateway',
    team: 'devices',
    account: 'devices',
  },
  [
    {
      detailType: 'Door opened',
      description: 'A door was unlocked and opened, by whatever means.',
      data: [
        object(
          'The opening',
          ['doorId', 'deviceId', 'homeId', 'openedAt', 'method'],
          openedV1,
        ),
        object(
          'The opening',
          ['doorId', 'deviceId', 'homeId', 'openedAt', 'method'],
          {
            ...openedV1,
            actor: object('Who opened it, as far as known', ['kind'], {
              kind: {
                ...oneOf('What the person is to the home', [
                  'RESIDENT',
                  'COURIER',
                  'GUEST',
                  'STAFF',
                  'UNKNOWN',
                ]),
                example: 'COURIER',
              },
              id: {
                ...text(
                  'Identifier of the person, by kind',
                  40,
                  'cou_4f7k2m9x',
                ),
                ...personal,
              },
            }),
          },
        ),
      ],
    },
    {
      detailType: 'Door closed',
      description: 'A door fell shut. Says whether the lock took.',
      data: [
        object(
          'The closing',
          ['doorId', 'deviceId', 'homeId', 'closedAt', 'locked'],
          {
            doorId,
            deviceId,
            homeId,
            closedAt: moment('When the door fell shut'),
            locked: {
              type: 'boolean',
              description:
                'Whether the bolt is out; a shut door may be unlocked',
            },
            openSeconds: {
              type: 'number',
              minimum: 0,
              example: 41.5,
              description: 'How long the door stood open, in seconds',
            },
          },
        ),
      ],
    },
    {
      detailType: 'Lock battery low',
      description:
        'A lock has less than a third of its battery left. Sent once a day until it is changed.',
      data: [
        object(
          'The state of the battery',
          ['deviceId', 'doorId', 'homeId', 'batteryPercent', 'measuredAt'],
          {
            deviceId,
            doorId,
            homeId,
            batteryPercent: {
              type: 'number',
              minimum: 0,
              maximum: 100,
              example: 18,
              description: 'Charge left, in per cent',
            },
            expectedDaysLeft: {
              type: 'integer',
              minimum: 0,
              example: 12,
              description: 'Days until the lock stops, at its usual use',
            },
            measuredAt: moment('When it was measured'),
          },
        ),
      ],
    },
    {
      detailType: 'Device registered',
      description: 'A lock, door controller or camera was set up in a home.',
      data: [
        object(
          'The device',
          ['deviceId', 'homeId', 'kind', 'model', 'firmware'],
          {
            deviceId,
            homeId,
            doorId,
            kind: oneOf('What it is', [
              'LOCK',
              'GARAGE_CONTROLLER',
              'CAMERA',
              'GATE',
            ]),
            model: text('Name of the model', 60, 'Larkgate Bolt 2'),
            firmware: {
              type: 'string',
              pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$',
              example: '2.14.0',
              description: 'Version of its firmware',
            },
            network: object('How it is connected', ['kind'], {
              kind: oneOf('The network', [
                'WIFI',
                'ETHERNET',
                'CELLULAR',
                'ZIGBEE',
              ]),
              ipAddress: {
                type: 'string',
                format: 'ipv4',
                example: '192.168.1.23',
                description: 'Its address in the home network',
                ...personal,
              },
              signalDbm: {
                type: 'integer',
                minimum: -120,
                maximum: 0,
                example: -61,
                description: 'Signal strength in dBm',
              },
            }),
            region,
          },
        ),
      ],
    },
  ],
);

export const videoEventTypes = eventTypesOf(
  {
    source: 'com.larkgate.video',
    domain: 'devices',
    service: 'video-service',
    team: 'devices',
    account: 'devices',
  },
  [
    {
      detailType: 'Clip recorded',
      description:
        'A clip of a delivery is ready to be watched. The clip itself is not in the event.',
      data: [
        object(
          'The clip',
          ['clipId', 'homeId', 'startedAt', 'durationSeconds', 'keptUntil'],
          {
            clipId: {
              type: 'string',
              format: 'uuid',
              example: 'c4a7e1f2-58b3-4d90-a6e7-19f3d8b05c2a',
              description: 'The clip',
            },
            homeId,
            deviceId,
            startedAt: moment('When the recording began'),
            durationSeconds: {
              type: 'number',
              minimum: 0,
              maximum: 600,
              example: 92.4,
              description: 'Length in seconds',
            },
            keptUntil: moment(
              'When the clip is erased',
              '2026-12-23T14:32:07Z',
            ),
            people: {
              type: 'integer',
              minimum: 0,
              example: 1,
              description: 'How many people are seen',
              ...personal,
            },
          },
        ),
      ],
    },
  ],
);
