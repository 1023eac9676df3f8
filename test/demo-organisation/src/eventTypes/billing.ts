import { eventTypesOf } from './eventType';
import { deliveryId, moment, money, object, oneOf, residentId } from './fields';

export const billingEventTypes = eventTypesOf(
  {
    source: 'com.larkgate.billing',
    domain: 'delivery',
    service: 'billing-service',
    team: 'billing',
    account: 'delivery',
  },
  [
    {
      detailType: 'Payment collected',
      description: 'A resident paid for one or several deliveries.',
      data: [
        object(
          'The payment',
          ['paymentId', 'residentId', 'total', 'items', 'collectedAt'],
          {
            paymentId: {
              type: 'string',
              format: 'uuid',
              example: '0d5b9c3e-7a26-4f81-b94d-e3c8a1720f65',
              description: 'The payment',
            },
            residentId,
            total: money,
            items: {
              type: 'array',
              minItems: 1,
              items: object('One delivery paid for', ['deliveryId', 'charge'], {
                deliveryId,
                charge: money,
              }),
              description: 'What was paid for',
            },
            method: oneOf('How it was paid', [
              'CARD',
              'DIRECT_DEBIT',
              'CREDIT',
            ]),
            collectedAt: moment('When the money arrived'),
          },
        ),
      ],
    },
  ],
);
