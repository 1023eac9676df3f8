import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  StateValue,
} from '@aws-sdk/client-cloudwatch';
import { LocalAws, startLocalAws } from '../../../index';
import { HUB, putForward } from '../../../__testUtils__/clients';
import { MINUTE, Shop, shopOn, shown } from '../../../__testUtils__/shop';

describe('the evaluation of alarms', () => {
  let aws: LocalAws;
  let shop: Shop;

  beforeEach(async () => {
    aws = await startLocalAws();
    shop = await shopOn(aws);
  });
  afterEach(() => aws.stop());

  it('goes off when the threshold is crossed, and back', async () => {
    await shop.putAlarm('errors', { AlarmDescription: 'Too many errors' });
    expect(await shop.describeOne('errors')).toMatchObject({
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
    await shop.measure('Errors', 4);
    await shop.measure('Errors', 3.5);
    await putForward(aws, 60);
    const alarm = await shop.describeOne('errors');
    expect(alarm).toMatchObject({
      StateValue: 'ALARM',
      StateReason: `Threshold Crossed: 1 datapoint [7.5 (${shown(
        shop.minute,
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
          timestamp: new Date(shop.minute).toISOString().replace('Z', '+0000'),
          sampleCount: 2,
          value: 7.5,
        },
      ],
    });
    const crossedAt = shop.minute;
    shop.minute += MINUTE;
    await shop.measure('Errors', 5);
    await putForward(aws, 60);
    // What is there of three minutes counts: the newest period alone.
    expect(await shop.describeOne('errors')).toMatchObject({
      StateValue: 'OK',
      StateReason: `Threshold Crossed: 1 datapoint [5.0 (${shown(
        crossedAt + MINUTE,
      )})] was not greater than the threshold (5.0).`,
    });
    await putForward(aws, 600);
    expect(await shop.describeOne('errors')).toMatchObject({
      StateValue: 'INSUFFICIENT_DATA',
      StateReason: 'Insufficient Data: 1 datapoint was unknown.',
    });
  });

  it('counts datapoints of M out of N periods', async () => {
    await shop.putAlarm('errors', {
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    });
    await shop.measure('Errors', 9, 2);
    await shop.measure('Errors', 1, 1);
    await shop.measure('Errors', 8);
    await putForward(aws, 60);
    expect(await shop.describeOne('errors')).toMatchObject({
      StateValue: 'ALARM',
      StateReason: `Threshold Crossed: 2 out of the last 3 datapoints [8.0 (${shown(
        shop.minute,
      )}), 9.0 (${shown(
        shop.minute - 2 * MINUTE,
      )})] were greater than the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).`,
    });
    shop.minute += 60_000;
    await shop.measure('Errors', 2);
    await putForward(aws, 60);
    expect(await shop.describeOne('errors')).toMatchObject({
      StateValue: 'OK',
      StateReason: `Threshold Crossed: 2 out of the last 3 datapoints [2.0 (${shown(
        shop.minute,
      )}), 1.0 (${shown(
        shop.minute - 2 * MINUTE,
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
      await shop.measure(`Value${value}`, value);
      await shop.putAlarm(`value ${value}`, {
        MetricName: `Value${value}`,
        ComparisonOperator,
      });
    }
    await putForward(aws, 60);
    const alarms = await shop.describeAll({ StateValue: 'ALARM' });
    expect(alarms.map(({ AlarmName }) => AlarmName)).toEqual(
      breaching.map(value => `value ${value}`),
    );
    expect(await shop.describeAll({ StateValue: 'OK' })).toHaveLength(
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
          await shop.measure('Errors', point === 'X' ? 9 : 0, ago);
        }
      }
      const before: StateValue[] = ['OK', 'ALARM'];
      for (const TreatMissingData of TREATMENTS) {
        for (const state of before) {
          const AlarmName = `${TreatMissingData} ${state}`;
          await shop.putAlarm(AlarmName, {
            EvaluationPeriods: 3,
            DatapointsToAlarm: toAlarm,
            TreatMissingData,
          });
          await shop.hub.cloudwatch.send(
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
        (await shop.describeAll()).map(alarm => [
          alarm.AlarmName,
          alarm.StateValue,
        ]),
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
      await shop.putAlarm('quiet', { TreatMissingData, EvaluationPeriods: 2 });
      await putForward(aws, 60);
      expect(await shop.describeOne('quiet')).toMatchObject({
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
    await shop.hub.cloudwatch.send(
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
    await shop.measure('Errors', 3);
    await shop.measure('Calls', 20);
    await putForward(aws, 60);
    const alarm = await shop.describeOne('rate');
    expect(alarm.StateValue).toBe('ALARM');
    expect(alarm.StateReason).toContain('[15.0 (');
    expect(alarm.Metrics).toHaveLength(3);
  });

  it('goes on watching after a restart', async () => {
    await aws.stop();
    const folder = await mkdtemp(join(tmpdir(), 'alarms-'));
    const persist = join(folder, 'aws.sqlite');
    try {
      aws = await startLocalAws({ persist });
      shop = await shopOn(aws);
      await shop.putAlarm('errors', { TreatMissingData: 'breaching' });
      await aws.stop();
      aws = await startLocalAws({ persist });
      shop = await shopOn(aws);
      await putForward(aws, 60);
      expect((await shop.describeOne('errors')).StateValue).toBe('ALARM');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
