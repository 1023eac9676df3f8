import { bindings, InvalidContractError, JsonSchema } from '../index';

const orderPlaced = {
  source: 'com.example.orders',
  detailType: 'Order Placed',
  detailSchema: {
    type: 'object',
    required: ['orderId'],
    properties: {
      orderId: { type: 'string', description: 'Ours, not the shop’s.' },
      customer: { type: 'string', 'x-busline-personal-data': true },
    },
  } satisfies JsonSchema,
};

describe('what is made', () => {
  it.each([
    ['typescript', 'OrderPlacedEvent.ts'],
    ['python', 'order_placed_event.py'],
    ['java', 'schema/com_example_orders/orderplaced/OrderPlaced.java'],
    ['go', 'orderplaced/bindings.go'],
  ] as const)('in %s', (language, path) => {
    const files = bindings(orderPlaced, language);
    const content = files.find(file => file.path === path)?.content;
    expect(content).toContain('Ours, not the shop’s.');
    expect(content).toContain('Personal data.');
    expect(bindings(orderPlaced, language)).toEqual(files);
  });
});

it('names every problem of a schema', () => {
  expect(() =>
    bindings(
      {
        ...orderPlaced,
        source: '',
        detailSchema: {
          properties: { a: { type: 'text' }, b: { $ref: '#/definitions/B' } },
        },
      },
      'go',
      { packageName: 'Orders' },
    ),
  ).toThrow(
    expect.objectContaining({
      name: InvalidContractError.name,
      problems: [
        expect.objectContaining({ path: 'properties.a.type' }),
        expect.objectContaining({ path: 'properties.b.$ref' }),
        expect.objectContaining({ path: 'source' }),
        expect.objectContaining({ path: 'packageName' }),
      ],
    }),
  );
});
