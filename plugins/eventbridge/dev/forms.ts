import { TemplateParameterSchema } from '@backstage/plugin-scaffolder-react';

/** The form of the template “Publish an event”, in short. */
export const publishForm: TemplateParameterSchema = {
  title: 'Publish an event',
  steps: [
    {
      title: 'The event',
      schema: {
        type: 'object',
        required: ['component', 'contract'],
        properties: {
          component: {
            title: 'Which service publishes it?',
            type: 'string',
            'ui:field': 'EventServicePicker',
            'ui:options': { role: 'producer' },
          },
          source: { title: 'Source', type: 'string' },
          detailType: { title: 'Event name', type: 'string' },
          contract: {
            title: 'Contract',
            description:
              "A JSON Schema of the event's detail, or just an example of it.",
            type: 'string',
            'ui:field': 'EventContractField',
          },
        },
      },
    },
    {
      title: 'What will be set up',
      schema: {
        type: 'object',
        properties: {
          plan: {
            title: 'What will be set up',
            type: 'string',
            'ui:field': 'OnboardingPlanPreview',
            'ui:options': { kind: 'publication' },
          },
        },
      },
    },
  ],
};

/** The form of the template “Subscribe to an event”, in short. */
export const subscribeForm: TemplateParameterSchema = {
  title: 'Subscribe to an event',
  steps: [
    {
      title: 'The subscription',
      schema: {
        type: 'object',
        required: ['component', 'eventType'],
        properties: {
          component: {
            title: 'Which service receives it?',
            type: 'string',
            'ui:field': 'EventServicePicker',
            'ui:options': { role: 'consumer' },
          },
          eventType: {
            title: 'Which event?',
            description: 'Search by event, service, team or field.',
            type: 'string',
            'ui:field': 'EventTypePicker',
          },
          filter: {
            title: 'Which part of it?',
            description: 'Leave it empty to receive every event.',
            type: 'string',
            'ui:field': 'EventFilterField',
          },
        },
      },
    },
    {
      title: 'What will be set up',
      schema: {
        type: 'object',
        properties: {
          plan: {
            title: 'What will be set up',
            type: 'string',
            'ui:field': 'OnboardingPlanPreview',
            'ui:options': { kind: 'subscription' },
          },
        },
      },
    },
  ],
};
