import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { EventContractField } from './EventContractField';
import { validateContract } from './validation';

/** The field as both frontend systems take it. */
export const eventContractField = {
  name: 'EventContractField',
  component: EventContractField,
  validation: validateContract,
  schema: makeFieldSchema({
    output: z =>
      z
        .string()
        .describe('JSON Schema of detail, an example detail or example event'),
  }),
};
