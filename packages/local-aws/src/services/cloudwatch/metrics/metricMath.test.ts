import { LocalAws, startLocalAws } from '../../../index';
import { errorOf } from '../../../__testUtils__/clients';
import { metric, shopMetricsOf } from '../../../__testUtils__/shopMetrics';

describe('metric math', () => {
  let aws: LocalAws;
  let shop: Awaited<ReturnType<typeof shopMetricsOf>>;

  beforeEach(async () => {
    aws = await startLocalAws();
    shop = await shopMetricsOf(aws);
  });
  afterEach(() => aws.stop());

  beforeEach(async () => {
    await shop.putEach('Good', [8, 6, undefined, 4]);
    await shop.putEach('Bad', [2, undefined, 3, 0]);
  });

  it.each([
    ['good + bad', [10, 4]],
    ['100 * bad / (good + bad)', [20, 0]],
    ['good / bad', [4]], // 4 / 0 is no point
    ['-good ^ 2', [-64, -36, -16]],
    ['2 - 3 - 1 + good', [6, 4, 2]],
    ['SUM([good, bad])', [10, 6, 3, 4]],
    ['SUM(METRICS())', [10, 6, 3, 4]],
    ['MAX(METRICS("good"))', [8, 6, 4]],
    ['good / SUM(good)', [8 / 18, 6 / 18, 4 / 18]],
    ['FILL(bad, 0) + good', [10, 6, 4]],
    ['RUNNING_SUM(good)', [8, 14, 18]],
    ['RATE(good) * PERIOD(good)', [-2, -1]],
    ['DIFF(good)', [-2, -2]],
    ['IF(good > 5, good, 0)', [8, 6, 0]],
    ['CEIL(ABS(bad / 4))', [1, 1, 0]],
  ])('works out %s', async (Expression, expected) => {
    expect(
      await shop.valuesOf(
        { Id: 'e1', Expression },
        metric('good', 'Good', { hidden: true }),
        metric('bad', 'Bad', { hidden: true }),
      ),
    ).toEqual([expected]);
  });

  it('works out what speaks of other expressions', async () => {
    const { MetricDataResults } = await shop.get([
      { Id: 'e2', Expression: 'e1 * 2', Label: 'twice ${MAX}' },
      { Id: 'e1', Expression: 'm1 + 1' },
      metric('m1', 'Good', { hidden: true }),
    ]);
    expect(
      MetricDataResults?.map(({ Id, Label, Values }) => [Id, Label, Values]),
    ).toEqual([
      ['e2', 'twice 18', [18, 14, 10]],
      ['e1', 'e1', [9, 7, 5]],
    ]);
  });

  it.each([
    ['m1 +', "Error in expression 'e1': Unexpected end of the expression"],
    ['m1 m1', "Error in expression 'e1': Unexpected 'm1'"],
    ['nobody + 1', 'There is no query of the id nobody'],
    ['e1 + 1', 'needs itself'],
    ['1 + 1', 'must return a time series'],
    ['SEARCH("x", "Sum", 60)', 'does not have the function SEARCH'],
  ])('refuses %s', async (Expression, message) => {
    const error = await errorOf(
      shop.get([{ Id: 'e1', Expression }, metric('m1', 'Good')]),
    );
    expect(error.message).toContain(message);
  });
});
