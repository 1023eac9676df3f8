import {
  BindingLanguage,
  bindings,
  InvalidContractError,
  JsonSchema,
} from '../index';

const LANGUAGES: BindingLanguage[] = ['typescript', 'python', 'java', 'go'];

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
  it.each(LANGUAGES)(
    'takes a property whose name is half a surrogate pair in %s',
    language => {
      const detailSchema = {
        type: 'object',
        properties: { '\ud800': { type: 'string' } },
      };
      const made = bindings({ ...orderPlaced, detailSchema }, language);
      expect(made.length).toBeGreaterThan(0);
    },
  );

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

describe('the names of packages', () => {
  it.each([
    ['typescript', 'events/order.placed', 'events/order.placed.ts'],
    ['python', 'events.order_placed', 'events/order_placed.py'],
    ['java', 'com.example.orders', 'com/example/orders/OrderPlacedEvent.java'],
    ['go', 'orders', 'orders/bindings.go'],
  ] as const)('in %s may be %s', (language, packageName, path) => {
    const paths = bindings(orderPlaced, language, { packageName }).map(
      file => file.path,
    );
    expect(paths).toContain(path);
  });

  it.each([
    ['typescript', '../orders'],
    ['typescript', '/orders'],
    ['typescript', ''],
    ['python', 'orders.class'],
    ['python', 'order-placed'],
    ['java', 'schema.1orders'],
    ['java', 'com.example.package'],
    ['java', 'com..example'],
    ['go', 'example.com/orders'],
    ['go', 'func'],
    ['go', 'main'],
  ] as const)('in %s cannot be "%s"', (language, packageName) => {
    expect(() => bindings(orderPlaced, language, { packageName })).toThrow(
      expect.objectContaining({
        problems: expect.arrayContaining([
          expect.objectContaining({
            path: 'packageName',
            code: 'bad-package-name',
            severity: 'error',
          }),
        ]),
      }),
    );
  });

  it.each([
    ['123', '42', 'schema.event_123.event_42', 'event_42'],
    ['com.example', '日本', 'schema.com_example.event', 'event'],
    ['new', 'package', 'schema.event_new.event_package', 'event_package'],
  ])('of %s and %s are made', (source, detailType, java, go) => {
    const eventType = { ...orderPlaced, source, detailType };
    expect(bindings(eventType, 'java')[0]?.content).toContain(
      `package ${java};`,
    );
    expect(bindings(eventType, 'go')[0]?.content).toContain(`package ${go}\n`);
  });
});

it('refuses more properties than a Java record can have, in Java', () => {
  const names = Array.from({ length: 255 }, (_, index) => `p${index}`);
  const wide = {
    ...orderPlaced,
    detailSchema: {
      properties: Object.fromEntries(names.map(name => [name, {}])),
    },
  };
  expect(() => bindings(wide, 'java')).toThrow(
    expect.objectContaining({
      problems: [expect.objectContaining({ code: 'too-many-properties' })],
    }),
  );
  expect(bindings(wide, 'go')).toHaveLength(1);
});

describe('schemas without end', () => {
  const again = { $ref: '#/definitions/A' };
  it.each<[string, JsonSchema]>([
    ['a definition that is only itself', { A: again }],
    ['a choice of only itself', { A: { anyOf: [again, again] } }],
    [
      'a schema merged with itself at every level',
      {
        A: { properties: { b: { allOf: [again, { properties: { c: {} } }] } } },
      },
    ],
    [
      'definitions merged all round',
      Object.fromEntries(
        ['A', 'B', 'C', 'D'].map(name => [
          name,
          {
            type: 'object',
            properties: Object.fromEntries(
              ['A', 'B', 'C', 'D'].map(other => [
                other,
                { allOf: [again, { $ref: `#/definitions/${other}` }] },
              ]),
            ),
          },
        ]),
      ),
    ],
    [
      'choices that multiply',
      {
        A: {
          allOf: Array.from({ length: 12 }, (_, index) => ({
            anyOf: [
              { type: 'object', properties: { [`a${index}`]: {} } },
              { type: 'object', properties: { [`b${index}`]: again } },
            ],
          })),
        },
      },
    ],
  ])('are bound: %s', (_, definitions) => {
    const detailSchema = {
      type: 'object',
      properties: { a: again },
      definitions,
    };
    for (const language of LANGUAGES) {
      const [first] = bindings({ ...orderPlaced, detailSchema }, language);
      expect(first?.content).toContain('OrderPlacedEvent');
    }
  });
});

it('writes half a surrogate pair as JSON does', () => {
  const detailSchema = { properties: { a: { enum: ['\ud800', 'b'] } } };
  for (const language of ['typescript', 'python', 'java'] as const) {
    const text = bindings({ ...orderPlaced, detailSchema }, language)
      .map(({ content }) => content)
      .join('');
    expect(text).toContain('"\\ud800"');
  }
});
