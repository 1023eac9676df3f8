import { TemplateExample } from '@backstage/plugin-scaffolder-node';

/** Shown on the scaffolder's list of installed actions. */
export const publicationApplyExamples: TemplateExample[] = [
  {
    description: 'Publish an event whose contract is an example',
    example: `steps:
  - id: publish
    action: eventbridge:publication:apply
    name: Let the order service publish "Order placed"
    input:
      component: component:default/order-service
      source: orders
      detailType: Order placed
      contract: |
        { "orderId": "o-1043", "total": 42.5 }
`,
  },
  {
    description: 'Publish an event with a JSON Schema and a description',
    example: `steps:
  - id: publish
    action: eventbridge:publication:apply
    name: Let the order service publish "Order placed"
    input:
      component: component:default/order-service
      source: orders
      detailType: Order placed
      description: A customer has placed an order.
      contract: |
        {
          "type": "object",
          "required": ["orderId"],
          "properties": { "orderId": { "type": "string" } }
        }
`,
  },
];
