import * as fc from 'fast-check';
import { SERVICES } from '../services';
import { LocalAws, startLocalAws } from '../server';
import { Shape } from '../wire/shape';
import { ServiceModel, SERVICE_MODELS } from '../wire/model';
import { ownAddress } from '../__testUtils__/admin';
import { HUB, policy } from '../__testUtils__/clients';

/** So deep that every structure of the models is reached. */
const MAX_DEPTH = 6;

const arnOf = (service: string, resource: string) =>
  `arn:aws:${service}:eu-west-1:${HUB}:${resource}`;

/** What is there, what is not, and what is not even a name. */
const text = fc.oneof(
  fc.constantFrom('a', 'a', 'a', 'b', 'default', 'a.fifo', 'constructor'),
  fc.constantFrom(
    arnOf('events', 'event-bus/a'),
    arnOf('events', 'rule/a/a'),
    arnOf('sqs', 'a'),
    arnOf('sns', 'a'),
    arnOf('lambda', 'function:a'),
    arnOf('logs', 'log-group:a'),
    arnOf('schemas', 'registry/a'),
    `arn:aws:iam::${HUB}:role/a`,
    'arn:',
  ),
  fc.constantFrom(
    policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }),
    '{"source":["a"],"detail":{"__proto__":[{"prefix":"x"}]}}',
    '{"type":"object","properties":{"a":{"$ref":"#"}}}',
    'rate(1 minute)',
    'cron(0 12 L * ? *)',
    '{"a":<a>}',
    '{ $.a = 1 }',
    'SUM(METRICS())',
    '{',
  ),
  fc.string({ unit: 'binary' }),
  fc.json({ maxDepth: 2 }),
);
const number = fc.oneof(
  fc.constantFrom(0, 1, 10, 60, 300),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any value that can be sent for a shape. */
function anyOf(shape: Shape, depth = 0): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'string':
      return text;
    case 'number':
      return number;
    case 'boolean':
      return fc.boolean();
    case 'blob':
    case 'stream':
      return fc.base64String();
    case 'document':
      return fc.jsonValue({ maxDepth: 2 });
    case 'timestamp':
      return fc.integer({ min: -1e9, max: 4e9 });
    case 'list':
      return depth > MAX_DEPTH
        ? fc.constant([])
        : fc.array(anyOf(shape.member.shape, depth + 1), { maxLength: 3 });
    case 'map':
      return depth > MAX_DEPTH
        ? fc.constant({})
        : fc.dictionary(text, anyOf(shape.value.shape, depth + 1), {
            maxKeys: 2,
          });
    default:
      return fc.record(
        Object.fromEntries(
          shape.members.map(member => [
            member.name,
            depth > MAX_DEPTH
              ? fc.constant(undefined)
              : fc.option(anyOf(member.shape, depth + 1), {
                  nil: undefined,
                  // Most inputs with all of their members are refused at once.
                  freq: member.isRequired ? 30 : 1,
                }),
          ]),
        ),
      );
  }
}

/** Errors of JavaScript; AWS has others that end so, such as ValidationError. */
const OUR_FAILURES =
  /failed: ((Type|Range|Syntax|Reference|URI)?Error|InternalFailure):/;

/** Something for calls to find. */
const GIVEN = [
  ['events', 'CreateEventBus', { Name: 'a' }],
  [
    'events',
    'PutRule',
    { Name: 'a', EventBusName: 'a', EventPattern: '{"source":["a"]}' },
  ],
  ['sqs', 'CreateQueue', { QueueName: 'a' }],
  ['sns', 'CreateTopic', { Name: 'a' }],
  ['schemas', 'CreateRegistry', { RegistryName: 'a' }],
  ['logs', 'CreateLogGroup', { logGroupName: 'a' }],
  ['iam', 'CreateUser', { UserName: 'a' }],
].map(([service, operation, input]) => ({
  account: HUB,
  service,
  operation,
  input,
}));

describe.each(Object.entries(SERVICES))(
  'any input of %s',
  (service, operations) => {
    let aws: LocalAws;
    let model: ServiceModel;
    const failures: string[] = [];
    beforeAll(async () => {
      aws = await startLocalAws({
        cloudTrail: true,
        logger: {
          info: () => {},
          warn: () => {},
          error: (message, meta) =>
            failures.push(`${message} ${JSON.stringify(meta)}`),
        },
      });
      const models: ReadonlyMap<string, ServiceModel> = SERVICE_MODELS;
      model = models.get(service) ?? fail(`No model of ${service}`);
    });
    afterAll(() => aws.stop());

    it.each([...operations.keys()])(
      'of %s is answered or refused, and never a failure of ours',
      async operation => {
        const { input } = model.operation(operation) ?? {};
        await fc.assert(
          fc.asyncProperty(
            input ? anyOf(input) : fc.constant({}),
            async given => {
              await ownAddress(aws, 'POST', 'reset');
              await ownAddress(aws, 'POST', 'seed', GIVEN);
              const wanted = { ...Object(given), WaitTimeSeconds: undefined };
              const { status, body } = await ownAddress(aws, 'POST', 'seed', [
                { account: HUB, service, operation, input: wanted },
              ]);
              expect([200, 400]).toContain(status);
              expect(body.message ?? '').not.toMatch(OUR_FAILURES);
              expect(failures).toEqual([]);
            },
          ),
          { numRuns: 15 },
        );
      },
    );
  },
);

function fail(message: string): never {
  throw new Error(message);
}
