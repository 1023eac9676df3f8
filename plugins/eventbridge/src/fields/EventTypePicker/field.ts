import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { EventTypePicker } from './EventTypePicker';
import { validateEventType } from './validation';

/** The field as both frontend systems take it. */
export const eventTypePicker = {
  name: 'EventTypePicker',
  component: EventTypePicker,
  validation: validateEventType,
  schema: makeFieldSchema({
    output: z => z.string().describe('Event type id, source@detail-type'),
  }),
};
