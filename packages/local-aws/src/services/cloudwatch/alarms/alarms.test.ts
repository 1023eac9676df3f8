import {
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  ListTagsForResourceCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch';
import { LocalAws, startLocalAws } from '../../../index';
import { errorOf, HUB, putForward } from '../../../__testUtils__/clients';
import { Shop, shopOn } from '../../../__testUtils__/shop';

describe('alarms', () => {
  let aws: LocalAws;
  let shop: Shop;

  beforeEach(async () => {
    aws = await startLocalAws();
    shop = await shopOn(aws);
  });
  afterEach(() => aws.stop());

  it('keeps state and tags when an alarm is put again', async () => {
    await shop.putAlarm('errors', { Tags: [{ Key: 'Team', Value: 'orders' }] });
    await shop.measure('Errors', 9);
    await putForward(aws, 60);
    await shop.putAlarm('errors', {
      Threshold: 6,
      Tags: [{ Key: 'Team', Value: 'other' }],
    });
    const alarm = await shop.describeOne('errors');
    expect(alarm).toMatchObject({ StateValue: 'ALARM', Threshold: 6 });
    const ResourceARN = alarm.AlarmArn;
    const tags = async () => {
      const answer = await shop.hub.cloudwatch.send(
        new ListTagsForResourceCommand({ ResourceARN }),
      );
      return answer.Tags;
    };
    expect(await tags()).toEqual([{ Key: 'Team', Value: 'orders' }]);
    await shop.hub.cloudwatch.send(
      new TagResourceCommand({
        ResourceARN,
        Tags: [{ Key: 'Stage', Value: 'prod' }],
      }),
    );
    await shop.hub.cloudwatch.send(
      new UntagResourceCommand({ ResourceARN, TagKeys: ['Team'] }),
    );
    expect(await tags()).toEqual([{ Key: 'Stage', Value: 'prod' }]);
  });

  it('lists alarms by name, prefix, action and metric, in pages', async () => {
    const action = `arn:aws:sns:eu-west-1:${HUB}:pager`;
    await shop.putAlarm('api errors', { AlarmActions: [action] });
    await shop.putAlarm('api latency', { MetricName: 'Latency' });
    await shop.putAlarm('web errors');
    const names = async (input: DescribeAlarmsCommand['input']) =>
      (await shop.describeAll(input)).map(({ AlarmName }) => AlarmName);
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
    const ofMetric = await shop.hub.cloudwatch.send(
      new DescribeAlarmsForMetricCommand({
        Namespace: 'Shop',
        MetricName: 'Errors',
      }),
    );
    expect(ofMetric.MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual([
      'api errors',
      'web errors',
    ]);
    const first = await shop.hub.cloudwatch.send(
      new DescribeAlarmsCommand({ MaxRecords: 2 }),
    );
    expect(first.MetricAlarms).toHaveLength(2);
    expect(await names({ MaxRecords: 2, NextToken: first.NextToken })).toEqual([
      'web errors',
    ]);
    await shop.hub.cloudwatch.send(
      new DisableAlarmActionsCommand({ AlarmNames: ['api errors'] }),
    );
    expect((await shop.describeOne('api errors')).ActionsEnabled).toBe(false);
    await shop.hub.cloudwatch.send(
      new EnableAlarmActionsCommand({ AlarmNames: ['api errors'] }),
    );
    expect((await shop.describeOne('api errors')).ActionsEnabled).toBe(true);
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
    [
      'metric math that cannot be worked out',
      {
        MetricName: undefined,
        Namespace: undefined,
        Statistic: undefined,
        Period: undefined,
        Metrics: [{ Id: 'e1', Expression: 'm1 + 1' }],
      },
      "Error in expression 'e1': There is no query of the id m1",
    ],
  ])('refuses %s', async (_, more, message) => {
    const error = await errorOf(shop.putAlarm('errors', more));
    expect(error.message).toContain(message);
    expect(await shop.describeAll()).toEqual([]);
  });

  it('refuses to set the state of an alarm that is not there', async () => {
    const error = await errorOf(
      shop.hub.cloudwatch.send(
        new SetAlarmStateCommand({
          AlarmName: 'none',
          StateValue: 'OK',
          StateReason: '',
        }),
      ),
    );
    expect(error.name).toBe('ResourceNotFound');
  });
});
