import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { EventServicePicker } from './EventServicePicker';
import { validateService } from './validation';

/** The field as both frontend systems take it. */
export const eventServicePicker = {
  name: 'EventServicePicker',
  component: EventServicePicker,
  validation: validateService,
  schema: makeFieldSchema({
    output: z => z.string().describe('Entity ref of the chosen component'),
    uiOptions: z =>
      z.object({
        role: z
          .enum(['producer', 'consumer'])
          .optional()
          .describe('What the service will be; only words depend on it'),
      }),
  }),
};
