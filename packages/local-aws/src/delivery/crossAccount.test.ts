import {
  CreateEventBusCommand,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../server';
import {
  actAs,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  makeRole,
  nextMessage,
  OUTSIDER,
  policy,
  PRODUCER,
  rootOf,
  settled,
  TestQueue,
} from '../__testUtils__/clients';

const busArn = (account: string, name: string) =>
  `arn:aws:events:eu-west-1:${account}:event-bus/${name}`;
const HUB_BUS = busArn(HUB, 'hub');
const CONSUMER_BUS = busArn(CONSUMER, 'in');

const EVENTBRIDGE = { Service: 'events.amazonaws.com' };
const mayPut = (Resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Action: 'events:PutEvents',
  Resource,
  ...more,
});

async function makeBus(
  aws: LocalAws,
  account: string,
  name: string,
  ...statements: object[]
) {
  const { events } = rootOf(aws, account);
  await events.send(new CreateEventBusCommand({ Name: name }));
  if (statements.length > 0) {
    await events.send(
      new PutPermissionCommand({
        EventBusName: name,
        Policy: policy(...statements),
      }),
    );
  }
}

async function makeRule(
  aws: LocalAws,
  account: string,
  bus: string,
  name: string,
  target: Omit<Target, 'Id'>,
) {
  const { events } = rootOf(aws, account);
  await events.send(
    new PutRuleCommand({
      Name: name,
      EventBusName: bus,
      EventPattern: JSON.stringify({ source: ['orders'] }),
    }),
  );
  await events.send(
    new PutTargetsCommand({
      Rule: name,
      EventBusName: bus,
      Targets: [{ Id: '1', ...target }],
    }),
  );
}

const order = (EventBusName: string, more: object = {}) => ({
  EventBusName,
  Source: 'orders',
  DetailType: 'OrderPlaced',
  Detail: '{"id":7}',
  ...more,
});

describe('events across accounts', () => {
  let aws: LocalAws;
  let received: TestQueue;
  let undelivered: TestQueue;

  beforeEach(async () => {
    aws = await startLocalAws({
      organizationId: 'o-1234567890',
      accountsInOrganization: [HUB, PRODUCER, CONSUMER],
    });
    received = await makeQueue(aws, CONSUMER, 'received');
    undelivered = await makeQueue(aws, HUB, 'undelivered');
  });
  afterEach(() => aws.stop());

  describe('PutEvents to another account’s bus', () => {
    const identity = mayPut(HUB_BUS);
    const toProducer = {
      ...mayPut(HUB_BUS),
      Principal: { AWS: `arn:aws:iam::${PRODUCER}:root` },
    };
    const toOrganisation = {
      ...mayPut(HUB_BUS),
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
    };
    const toSource = {
      ...toProducer,
      Condition: { StringEquals: { 'events:source': 'orders' } },
    };
    const toDetailType = {
      ...toProducer,
      Condition: { StringEquals: { 'events:detail-type': 'OrderPlaced' } },
    };
    const denyTests = {
      ...toProducer,
      Effect: 'Deny',
      Condition: { StringLike: { 'events:source': '*.test' } },
    };
    const noIdentity =
      'because no identity-based policy allows the events:PutEvents action';
    const noResource =
      'because no resource-based policy allows the events:PutEvents action';

    it.each([
      ['identity and bus policy', [identity], [toProducer], {}, 'accepted'],
      ['no identity policy', [], [toProducer], {}, noIdentity],
      ['no bus policy', [identity], [], {}, noResource],
      [
        'a bus policy for another account',
        [identity],
        [{ ...toProducer, Principal: { AWS: CONSUMER } }],
        {},
        noResource,
      ],
      [
        'an identity policy for another bus',
        [mayPut(busArn(HUB, 'other'))],
        [toProducer],
        {},
        noIdentity,
      ],
      [
        'an explicit deny in the identity policy',
        [identity, { ...identity, Effect: 'Deny' }],
        [toProducer],
        {},
        'with an explicit deny in an identity-based policy',
      ],
      ['the organisation', [identity], [toOrganisation], {}, 'accepted'],
      [
        'the source the policy asks for',
        [identity],
        [toSource],
        {},
        'accepted',
      ],
      [
        'another source',
        [identity],
        [toSource],
        { Source: 'payments' },
        'NotAuthorizedForSourceException',
      ],
      [
        'a denied source',
        [identity],
        [toProducer, denyTests],
        { Source: 'orders.test' },
        'NotAuthorizedForSourceException',
      ],
      [
        'another detail type',
        [identity],
        [toDetailType],
        { DetailType: 'OrderLost' },
        'NotAuthorizedForDetailTypeException',
      ],
      [
        'another source, by the identity policy',
        [
          mayPut(
            HUB_BUS,
            toSource.Condition && { Condition: toSource.Condition },
          ),
        ],
        [toProducer],
        { Source: 'payments' },
        'NotAuthorizedForSourceException',
      ],
    ])('with %s', async (_, may, bus, entry, expected) => {
      await makeBus(aws, HUB, 'hub', ...bus);
      const producer = await actAs(aws, PRODUCER, 'service', may);
      const call = producer.events.send(
        new PutEventsCommand({ Entries: [order(HUB_BUS, entry)] }),
      );
      const outcome = await call.then(
        ({ Entries }) => Entries?.[0].ErrorCode ?? 'accepted',
        (error: Error) => `${error.name}: ${error.message}`,
      );
      const isWholeCall = expected.includes(' ');
      expect(outcome).toBe(
        isWholeCall
          ? `AccessDeniedException: User: arn:aws:sts::${PRODUCER}:assumed-role/service/test is not authorized to perform: events:PutEvents on resource: ${HUB_BUS} ${expected}`
          : expected,
      );
    });

    it('from outside the organisation is refused', async () => {
      await makeBus(aws, HUB, 'hub', toOrganisation);
      const error = await errorOf(
        rootOf(aws, OUTSIDER).events.send(
          new PutEventsCommand({ Entries: [order(HUB_BUS)] }),
        ),
      );
      expect(error.message).toContain(noResource);
    });

    it('fails only the entries whose source is refused', async () => {
      await makeBus(aws, HUB, 'hub', toSource);
      const { Entries, FailedEntryCount } = await rootOf(
        aws,
        PRODUCER,
      ).events.send(
        new PutEventsCommand({
          Entries: [order(HUB_BUS), order(HUB_BUS, { Source: 'payments' })],
        }),
      );
      expect(FailedEntryCount).toBe(1);
      expect(Entries).toMatchObject([
        { EventId: expect.any(String) },
        {
          ErrorCode: 'NotAuthorizedForSourceException',
          ErrorMessage: 'Not authorized for the source.',
        },
      ]);
    });
  });

  describe('a rule that forwards to another account’s bus', () => {
    const fromHub = {
      ...mayPut(CONSUMER_BUS),
      Principal: { AWS: `arn:aws:iam::${HUB}:root` },
    };
    const good = {
      trusts: EVENTBRIDGE as object,
      may: [mayPut(CONSUMER_BUS)] as object[],
      bus: [fromHub] as object[],
    };

    it.each([
      ['delivers with role and bus policy', good, undefined],
      [
        'delivers to the role by name',
        {
          ...good,
          bus: [
            {
              ...fromHub,
              Principal: { AWS: `arn:aws:iam::${HUB}:role/forward` },
            },
          ],
        },
        undefined,
      ],
      [
        'delivers to the organisation',
        {
          ...good,
          bus: [
            {
              ...fromHub,
              Principal: '*',
              Condition: {
                StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' },
              },
            },
          ],
        },
        undefined,
      ],
      [
        'delivers from the rule that the policy names',
        {
          ...good,
          bus: [
            {
              ...fromHub,
              Condition: {
                ArnLike: {
                  'aws:SourceArn': `arn:aws:events:*:${HUB}:rule/hub/*`,
                },
              },
            },
          ],
        },
        undefined,
      ],
      [
        'needs the role to trust EventBridge',
        { ...good, trusts: { Service: 'lambda.amazonaws.com' } },
        'FAILED_TO_ASSUME_ROLE',
      ],
      ['needs the role’s policy', { ...good, may: [] }, 'NO_PERMISSIONS'],
      ['needs the bus’s policy', { ...good, bus: [] }, 'NO_PERMISSIONS'],
      [
        'heeds a source condition',
        {
          ...good,
          bus: [
            {
              ...fromHub,
              Condition: { StringEquals: { 'events:source': 'payments' } },
            },
          ],
        },
        'NO_PERMISSIONS',
      ],
      [
        'heeds an explicit deny',
        { ...good, bus: [fromHub, { ...fromHub, Effect: 'Deny' }] },
        'NO_PERMISSIONS',
      ],
    ])('%s', async (_, { trusts, may, bus }, failure) => {
      await makeBus(aws, HUB, 'hub');
      await makeBus(aws, CONSUMER, 'in', ...bus);
      await makeRule(aws, CONSUMER, 'in', 'keep', { Arn: received.arn });
      const RoleArn = await makeRole(aws, HUB, 'forward', { trusts, may });
      await makeRule(aws, HUB, 'hub', 'to-consumer', {
        Arn: CONSUMER_BUS,
        RoleArn,
        DeadLetterConfig: { Arn: undelivered.arn },
      });
      await rootOf(aws, HUB).events.send(
        new PutEventsCommand({ Entries: [order('hub')] }),
      );
      await settled(aws);
      const arrived = await nextMessage(received, 0);
      const dead = await nextMessage(undelivered, 0);
      expect(
        dead?.MessageAttributes?.ERROR_CODE.StringValue ?? 'delivered',
      ).toBe(failure ?? 'delivered');
      expect(Boolean(arrived)).toBe(failure === undefined);
    });

    it('is refused without a role', async () => {
      await makeBus(aws, HUB, 'hub');
      const rule = { Name: 'r', EventBusName: 'hub' };
      const { events } = rootOf(aws, HUB);
      await events.send(
        new PutRuleCommand({ ...rule, EventPattern: '{"source":["orders"]}' }),
      );
      const error = await errorOf(
        events.send(
          new PutTargetsCommand({
            Rule: 'r',
            EventBusName: 'hub',
            Targets: [{ Id: '1', Arn: CONSUMER_BUS }],
          }),
        ),
      );
      expect(error).toMatchObject({
        name: 'ValidationException',
        message: `RoleArn is required for target ${CONSUMER_BUS}.`,
      });
    });

    it('leaves the event and its story in the dead-letter queue', async () => {
      await makeBus(aws, HUB, 'hub');
      await makeBus(aws, CONSUMER, 'in');
      const RoleArn = await makeRole(aws, HUB, 'forward', good);
      await makeRule(aws, HUB, 'hub', 'to-consumer', {
        Arn: CONSUMER_BUS,
        RoleArn,
        DeadLetterConfig: { Arn: undelivered.arn },
      });
      const { Entries } = await rootOf(aws, HUB).events.send(
        new PutEventsCommand({ Entries: [order('hub')] }),
      );
      const dead = await nextMessage(undelivered);
      expect(JSON.parse(dead?.Body ?? '')).toMatchObject({
        id: Entries?.[0].EventId,
        source: 'orders',
      });
      expect(dead?.MessageAttributes).toMatchObject({
        RULE_ARN: {
          StringValue: `arn:aws:events:eu-west-1:${HUB}:rule/hub/to-consumer`,
        },
        TARGET_ARN: { StringValue: CONSUMER_BUS },
        ERROR_CODE: { StringValue: 'NO_PERMISSIONS' },
        ERROR_MESSAGE: {
          StringValue: `User: arn:aws:sts::${HUB}:assumed-role/forward/to-consumer is not authorized to perform: events:PutEvents on resource: ${CONSUMER_BUS} because no resource-based policy allows the events:PutEvents action`,
        },
      });
    });

    it('gives the event a new id and keeps the account that sent it', async () => {
      await makeBus(aws, HUB, 'hub', {
        ...mayPut(HUB_BUS),
        Principal: { AWS: PRODUCER },
      });
      await makeBus(aws, CONSUMER, 'in', fromHub);
      await makeRule(aws, CONSUMER, 'in', 'keep', { Arn: received.arn });
      const RoleArn = await makeRole(aws, HUB, 'forward', good);
      await makeRule(aws, HUB, 'hub', 'f', { Arn: CONSUMER_BUS, RoleArn });
      const { Entries } = await rootOf(aws, PRODUCER).events.send(
        new PutEventsCommand({ Entries: [order(HUB_BUS)] }),
      );
      const message = await nextMessage(received);
      const event = JSON.parse(message?.Body ?? '');
      expect(event).toMatchObject({
        account: PRODUCER,
        region: 'eu-west-1',
        source: 'orders',
        'detail-type': 'OrderPlaced',
        detail: { id: 7 },
      });
      expect(event.id).not.toBe(Entries?.[0].EventId);
    });

    it('does not send on what another account’s rule sent here', async () => {
      await makeBus(aws, HUB, 'hub', {
        ...mayPut(HUB_BUS),
        Principal: { AWS: PRODUCER },
      });
      await makeBus(aws, CONSUMER, 'in', fromHub);
      await makeRule(aws, CONSUMER, 'in', 'keep', { Arn: received.arn });
      const hubRole = await makeRole(aws, HUB, 'forward', good);
      await makeRule(aws, HUB, 'hub', 'on', {
        Arn: CONSUMER_BUS,
        RoleArn: hubRole,
        DeadLetterConfig: { Arn: undelivered.arn },
      });
      const producerRole = await makeRole(aws, PRODUCER, 'forward', {
        trusts: EVENTBRIDGE,
        may: [mayPut(HUB_BUS)],
      });
      await makeRule(aws, PRODUCER, 'default', 'to-hub', {
        Arn: HUB_BUS,
        RoleArn: producerRole,
      });
      await rootOf(aws, PRODUCER).events.send(
        new PutEventsCommand({ Entries: [order('default')] }),
      );
      const dead = await nextMessage(undelivered);
      expect(dead?.MessageAttributes?.ERROR_CODE.StringValue).toBe(
        'THIRD_ACCOUNT_HOP_DETECTED',
      );
      expect(await nextMessage(received, 0)).toBeUndefined();
    });
  });

  it('do not go round for ever between two buses', async () => {
    await makeBus(aws, HUB, 'one');
    await makeBus(aws, HUB, 'two');
    const RoleArn = await makeRole(aws, HUB, 'round', {
      trusts: EVENTBRIDGE,
      may: [mayPut('*')],
    });
    await makeRule(aws, HUB, 'one', 'r', {
      Arn: busArn(HUB, 'two'),
      RoleArn,
      DeadLetterConfig: { Arn: undelivered.arn },
    });
    await makeRule(aws, HUB, 'two', 'r', {
      Arn: busArn(HUB, 'one'),
      RoleArn,
      DeadLetterConfig: { Arn: undelivered.arn },
    });
    await rootOf(aws, HUB).events.send(
      new PutEventsCommand({ Entries: [order('one')] }),
    );
    const dead = await nextMessage(undelivered);
    expect(dead?.MessageAttributes?.ERROR_MESSAGE.StringValue).toContain(
      'send it round',
    );
  });
});
