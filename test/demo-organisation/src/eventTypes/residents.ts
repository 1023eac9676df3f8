import { eventTypesOf } from './eventType';
import {
  address,
  homeId,
  object,
  oneOf,
  personal,
  region,
  residentId,
  text,
} from './fields';

const day = (description: string) => ({
  type: 'string',
  format: 'date',
  example: '2026-12-01',
  description,
});

export const residentEventTypes = eventTypesOf(
  {
    source: 'com.larkgate.residents',
    domain: 'customer',
    service: 'resident-service',
    team: 'residents',
    account: 'access',
  },
  [
    {
      detailType: 'Resident moved in',
      description: 'A person lives in a home from the given day on.',
      data: [
        object(
          'The resident and the home',
          ['residentId', 'homeId', 'movedInOn', 'name', 'address', 'region'],
          {
            residentId,
            homeId,
            movedInOn: day('First day in the home'),
            name: { ...text('Full name', 120, 'Noor de Vries'), ...personal },
            address,
            contacts: {
              type: 'array',
              items: object(
                'One way to reach the resident',
                ['channel', 'address'],
                {
                  channel: oneOf('The channel', ['EMAIL', 'SMS', 'PUSH']),
                  address: {
                    ...text(
                      'Address or number on that channel',
                      120,
                      'noor.devries@mail.example',
                    ),
                    ...personal,
                  },
                  preferred: {
                    type: 'boolean',
                    description: 'Whether to try this one first',
                  },
                },
              ),
              description: 'How to reach the resident',
            },
            language: {
              type: 'string',
              pattern: '^[a-z]{2}(-[A-Z]{2})?$',
              example: 'nl-NL',
              description: 'The language the resident reads, such as en-GB',
            },
            region,
          },
        ),
      ],
    },
    {
      detailType: 'Resident moved out',
      description:
        'A person no longer lives in a home. All grants the person made end with that day.',
      data: [
        object(
          'The resident and the home',
          ['residentId', 'homeId', 'movedOutOn'],
          {
            residentId,
            homeId,
            movedOutOn: day('Last day in the home'),
            lastInHome: {
              type: 'boolean',
              description: 'Whether nobody is left in the home',
            },
          },
        ),
      ],
    },
  ],
);
