import {
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { LocalAws, startLocalAws } from '../../../index';
import { errorOf, PRODUCER } from '../../../__testUtils__/clients';
import {
  metric,
  MINUTE,
  shopMetricsOf,
} from '../../../__testUtils__/shopMetrics';

describe("metrics of one's own", () => {
  let aws: LocalAws;
  let shop: Awaited<ReturnType<typeof shopMetricsOf>>;

  beforeEach(async () => {
    aws = await startLocalAws();
    shop = await shopMetricsOf(aws);
  });
  afterEach(() => aws.stop());

  it.each([
    ['SampleCount', 100],
    ['Sum', 5050],
    ['Average', 50.5],
    ['Minimum', 1],
    ['Maximum', 100],
    ['p0', 1],
    ['p50', 50],
    ['p90', 90],
    ['p99.9', 100],
    ['p100', 100],
  ])('gives %s of the values of a period', async (stat, expected) => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    await shop.put({
      MetricName: 'Price',
      Values: hundred,
      Timestamp: new Date(shop.start),
    });
    expect(await shop.valuesOf(metric('m1', 'Price', { stat }))).toEqual([
      [expected],
    ]);
  });

  it('knows percentiles of ever so many different values to 1 %', async () => {
    const values = Array.from({ length: 1_500 }, (_, i) => (i + 1) / 7);
    for (let i = 0; i < values.length; i += 150) {
      await shop.put({
        MetricName: 'Price',
        Values: values.slice(i, i + 150),
        Timestamp: new Date(shop.start),
      });
    }
    const [[p50 = NaN] = [], [p99 = NaN] = []] = await shop.valuesOf(
      metric('m1', 'Price', { stat: 'p50' }),
      metric('m2', 'Price', { stat: 'p99' }),
    );
    expect(Math.abs(p50 / (750 / 7) - 1)).toBeLessThan(0.01);
    expect(Math.abs(p99 / (1485 / 7) - 1)).toBeLessThan(0.01);
  });

  it('counts values as often as Counts says', async () => {
    await shop.put({
      MetricName: 'Price',
      Values: [10, 20],
      Counts: [3, 1],
      Timestamp: new Date(shop.start),
    });
    expect(
      await shop.valuesOf(
        metric('m1', 'Price', { stat: 'SampleCount' }),
        metric('m2', 'Price', { stat: 'Sum' }),
        metric('m3', 'Price', { stat: 'p75' }),
      ),
    ).toEqual([[4], [50], [10]]);
  });

  it('has no percentile of a set of which only a summary is known', async () => {
    await shop.put({
      MetricName: 'Price',
      StatisticValues: { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 4 },
      Timestamp: new Date(shop.start),
    });
    expect(
      await shop.valuesOf(
        metric('m1', 'Price', { stat: 'Average' }),
        metric('m2', 'Price', { stat: 'Maximum' }),
        metric('m3', 'Price', { stat: 'p50' }),
      ),
    ).toEqual([[2.5], [4], []]);
  });

  it('joins minutes to periods that begin with the request', async () => {
    await shop.putEach('Orders', [1, 2, undefined, 4, 5, 6]);
    const { MetricDataResults: [result] = [] } = await shop.get([
      metric('m1', 'Orders', { period: 180 }),
    ]);
    expect(result).toMatchObject({
      Id: 'm1',
      Label: 'Orders',
      StatusCode: 'Complete',
      Values: [3, 15],
      Timestamps: [new Date(shop.start), new Date(shop.start + 3 * MINUTE)],
    });
  });

  it('takes the shop.start of a request in and leaves its end out', async () => {
    await shop.putEach('Orders', [1, 2, 3]);
    const { MetricDataResults: [result] = [] } = await shop.get(
      [metric('m1', 'Orders')],
      { EndTime: new Date(shop.start + 2 * MINUTE) },
    );
    expect(result.Values).toEqual([1, 2]);
  });

  it('gives the newest first unless asked otherwise', async () => {
    await shop.putEach('Orders', [1, 2, 3]);
    const { MetricDataResults: [result] = [] } = await shop.get(
      [metric('m1', 'Orders')],
      { ScanBy: undefined },
    );
    expect(result.Values).toEqual([3, 2, 1]);
  });

  it('gives a page of points and goes on from its token', async () => {
    await shop.putEach('Orders', [1, 2, 3, 4, 5]);
    await shop.putEach('Returns', [7, 8]);
    const queries = [metric('m1', 'Orders'), metric('m2', 'Returns')];
    const pages: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const page = await shop.get(queries, { MaxDatapoints: 3, NextToken });
      pages.push(
        page.MetricDataResults?.map(({ Values, StatusCode }) => [
          Values,
          StatusCode,
        ]),
      );
      ({ NextToken } = page);
    } while (NextToken);
    expect(pages).toEqual([
      [
        [[1, 2, 3], 'PartialData'],
        [[], 'PartialData'],
      ],
      [
        [[4, 5], 'Complete'],
        [[7], 'PartialData'],
      ],
      [
        [[], 'Complete'],
        [[8], 'Complete'],
      ],
    ]);
  });

  it.each<[string, Partial<GetMetricDataCommand['input']>, string]>([
    [
      'an end before the start',
      { EndTime: new Date(0) },
      'The parameter EndTime must be greater than StartTime.',
    ],
    [
      'an id in capitals',
      { MetricDataQueries: [{ Id: 'M1', Expression: '1' }] },
      'The value M1 for parameter MetricDataQueries.member.1.Id is not matching the expected pattern',
    ],
    [
      'a query of nothing',
      { MetricDataQueries: [{ Id: 'm1' }] },
      'The parameter MetricDataQueries.member.1.MetricStat is required.',
    ],
    ['a token of another kind', { NextToken: 'abc' }, 'Invalid NextToken'],
  ])('refuses %s', async (_, more, message) => {
    const error = await errorOf(shop.get([metric('m1', 'Orders')], more));
    expect(error.message).toContain(message);
  });

  it('gives statistics of each unit by itself', async () => {
    const Timestamp = new Date(shop.start);
    await shop.put(
      { MetricName: 'Size', Value: 3, Unit: 'Bytes', Timestamp },
      { MetricName: 'Size', Value: 5, Unit: 'Bytes', Timestamp },
      { MetricName: 'Size', Value: 1, Timestamp },
    );
    const { Datapoints, Label } = await shop.cloudwatch().send(
      new GetMetricStatisticsCommand({
        Namespace: 'Shop',
        MetricName: 'Size',
        StartTime: Timestamp,
        EndTime: new Date(shop.start + 10 * MINUTE),
        Period: 600,
        Statistics: ['Sum', 'SampleCount'],
        ExtendedStatistics: ['p50'],
      }),
    );
    expect(Label).toBe('Size');
    expect(Datapoints).toEqual([
      {
        Timestamp,
        Sum: 8,
        SampleCount: 2,
        ExtendedStatistics: { p50: 3 },
        Unit: 'Bytes',
      },
      {
        Timestamp,
        Sum: 1,
        SampleCount: 1,
        ExtendedStatistics: { p50: 1 },
        Unit: 'None',
      },
    ]);
  });

  it('refuses more than 1,440 points of statistics', async () => {
    const error = await errorOf(
      shop.cloudwatch().send(
        new GetMetricStatisticsCommand({
          Namespace: 'Shop',
          MetricName: 'Size',
          StartTime: new Date(shop.start - 1_440 * MINUTE),
          EndTime: new Date(shop.start + MINUTE),
          Period: 60,
          Statistics: ['Sum'],
        }),
      ),
    );
    expect(error.message).toBe(
      'You have requested up to 1,441 datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
    );
  });

  it('lists metrics by name and dimensions, 500 at a time', async () => {
    const Dimensions = (Value: string) => [{ Name: 'Shelf', Value }];
    await shop.put(
      ...Array.from({ length: 501 }, (_, i) => ({
        MetricName: 'Stock',
        Dimensions: Dimensions(`${i}`),
        Value: 1,
      })),
      { MetricName: 'Orders', Value: 1 },
    );
    const list = (more: ListMetricsCommand['input']) =>
      shop.cloudwatch().send(new ListMetricsCommand(more));
    const first = await list({ MetricName: 'Stock' });
    const second = await list({
      MetricName: 'Stock',
      NextToken: first.NextToken,
    });
    expect(first.Metrics).toHaveLength(500);
    expect(second.Metrics).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
    expect((await list({ MetricName: 'Orders' })).Metrics).toEqual([
      { Namespace: 'Shop', MetricName: 'Orders', Dimensions: [] },
    ]);
    const one = await list({ Dimensions: Dimensions('7') });
    expect(one.Metrics).toEqual([
      {
        Namespace: 'Shop',
        MetricName: 'Stock',
        Dimensions: [{ Name: 'Shelf', Value: '7' }],
      },
    ]);
    expect(
      (await list({ Dimensions: [{ Name: 'Shelf' }] })).Metrics,
    ).toHaveLength(500);
    expect((await list({ Namespace: 'Other' })).Metrics).toEqual([]);
    expect(
      (await shop.cloudwatch(PRODUCER).send(new ListMetricsCommand({})))
        .Metrics,
    ).toEqual([]);
  });

  it.each<[string, PutMetricDataCommand['input'], string]>([
    [
      "AWS's own namespaces",
      { Namespace: 'AWS/Events', MetricData: [{ MetricName: 'x', Value: 1 }] },
      'The value AWS/Events for parameter Namespace is invalid.',
    ],
    [
      'a value and values',
      {
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'x', Value: 1, Values: [1] }],
      },
      'The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
    ],
    [
      'another number of counts',
      {
        Namespace: 'Shop',
        MetricData: [{ MetricName: 'x', Values: [1, 2], Counts: [1] }],
      },
      'The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.',
    ],
    [
      'values of last month',
      {
        Namespace: 'Shop',
        MetricData: [
          { MetricName: 'x', Value: 1, Timestamp: new Date('2020-01-01') },
        ],
      },
      'The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks and no more than two hours in the future.',
    ],
  ])('refuses %s', async (_, input, message) => {
    const error = await errorOf(
      shop.cloudwatch().send(new PutMetricDataCommand(input)),
    );
    expect(error.message).toBe(message);
  });
});
