import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  MetricAlarm,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
  StateValue,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../../index';
import {
  Clients,
  errorOf,
  HUB,
  makeQueue,
  nextMessage,
  policy,
  putForward,
  rootOf,
  settled,
  timeOf,
} from '../../../testing/clients';
import { startReceiver } from '../../../testing/receiver';

const MINUTE = 60_000;

/** `27/11/26 18:43:00`, as reasons write it. */
function shown(ms: number): string {
  const [, y, m, d, time] =
    /^\d\d(\d\d)-(\d\d)-(\d\d)T(.{8})/.exec(new Date(ms).toISOString()) ?? [];
  return `${d}/${m}/${y} ${time}`;
}

describe('alarms', () => {
  let aws: LocalAws;
  let hub: Clients;
  /** The start of the minute that the clock of local AWS is in. */
  let minute: number;

  /** Puts the clock to the beginning of a minute, so that it does not end. */
  const toNextMinute = async () => {
    const now = (await timeOf(aws)).getTime();
    await putForward(aws, (MINUTE - (now % MINUTE)) / 1000);
    const then = (await timeOf(aws)).getTime();
    minute = then - (then % MINUTE);
  };

  beforeEach(async () => {
    aws = await startLocalAws();
    hub = rootOf(aws, HUB);
    await toNextMinute();
  });
  afterEach(() => aws.stop());

  const putAlarm = (
    AlarmName: string,
    more: Partial<PutMetricAlarmCommand['input']> = {},
  ) =>
    hub.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'Shop',
        MetricName: 'Errors',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanThreshold',
        ...more,
      }),
    );

  /** A value so many minutes ago. */
  const measure = (MetricName: string, Value: number, minutesAgo = 0) =>
    hub.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName,
            Value,
            Timestamp: new Date(minute - minutesAgo * MINUTE),
          },
        ],
      }),
    );

  const describeAll = async (
    input: DescribeAlarmsCommand['input'] = {},
  ): Promise<MetricAlarm[]> => {
    const { MetricAlarms = [] } = await hub.cloudwatch.send(
      new DescribeAlarmsCommand(input),
    );
    return MetricAlarms;
  };

  const describeOne = async (name: string) =>
    (await describeAll({ AlarmNames: [name] }))[0];

  it('goes off when the threshold is crossed, and back', async () => {
    await putAlarm('errors', { AlarmDescription: 'Too many errors' });
    expect(await describeOne('errors')).toMatchObject({
      AlarmName: 'errors',
      AlarmArn: `arn:aws:cloudwatch:eu-west-1:${HUB}:alarm:errors`,
      AlarmDescription: 'Too many errors',
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Unchecked: Initial alarm creation',
      ActionsEnabled: true,
      MetricName: 'Errors',
      Namespace: 'Shop',
      Statistic: 'Sum',
      Dimensions: [],
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    await measure('Errors', 4);
    await measure('Errors', 3.5);
    await putForward(aws, 60);
    const alarm = await describeOne('errors');
    expect(alarm).toMatchObject({
      StateValue: 'ALARM',
      StateReason: `Threshold Crossed: 1 datapoint [7.5 (${shown(
        minute,
      )})] was greater than the threshold (5.0).`,
    });
    expect(JSON.parse(alarm.StateReasonData ?? '')).toMatchObject({
      version: '1.0',
      statistic: 'Sum',
      period: 60,
      threshold: 5,
      recentDatapoints: [7.5],
      evaluatedDatapoints: [
        {
          timestamp: new Date(minute).toISOString().replace('Z', '+0000'),
          sampleCount: 2,
          value: 7.5,
        },
      ],
    });
    const crossedAt = minute;
    minute += MINUTE;
    await measure('Errors', 5);
    await putForward(aws, 60);
    // What is there of three minutes counts: the newest period alone.
    expect(await describeOne('errors')).toMatchObject({
      StateValue: 'OK',
      StateReason: `Threshold Crossed: 1 datapoint [5.0 (${shown(
        crossedAt + MINUTE,
      )})] was not greater than the threshold (5.0).`,
    });
    await putForward(aws, 600);
    expect(await describeOne('errors')).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Insufficient Data: 1 datapoint was unknown.',
    });
  });

  it('counts datapoints of M out of N periods', async () => {
    await putAlarm('errors', { EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    await measure('Errors', 9, 2);
    await measure('Errors', 1, 1);
    await measure('Errors', 8);
    await putForward(aws, 60);
    expect(await describeOne('errors')).toMatchObject({
      StateValue: 'ALARM',
      StateReason: `Threshold Crossed: 2 out of the last 3 datapoints [8.0 (${shown(
        minute,
      )}), 9.0 (${shown(
        minute - 2 * MINUTE,
      )})] were greater than the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).`,
    });
    minute += 60_000;
    await measure('Errors', 2);
    await putForward(aws, 60);
    expect(await describeOne('errors')).toMatchObject({
      StateValue: 'OK',
      StateReason: `Threshold Crossed: 2 out of the last 3 datapoints [2.0 (${shown(
        minute,
      )}), 1.0 (${shown(
        minute - 2 * MINUTE,
      )})] were not greater than the threshold (5.0) (minimum 2 datapoints for ALARM -> OK transition).`,
    });
  });

  it.each<[PutMetricAlarmCommand['input']['ComparisonOperator'], number[]]>([
    ['GreaterThanThreshold', [6]],
    ['GreaterThanOrEqualToThreshold', [5, 6]],
    ['LessThanThreshold', [4]],
    ['LessThanOrEqualToThreshold', [4, 5]],
  ])('compares: %s', async (ComparisonOperator, breaching) => {
    for (const value of [4, 5, 6]) {
      await measure(`Value${value}`, value);
      await putAlarm(`value ${value}`, {
        MetricName: `Value${value}`,
        ComparisonOperator,
      });
    }
    await putForward(aws, 60);
    const alarms = await describeAll({ StateValue: 'ALARM' });
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(
      breaching.map(value => `value ${value}`),
    );
    expect(await describeAll({ StateValue: 'OK' })).toHaveLength(
      3 - breaching.length,
    );
  });

  describe('treats missing data as AWS documents', () => {
    const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'];

    // "Configuring how CloudWatch alarms treat missing data": oldest first,
    // X breaches, 0 does not, - is missing; states in the order of TREATMENTS.
    it.each<[number, string, string]>([
      [3, '0-X-X', 'OK OK OK OK'],
      [3, '0----', 'OK OK OK OK'],
      [3, '-----', 'INSUFFICIENT_DATA same ALARM OK'],
      [3, '0XX-X', 'ALARM ALARM ALARM ALARM'],
      [3, '--X--', 'ALARM same ALARM OK'],
      [2, '0-X-X', 'ALARM ALARM ALARM ALARM'],
      [2, '00X0X', 'ALARM ALARM ALARM ALARM'],
      [2, '0-X--', 'OK OK ALARM OK'],
      [2, '----0', 'OK OK ALARM OK'],
      [2, '---X-', 'ALARM same ALARM OK'],
      // Too new for an alarm that may not be early.
      [3, '----X', 'same same ALARM OK'],
    ])('%i out of 3 of %s', async (toAlarm, points, states) => {
      const minutes = [...points].map((point, i) => ({ point, ago: 4 - i }));
      for (const { point, ago } of minutes) {
        if (point !== '-') {
          await measure('Errors', point === 'X' ? 9 : 0, ago);
        }
      }
      const before: StateValue[] = ['OK', 'ALARM'];
      for (const TreatMissingData of TREATMENTS) {
        for (const state of before) {
          const AlarmName = `${TreatMissingData} ${state}`;
          await putAlarm(AlarmName, {
            EvaluationPeriods: 3,
            DatapointsToAlarm: toAlarm,
            TreatMissingData,
          });
          await hub.cloudwatch.send(
            new SetAlarmStateCommand({
              AlarmName,
              StateValue: state,
              StateReason: 'test',
            }),
          );
        }
      }
      await putForward(aws, 60);
      const found = new Map(
        (await describeAll()).map(alarm => [alarm.AlarmName, alarm.StateValue]),
      );
      const expected = states.split(' ');
      for (const [i, treatment] of TREATMENTS.entries()) {
        for (const state of before) {
          const name = `${treatment} ${state}`;
          const wanted = expected[i] === 'same' ? state : expected[i];
          expect(`${name}: ${found.get(name)}`).toBe(`${name}: ${wanted}`);
        }
      }
    });

    it.each([
      ['breaching', 'ALARM', 'Breaching'],
      ['notBreaching', 'OK', 'NonBreaching'],
    ])('and says so: %s', async (TreatMissingData, state, words) => {
      await putAlarm('quiet', { TreatMissingData, EvaluationPeriods: 2 });
      await putForward(aws, 60);
      expect(await describeOne('quiet')).toMatchObject({
        StateValue: state,
        StateReason: `Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [${words}].`,
      });
    });
  });

  it('watches metric math', async () => {
    const metric = (Id: string, MetricName: string) => ({
      Id,
      MetricStat: {
        Metric: { Namespace: 'Shop', MetricName },
        Period: 60,
        Stat: 'Sum',
      },
      ReturnData: false,
    });
    await hub.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'rate',
        EvaluationPeriods: 1,
        Threshold: 10,
        ComparisonOperator: 'GreaterThanThreshold',
        Metrics: [
          { Id: 'rate', Expression: '100 * errors / calls' },
          metric('errors', 'Errors'),
          metric('calls', 'Calls'),
        ],
      }),
    );
    await measure('Errors', 3);
    await measure('Calls', 20);
    await putForward(aws, 60);
    const alarm = await describeOne('rate');
    expect(alarm.StateValue).toBe('ALARM');
    expect(alarm.StateReason).toContain('[15.0 (');
    expect(alarm.Metrics).toHaveLength(3);
  });

  /** A queue that gets the events of CloudWatch of one kind. */
  const listen = async (detailType: string) => {
    const queue = await makeQueue(aws, HUB, 'alarms');
    await hub.events.send(
      new PutRuleCommand({
        Name: 'alarms',
        EventPattern: JSON.stringify({
          source: ['aws.cloudwatch'],
          'detail-type': [detailType],
        }),
      }),
    );
    await hub.events.send(
      new PutTargetsCommand({
        Rule: 'alarms',
        Targets: [{ Id: '1', Arn: queue.arn }],
      }),
    );
    return async () => {
      const message = await nextMessage(queue, 0);
      return message && JSON.parse(message.Body ?? '');
    };
  };

  it('tells the default bus of a change of state, once', async () => {
    const next = await listen('CloudWatch Alarm State Change');
    await putAlarm('errors', {
      AlarmDescription: 'Too many errors',
      Dimensions: [{ Name: 'Stage', Value: 'prod' }],
    });
    await hub.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName: 'Errors',
            Dimensions: [{ Name: 'Stage', Value: 'prod' }],
            Value: 7,
            Timestamp: new Date(minute),
          },
        ],
      }),
    );
    await putForward(aws, 60);
    await settled(aws);
    const event = await next();
    const alarm = await describeOne('errors');
    expect(event).toMatchObject({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      account: HUB,
      region: 'eu-west-1',
      resources: [alarm.AlarmArn],
      detail: {
        alarmName: 'errors',
        previousState: {
          value: 'INSUFFICIENT_DATA',
          reason: 'Unchecked: Initial alarm creation',
        },
        state: {
          value: 'ALARM',
          reason: alarm.StateReason,
          reasonData: alarm.StateReasonData,
          timestamp: alarm.StateUpdatedTimestamp?.toISOString().replace(
            'Z',
            '+0000',
          ),
        },
        configuration: {
          description: 'Too many errors',
          metrics: [
            {
              id: expect.stringMatching(/^[-0-9a-f]{36}$/),
              metricStat: {
                metric: {
                  namespace: 'Shop',
                  name: 'Errors',
                  dimensions: { Stage: 'prod' },
                },
                period: 60,
                stat: 'Sum',
              },
              returnData: true,
            },
          ],
        },
      },
    });
    expect(await next()).toBeUndefined();
  });

  it('tells the default bus how alarms are made, changed and deleted', async () => {
    const next = await listen('CloudWatch Alarm Configuration Change');
    await putAlarm('errors');
    await putAlarm('errors', { Threshold: 6 });
    await hub.cloudwatch.send(
      new DeleteAlarmsCommand({ AlarmNames: ['errors', 'nothing'] }),
    );
    await settled(aws);
    const threshold = (value: number) => ({ threshold: value });
    expect([await next(), await next(), await next()]).toMatchObject([
      { detail: { operation: 'create', configuration: threshold(5) } },
      {
        detail: {
          operation: 'update',
          configuration: threshold(6),
          previousConfiguration: threshold(5),
        },
      },
      { detail: { operation: 'delete', configuration: threshold(6) } },
    ]);
    expect(await next()).toBeUndefined();
    expect(await describeAll()).toEqual([]);
  });

  it('stays in a state that was set until it is evaluated', async () => {
    const next = await listen('CloudWatch Alarm State Change');
    await putAlarm('errors', { TreatMissingData: 'notBreaching' });
    await hub.cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: 'errors',
        StateValue: 'ALARM',
        StateReason: 'to see what happens',
      }),
    );
    expect(await describeOne('errors')).toMatchObject({
      StateValue: 'ALARM',
      StateReason: 'to see what happens',
    });
    await putForward(aws, 60);
    await settled(aws);
    expect((await describeOne('errors')).StateValue).toBe('OK');
    expect((await next()).detail.state.value).toBe('ALARM');
    expect((await next()).detail.previousState.reason).toBe(
      'to see what happens',
    );
  });

  describe('acts', () => {
    /** A topic with a queue that gets what is published there. */
    const makePager = async (topicPolicy?: string) => {
      const { TopicArn = '' } = await hub.sns.send(
        new CreateTopicCommand({
          Name: 'pager',
          Attributes: topicPolicy ? { Policy: topicPolicy } : undefined,
        }),
      );
      const queue = await makeQueue(
        aws,
        HUB,
        'pages',
        policy({
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
        }),
      );
      await hub.sns.send(
        new SubscribeCommand({
          TopicArn,
          Protocol: 'sqs',
          Endpoint: queue.arn,
        }),
      );
      return { TopicArn, queue };
    };

    it('on a topic, in the state that an action is for', async () => {
      const { TopicArn, queue } = await makePager();
      await putAlarm('errors', { AlarmActions: [TopicArn] });
      await measure('Errors', 9);
      await putForward(aws, 60);
      const message = await nextMessage(queue);
      await hub.sqs.send(
        new DeleteMessageCommand({
          QueueUrl: queue.url,
          ReceiptHandle: message?.ReceiptHandle,
        }),
      );
      const page = JSON.parse(message?.Body ?? '');
      expect(page.Subject).toBe('ALARM: "errors" in EU (Ireland)');
      const alarm = await describeOne('errors');
      expect(JSON.parse(page.Message)).toMatchObject({
        AlarmName: 'errors',
        AlarmDescription: null,
        AWSAccountId: HUB,
        NewStateValue: 'ALARM',
        NewStateReason: alarm.StateReason,
        OldStateValue: 'INSUFFICIENT_DATA',
        Region: 'EU (Ireland)',
        AlarmArn: alarm.AlarmArn,
        Trigger: {
          MetricName: 'Errors',
          Namespace: 'Shop',
          StatisticType: 'Statistic',
          Statistic: 'SUM',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 5,
        },
      });
      await putForward(aws, 600);
      expect((await describeOne('errors')).StateValue).toBe(
        'INSUFFICIENT_DATA',
      );
      expect(await nextMessage(queue, 0)).toBeUndefined();
    });

    it('on a function that lets it', async () => {
      const receiver = await startReceiver();
      await aws.stop();
      aws = await startLocalAws({ functions: { pager: receiver.url } });
      hub = rootOf(aws, HUB);
      await toNextMinute();
      const arn = `arn:aws:lambda:eu-west-1:${HUB}:function:pager`;
      await putAlarm('errors', {
        AlarmActions: [arn],
        TreatMissingData: 'breaching',
      });
      await putForward(aws, 60);
      expect((await describeOne('errors')).StateValue).toBe('ALARM');
      expect(receiver.got).toEqual([]);
      await hub.lambda.send(
        new AddPermissionCommand({
          FunctionName: 'pager',
          StatementId: 'alarms',
          Action: 'lambda:InvokeFunction',
          Principal: 'lambda.alarms.cloudwatch.amazonaws.com',
          SourceAccount: HUB,
        }),
      );
      await hub.cloudwatch.send(
        new SetAlarmStateCommand({
          AlarmName: 'errors',
          StateValue: 'OK',
          StateReason: 'test',
        }),
      );
      await putForward(aws, 60);
      const { body } = await receiver.next();
      await receiver.stop();
      expect(JSON.parse(body)).toMatchObject({
        source: 'aws.cloudwatch',
        accountId: HUB,
        region: 'eu-west-1',
        alarmData: {
          alarmName: 'errors',
          state: { value: 'ALARM' },
          previousState: { value: 'OK', reason: 'test' },
        },
      });
    });

    it('not while its actions are disabled', async () => {
      const { TopicArn, queue } = await makePager();
      await putAlarm('errors', {
        AlarmActions: [TopicArn],
        ActionsEnabled: false,
      });
      await measure('Errors', 9);
      await putForward(aws, 60);
      expect((await describeOne('errors')).StateValue).toBe('ALARM');
      expect(await nextMessage(queue, 0)).toBeUndefined();
    });

    it('not on a topic that does not let CloudWatch publish', async () => {
      const { TopicArn, queue } = await makePager(
        policy({
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: '*',
        }),
      );
      await putAlarm('errors', { AlarmActions: [TopicArn] });
      await measure('Errors', 9);
      await putForward(aws, 60);
      expect((await describeOne('errors')).StateValue).toBe('ALARM');
      expect(await nextMessage(queue, 0)).toBeUndefined();
    });
  });

  it('keeps state and tags when an alarm is put again', async () => {
    await putAlarm('errors', { Tags: [{ Key: 'Team', Value: 'orders' }] });
    await measure('Errors', 9);
    await putForward(aws, 60);
    await putAlarm('errors', {
      Threshold: 6,
      Tags: [{ Key: 'Team', Value: 'other' }],
    });
    const alarm = await describeOne('errors');
    expect(alarm).toMatchObject({ StateValue: 'ALARM', Threshold: 6 });
    const ResourceARN = alarm.AlarmArn;
    const tags = async () => {
      const answer = await hub.cloudwatch.send(
        new ListTagsForResourceCommand({ ResourceARN }),
      );
      return answer.Tags;
    };
    expect(await tags()).toEqual([{ Key: 'Team', Value: 'orders' }]);
    await hub.cloudwatch.send(
      new TagResourceCommand({
        ResourceARN,
        Tags: [{ Key: 'Stage', Value: 'prod' }],
      }),
    );
    await hub.cloudwatch.send(
      new UntagResourceCommand({ ResourceARN, TagKeys: ['Team'] }),
    );
    expect(await tags()).toEqual([{ Key: 'Stage', Value: 'prod' }]);
  });

  it('lists alarms by name, prefix, action and metric, in pages', async () => {
    const action = `arn:aws:sns:eu-west-1:${HUB}:pager`;
    await putAlarm('api errors', { AlarmActions: [action] });
    await putAlarm('api latency', { MetricName: 'Latency' });
    await putAlarm('web errors');
    const names = async (input: DescribeAlarmsCommand['input']) =>
      (await describeAll(input)).map(({ AlarmName }) => AlarmName);
    expect(await names({ AlarmNamePrefix: 'api' })).toEqual([
      'api errors',
      'api latency',
    ]);
    expect(await names({ AlarmNames: ['web errors', 'none'] })).toEqual([
      'web errors',
    ]);
    expect(await names({ ActionPrefix: 'arn:aws:sns' })).toEqual([
      'api errors',
    ]);
    expect(await names({ AlarmTypes: ['CompositeAlarm'] })).toEqual([]);
    const ofMetric = await hub.cloudwatch.send(
      new DescribeAlarmsForMetricCommand({
        Namespace: 'Shop',
        MetricName: 'Errors',
      }),
    );
    expect(ofMetric.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual([
      'api errors',
      'web errors',
    ]);
    const first = await hub.cloudwatch.send(
      new DescribeAlarmsCommand({ MaxRecords: 2 }),
    );
    expect(first.MetricAlarms).toHaveLength(2);
    expect(await names({ MaxRecords: 2, NextToken: first.NextToken })).toEqual([
      'web errors',
    ]);
    await hub.cloudwatch.send(
      new DisableAlarmActionsCommand({ AlarmNames: ['api errors'] }),
    );
    expect((await describeOne('api errors')).ActionsEnabled).toBe(false);
    await hub.cloudwatch.send(
      new EnableAlarmActionsCommand({ AlarmNames: ['api errors'] }),
    );
    expect((await describeOne('api errors')).ActionsEnabled).toBe(true);
  });

  it.each<[string, Partial<PutMetricAlarmCommand['input']>, string]>([
    [
      'a span of more than a day',
      { Period: 3_000, EvaluationPeriods: 29 },
      'Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).',
    ],
    [
      'more datapoints than periods',
      { DatapointsToAlarm: 2 },
      'DatapointsToAlarm must be less than or equal to EvaluationPeriods',
    ],
    [
      'an unknown treatment',
      { TreatMissingData: 'guess' },
      'Option guess is not supported. Supported options for parameter TreatMissingData are breaching, notBreaching, ignore and missing.',
    ],
    [
      'an action that is no ARN',
      { AlarmActions: ['page'] },
      'Invalid arn syntax: page',
    ],
    [
      'no period',
      { EvaluationPeriods: 0 },
      "1 validation error detected: Value '0' at 'evaluationPeriods' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    ['no statistic', { Statistic: undefined }, 'Must specify either Statistic'],
  ])('refuses %s', async (_, more, message) => {
    const error = await errorOf(putAlarm('errors', more));
    expect(error.message).toContain(message);
    expect(await describeAll()).toEqual([]);
  });

  it('refuses to set the state of an alarm that is not there', async () => {
    const error = await errorOf(
      hub.cloudwatch.send(
        new SetAlarmStateCommand({
          AlarmName: 'none',
          StateValue: 'OK',
          StateReason: '',
        }),
      ),
    );
    expect(error.name).toBe('ResourceNotFound');
  });

  it('goes on watching after a restart', async () => {
    await aws.stop();
    const folder = await mkdtemp(join(tmpdir(), 'alarms-'));
    const persist = join(folder, 'aws.sqlite');
    try {
      aws = await startLocalAws({ persist });
      hub = rootOf(aws, HUB);
      await putAlarm('errors', { TreatMissingData: 'breaching' });
      await aws.stop();
      aws = await startLocalAws({ persist });
      hub = rootOf(aws, HUB);
      await putForward(aws, 60);
      expect((await describeOne('errors')).StateValue).toBe('ALARM');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
