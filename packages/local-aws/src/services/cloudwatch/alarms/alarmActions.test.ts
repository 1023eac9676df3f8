import {
  DeleteAlarmsCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { AddPermissionCommand } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteMessageCommand } from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../../index';
import {
  HUB,
  makeQueue,
  nextMessage,
  policy,
  putForward,
  settled,
} from '../../../__testUtils__/clients';
import { startReceiver } from '../../../__testUtils__/receiver';
import { Shop, shopOn } from '../../../__testUtils__/shop';

describe('what alarms tell', () => {
  let aws: LocalAws;
  let shop: Shop;

  beforeEach(async () => {
    aws = await startLocalAws();
    shop = await shopOn(aws);
  });
  afterEach(() => aws.stop());

  /** A queue that gets the events of CloudWatch of one kind. */
  const listen = async (detailType: string) => {
    const queue = await makeQueue(aws, HUB, 'alarms');
    await shop.hub.events.send(
      new PutRuleCommand({
        Name: 'alarms',
        EventPattern: JSON.stringify({
          source: ['aws.cloudwatch'],
          'detail-type': [detailType],
        }),
      }),
    );
    await shop.hub.events.send(
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
    await shop.putAlarm('errors', {
      AlarmDescription: 'Too many errors',
      Dimensions: [{ Name: 'Stage', Value: 'prod' }],
    });
    await shop.hub.cloudwatch.send(
      new PutMetricDataCommand({
        Namespace: 'Shop',
        MetricData: [
          {
            MetricName: 'Errors',
            Dimensions: [{ Name: 'Stage', Value: 'prod' }],
            Value: 7,
            Timestamp: new Date(shop.minute),
          },
        ],
      }),
    );
    await putForward(aws, 60);
    await settled(aws);
    const event = await next();
    const alarm = await shop.describeOne('errors');
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
    await shop.putAlarm('errors');
    await shop.putAlarm('errors', { Threshold: 6 });
    await shop.hub.cloudwatch.send(
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
    expect(await shop.describeAll()).toEqual([]);
  });

  it('stays in a state that was set until it is evaluated', async () => {
    const next = await listen('CloudWatch Alarm State Change');
    await shop.putAlarm('errors', { TreatMissingData: 'notBreaching' });
    await shop.hub.cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: 'errors',
        StateValue: 'ALARM',
        StateReason: 'to see what happens',
      }),
    );
    expect(await shop.describeOne('errors')).toMatchObject({
      StateValue: 'ALARM',
      StateReason: 'to see what happens',
    });
    await putForward(aws, 60);
    await settled(aws);
    expect((await shop.describeOne('errors')).StateValue).toBe('OK');
    expect((await next()).detail.state.value).toBe('ALARM');
    expect((await next()).detail.previousState.reason).toBe(
      'to see what happens',
    );
  });

  describe('acts', () => {
    /** A topic with a queue that gets what is published there. */
    const makePager = async (topicPolicy?: string) => {
      const { TopicArn = '' } = await shop.hub.sns.send(
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
      await shop.hub.sns.send(
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
      await shop.putAlarm('errors', { AlarmActions: [TopicArn] });
      await shop.measure('Errors', 9);
      await putForward(aws, 60);
      const message = await nextMessage(queue);
      await shop.hub.sqs.send(
        new DeleteMessageCommand({
          QueueUrl: queue.url,
          ReceiptHandle: message?.ReceiptHandle,
        }),
      );
      const page = JSON.parse(message?.Body ?? '');
      expect(page.Subject).toBe('ALARM: "errors" in EU (Ireland)');
      const alarm = await shop.describeOne('errors');
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
      expect((await shop.describeOne('errors')).StateValue).toBe(
        'INSUFFICIENT_DATA',
      );
      expect(await nextMessage(queue, 0)).toBeUndefined();
    });

    it('on a function that lets it', async () => {
      const receiver = await startReceiver();
      await aws.stop();
      aws = await startLocalAws({ functions: { pager: receiver.url } });
      shop = await shopOn(aws);
      const arn = `arn:aws:lambda:eu-west-1:${HUB}:function:pager`;
      await shop.putAlarm('errors', {
        AlarmActions: [arn],
        TreatMissingData: 'breaching',
      });
      await putForward(aws, 60);
      expect((await shop.describeOne('errors')).StateValue).toBe('ALARM');
      expect(receiver.got).toEqual([]);
      await shop.hub.lambda.send(
        new AddPermissionCommand({
          FunctionName: 'pager',
          StatementId: 'alarms',
          Action: 'lambda:InvokeFunction',
          Principal: 'lambda.alarms.cloudwatch.amazonaws.com',
          SourceAccount: HUB,
        }),
      );
      await shop.hub.cloudwatch.send(
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
      await shop.putAlarm('errors', {
        AlarmActions: [TopicArn],
        ActionsEnabled: false,
      });
      await shop.measure('Errors', 9);
      await putForward(aws, 60);
      expect((await shop.describeOne('errors')).StateValue).toBe('ALARM');
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
      await shop.putAlarm('errors', { AlarmActions: [TopicArn] });
      await shop.measure('Errors', 9);
      await putForward(aws, 60);
      expect((await shop.describeOne('errors')).StateValue).toBe('ALARM');
      expect(await nextMessage(queue, 0)).toBeUndefined();
    });
  });
});
