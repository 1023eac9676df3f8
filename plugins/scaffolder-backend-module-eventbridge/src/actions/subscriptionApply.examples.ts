import { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the scaffolder's list of installed actions. */
export const subscriptionApplyExamples: TemplateExample[] = [
  {
    description: 'Subscribe to every event of a type',
    example: `steps:
  - id: subscribe
    action: eventbridge:subscription:apply
    name: Bring "Order placed" to the shipping service
    input:
      component: component:default/shipping-service
      eventType: orders@Order placed
`,
  },
  {
    description: 'Subscribe to some events of a type, in a queue with a name',
    example: `steps:
  - id: subscribe
    action: eventbridge:subscription:apply
    name: Bring large orders to the shipping service
    input:
      component: component:default/shipping-service
      source: orders
      detailType: Order placed
      filter:
        detail:
          total: [{ numeric: ['>', 100] }]
      queueName: large-orders
`,
  },
];
