import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { EventFilterField } from './EventFilterField';
import { validateFilter } from './validation';

/** The field as both frontend systems take it. */
export const eventFilterField = {
  name: 'EventFilterField',
  component: EventFilterField,
  validation: validateFilter,
  schema: makeFieldSchema({
    output: z =>
      z
        .string()
        .describe('Event pattern as JSON text; empty means every event'),
  }),
};
