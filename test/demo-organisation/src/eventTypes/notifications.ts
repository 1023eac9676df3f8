import { eventTypesOf } from './eventType';
import { moment, object, oneOf, personal, residentId, text } from './fields';

const channel = oneOf('The channel', ['EMAIL', 'SMS', 'PUSH']);

const notificationId = {
  type: 'string',
  format: 'uuid',
  example: 'e8d3b6a1-0f72-4c59-93be-5a4d7c1f8e06',
  description: 'The message',
};

export const notificationEventTypes = eventTypesOf(
  {
    source: 'com.larkgate.notifications',
    domain: 'customer',
    service: 'notification-service',
    team: 'notifications',
    account: 'notifications',
  },
  [
    {
      detailType: 'Notification sent',
      description: 'A message to a resident was handed to its channel.',
      data: [
        object(
          'The message',
          ['notificationId', 'residentId', 'channel', 'template', 'sentAt'],
          {
            notificationId,
            residentId,
            channel,
            template: text(
              'Name of the text that was used',
              60,
              'delivery-completed',
            ),
            recipient: {
              ...text(
                'Address or number it went to',
                120,
                'noor.devries@mail.example',
              ),
              ...personal,
            },
            causedBy: object(
              'The event that led to the message',
              ['source', 'detailType'],
              {
                source: text(
                  'Source of that event',
                  120,
                  'com.larkgate.delivery',
                ),
                detailType: text(
                  'Detail type of that event',
                  128,
                  'Delivery completed',
                ),
                id: { ...notificationId, description: 'Its `metadata.id`' },
              },
            ),
            sentAt: moment('When it was handed over'),
          },
        ),
      ],
    },
    {
      detailType: 'Notification failed',
      description:
        'A message could not be handed over on any channel the resident allows.',
      data: [
        object(
          'The message',
          ['notificationId', 'residentId', 'attempts', 'failedAt'],
          {
            notificationId,
            residentId,
            attempts: {
              type: 'array',
              minItems: 1,
              items: object('One attempt', ['channel', 'reason'], {
                channel,
                reason: oneOf('Why it failed', [
                  'ADDRESS_UNKNOWN',
                  'OPTED_OUT',
                  'PROVIDER_ERROR',
                ]),
              }),
              description: 'What was tried, in order',
            },
            failedAt: moment('When the last attempt failed'),
          },
        ),
      ],
    },
  ],
);
