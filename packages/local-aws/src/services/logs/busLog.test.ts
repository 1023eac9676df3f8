import {
  CreateDeliveryCommand,
  CreateLogGroupCommand,
  DeleteDeliveryCommand,
  DeleteDeliveryDestinationCommand,
  DeleteDeliverySourceCommand,
  DescribeDeliveriesCommand,
  DescribeDeliveryDestinationsCommand,
  DescribeDeliverySourcesCommand,
  FilterLogEventsCommand,
  GetDeliveryCommand,
  GetDeliveryDestinationCommand,
  GetDeliverySourceCommand,
  PutDeliveryDestinationCommand,
  PutDeliverySourceCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateEventBusCommand,
  LogConfig,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
  UpdateEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  errorOf,
  HUB,
  makeQueue,
  policy,
  putForward,
  rootOf,
  settled,
} from '../../__testUtils__/clients';

const BUS = `arn:aws:events:eu-west-1:${HUB}:event-bus/hub`;
const RULE = `arn:aws:events:eu-west-1:${HUB}:rule/hub/all`;
const GROUP = '/aws/vendedlogs/events/event-bus/hub';
const GROUP_ARN = `arn:aws:logs:eu-west-1:${HUB}:log-group:${GROUP}`;
const LEVELS = ['ERROR', 'INFO', 'TRACE'];

interface LogRecord {
  message_type: string;
  log_level: string;
  details: Record<string, unknown>;
  [field: string]: unknown;
}

describe('logs of event buses', () => {
  let aws: LocalAws;
  let logs: Clients['logs'];
  let events: Clients['events'];

  beforeEach(async () => {
    aws = await startLocalAws();
    ({ logs, events } = rootOf(aws, HUB));
    await events.send(
      new CreateEventBusCommand({
        Name: 'hub',
        LogConfig: { Level: 'TRACE', IncludeDetail: 'FULL' },
      }),
    );
    await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  });
  afterEach(() => aws.stop());

  const putSource = (level: string, name = `hub-${level}`) =>
    logs.send(
      new PutDeliverySourceCommand({
        name,
        resourceArn: BUS,
        logType: `${level}_LOGS`,
      }),
    );
  const putDestination = async (name = 'group') => {
    const { deliveryDestination } = await logs.send(
      new PutDeliveryDestinationCommand({
        name,
        deliveryDestinationConfiguration: { destinationResourceArn: GROUP_ARN },
      }),
    );
    return deliveryDestination?.arn ?? '';
  };
  const connect = async (level: string) => {
    const deliveryDestinationArn = await putDestination();
    await putSource(level);
    const { delivery } = await logs.send(
      new CreateDeliveryCommand({
        deliverySourceName: `hub-${level}`,
        deliveryDestinationArn,
      }),
    );
    return delivery?.id ?? '';
  };
  const allowDelivery = (SourceArn = `arn:aws:logs:eu-west-1:${HUB}:*`) =>
    logs.send(
      new PutResourcePolicyCommand({
        policyName: 'delivery',
        policyDocument: policy({
          Effect: 'Allow',
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `${GROUP_ARN}:log-stream:*`,
          Condition: {
            StringEquals: { 'aws:SourceAccount': HUB },
            ArnLike: { 'aws:SourceArn': SourceArn },
          },
        }),
      }),
    );
  const connectAll = async () => {
    await allowDelivery();
    for (const level of LEVELS) {
      await connect(level);
    }
  };
  const configure = (config: LogConfig) =>
    events.send(new UpdateEventBusCommand({ Name: 'hub', LogConfig: config }));
  const aim = async (target: Omit<Target, 'Id'>) => {
    await events.send(
      new PutRuleCommand({
        Name: 'all',
        EventBusName: 'hub',
        EventPattern: '{"source":["orders"]}',
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'all',
        EventBusName: 'hub',
        Targets: [{ Id: 'one', ...target }],
      }),
    );
  };
  const put = async () => {
    const { Entries } = await events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: 'hub',
            Source: 'orders',
            DetailType: 'Paid',
            Detail: '{"id":7}',
          },
        ],
      }),
    );
    await settled(aws);
    return Entries?.[0].EventId;
  };
  const records = async (): Promise<LogRecord[]> => {
    const { events: found = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: GROUP }),
    );
    return found.map(({ message }) => JSON.parse(message ?? ''));
  };
  const steps = async () =>
    (await records()).map(({ message_type }) => message_type);

  it('tell every step of a delivery', async () => {
    await connectAll();
    const queue = await makeQueue(aws, HUB, 'orders');
    await aim({ Arn: queue.arn });

    const id = await put();

    const all = await records();
    expect(
      all.map(({ message_type, log_level }) => [message_type, log_level]),
    ).toEqual([
      ['EVENT_INGEST_SUCCESS', 'INFO'],
      ['RULE_MATCH_START', 'TRACE'],
      ['RULE_MATCH', 'INFO'],
      ['INVOCATION_START', 'INFO'],
      ['INVOCATION_ATTEMPT_START', 'TRACE'],
      ['INVOCATION_ATTEMPT_SUCCESS', 'TRACE'],
      ['INVOCATION_SUCCESS', 'INFO'],
    ]);
    const [ingest, , match] = all;
    expect(ingest).toEqual({
      resource_arn: BUS,
      message_timestamp_ms: expect.any(Number),
      event_bus_name: 'hub',
      request_id: expect.any(String),
      event_id: id,
      message_type: 'EVENT_INGEST_SUCCESS',
      log_level: 'INFO',
      details: {
        caller_account_id: HUB,
        source_time_ms: expect.any(Number),
        source: 'orders',
        detail_type: 'Paid',
        resources: [],
        event_detail: '{"id":7}',
      },
    });
    const success = all[6];
    expect(match.details).toEqual({
      rule_arn: RULE,
      target_arns: [queue.arn],
      invocation_ids: [success.invocation_id],
    });
    expect(success.details).toMatchObject({
      rule_arn: RULE,
      target_arn: queue.arn,
      target_input: expect.stringContaining(`"id":"${id}"`),
      total_attempts: 1,
      final_invocation_status: 'SUCCESS',
      ingestion_to_success_latency_ms: expect.any(Number),
    });
    expect(new Set(all.map(({ request_id }) => request_id)).size).toBe(1);
  });

  it('tell why a delivery failed', async () => {
    await connectAll();
    const dead = await makeQueue(aws, HUB, 'dead');
    const arn = `arn:aws:sqs:eu-west-1:${HUB}:nothing`;
    await aim({ Arn: arn, DeadLetterConfig: { Arn: dead.arn } });

    await put();

    const failed = (await records()).slice(5);
    expect(failed.map(({ message_type }) => message_type)).toEqual([
      'INVOCATION_ATTEMPT_PERMANENT_FAILURE',
      'INVOCATION_FAILURE',
      'INVOCATION_DLQ',
    ]);
    expect(failed[0]).toMatchObject({
      log_level: 'ERROR',
      details: {
        attempt_type: 'FIRST',
        attempt_count: 1,
        invocation_status: 'NO_RESOURCE',
      },
      error: { error_message: `No queue ${arn}`, aws_service: 'sqs' },
    });
    expect(failed[2]).not.toHaveProperty('error');
  });

  it('count the tries of a delivery that came through late', async () => {
    await connectAll();
    const queue = await makeQueue(aws, HUB, 'orders');
    await aim({ Arn: queue.arn });
    await fetch(`${aws.url}/_busline/faults`, {
      method: 'POST',
      body: JSON.stringify({
        service: 'sqs',
        operation: 'SendMessage',
        effect: 'error',
        count: 1,
      }),
    });

    await put();
    await putForward(aws, 60);

    const late = (await records()).slice(5);
    expect(
      late.map(({ message_type, details }) => [
        message_type,
        details.attempt_type,
        details.attempt_count ?? details.total_attempts,
      ]),
    ).toEqual([
      ['INVOCATION_ATTEMPT_RETRYABLE_FAILURE', 'FIRST', 1],
      ['INVOCATION_ATTEMPT_START', undefined, 2],
      ['INVOCATION_ATTEMPT_SUCCESS', 'RETRY', 2],
      ['INVOCATION_SUCCESS', undefined, 2],
    ]);
  });

  it('tell of events that nobody wants', async () => {
    await connectAll();

    await put();

    expect(await steps()).toEqual([
      'EVENT_INGEST_SUCCESS',
      'NO_STANDARD_RULES_MATCHED',
    ]);
  });

  it.each<[LogConfig['Level'], string[]]>([
    ['OFF', []],
    ['ERROR', ['ERROR']],
    ['INFO', ['ERROR', 'INFO']],
    ['TRACE', ['ERROR', 'INFO', 'TRACE']],
  ])('at level %s have %j', async (Level, expected) => {
    await connectAll();
    await configure({ Level });
    await aim({ Arn: `arn:aws:sqs:eu-west-1:${HUB}:nothing` });

    await put();

    const levels = (await records()).map(({ log_level }) => log_level);
    expect([...new Set(levels)].sort()).toEqual(expected);
  });

  it('leave details out unless they are asked for', async () => {
    await connectAll();
    await configure({ Level: 'TRACE', IncludeDetail: 'NONE' });
    const queue = await makeQueue(aws, HUB, 'orders');
    await aim({ Arn: queue.arn });

    await put();

    const details = (await records()).flatMap(record =>
      Object.keys(record.details),
    );
    expect(details).toContain('source');
    expect(details).not.toContain('event_detail');
    expect(details).not.toContain('target_input');
  });

  it('go only where a delivery of their level leads', async () => {
    await allowDelivery();
    await connect('INFO');
    await aim({ Arn: `arn:aws:sqs:eu-west-1:${HUB}:nothing` });

    await put();

    const levels = (await records()).map(({ log_level }) => log_level);
    expect(new Set(levels)).toEqual(new Set(['INFO']));
  });

  it.each([
    ['no policy', undefined],
    [
      'a policy for another source',
      `arn:aws:logs:eu-west-1:${HUB}:delivery-source:other`,
    ],
  ])('are not written with %s', async (_, source) => {
    await connect('INFO');
    if (source) {
      await allowDelivery(source);
    }

    await put();

    expect(await records()).toEqual([]);
  });

  describe('deliveries', () => {
    it('are told as they were made, and end', async () => {
      const id = await connect('INFO');

      const [source, destination, delivery] = [
        await logs.send(new GetDeliverySourceCommand({ name: 'hub-INFO' })),
        await logs.send(new GetDeliveryDestinationCommand({ name: 'group' })),
        await logs.send(new GetDeliveryCommand({ id })),
      ];
      const arn = (rest: string) => `arn:aws:logs:eu-west-1:${HUB}:${rest}`;
      expect(source.deliverySource).toEqual({
        name: 'hub-INFO',
        arn: arn('delivery-source:hub-INFO'),
        resourceArns: [BUS],
        service: 'events',
        logType: 'INFO_LOGS',
      });
      expect(destination.deliveryDestination).toEqual({
        name: 'group',
        arn: arn('delivery-destination:group'),
        deliveryDestinationType: 'CWL',
        deliveryDestinationConfiguration: { destinationResourceArn: GROUP_ARN },
      });
      expect(delivery.delivery).toEqual({
        id,
        arn: arn(`delivery:${id}`),
        deliverySourceName: 'hub-INFO',
        deliveryDestinationArn: arn('delivery-destination:group'),
        deliveryDestinationType: 'CWL',
      });

      await expect(
        errorOf(
          logs.send(new DeleteDeliverySourceCommand({ name: 'hub-INFO' })),
        ),
      ).resolves.toMatchObject({ name: 'ConflictException' });
      await logs.send(new DeleteDeliveryCommand({ id }));
      await logs.send(new DeleteDeliverySourceCommand({ name: 'hub-INFO' }));
      await logs.send(new DeleteDeliveryDestinationCommand({ name: 'group' }));

      const left = [
        (await logs.send(new DescribeDeliveriesCommand({}))).deliveries,
        (await logs.send(new DescribeDeliverySourcesCommand({})))
          .deliverySources,
        (await logs.send(new DescribeDeliveryDestinationsCommand({})))
          .deliveryDestinations,
      ];
      expect(left).toEqual([[], [], []]);
    });

    it('are made once', async () => {
      await connect('INFO');

      await expect(errorOf(connect('INFO'))).resolves.toMatchObject({
        name: 'ConflictException',
        message: 'The specified Delivery already exists',
      });
      await expect(errorOf(putSource('INFO', 'again'))).resolves.toMatchObject({
        name: 'ConflictException',
      });
    });

    it.each([
      [
        'a resource of another service',
        { resourceArn: GROUP_ARN, logType: 'INFO_LOGS' },
        'ResourceNotFoundException',
      ],
      [
        'a bus that is not there',
        { resourceArn: `${BUS}-not`, logType: 'INFO_LOGS' },
        'ResourceNotFoundException',
      ],
      [
        'another kind of logs',
        { resourceArn: BUS, logType: 'ACCESS_LOGS' },
        'ValidationException',
      ],
    ])('have no source for %s', async (_, input, name) => {
      await expect(
        errorOf(
          logs.send(new PutDeliverySourceCommand({ name: 'x', ...input })),
        ),
      ).resolves.toMatchObject({ name });
    });
  });
});
