import { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the scaffolder's list of installed actions. */
export const subscriptionVerifyExamples: TemplateExample[] = [
  {
    description: 'Check that a subscription delivers',
    example: `steps:
  - id: verify
    action: eventbridge:subscription:verify
    name: Send a test event
    input:
      component: component:default/shipping-service
      eventType: orders@Order placed
      timeoutSeconds: 30
`,
  },
];
