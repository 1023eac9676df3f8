import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds, ownAddress } from '../../__testUtils__/admin';
import {
  Clients,
  errorOf,
  HUB,
  makeQueue,
  rootOf,
  takeAll,
  TestQueue,
} from '../../__testUtils__/clients';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

describe('schedules', () => {
  let aws: LocalAws;
  let events: Clients['events'];
  let queue: TestQueue;

  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.stop());
  beforeEach(async () => {
    await ownAddress(aws, 'POST', 'reset');
    events = rootOf(aws, HUB).events;
    queue = await makeQueue(aws, HUB, 'ticks');
  });

  const putRule = (ScheduleExpression: string, more = {}) =>
    events.send(new PutRuleCommand({ Name: 'r', ScheduleExpression, ...more }));

  async function schedule(expression: string, target = {}): Promise<void> {
    await putRule(expression);
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [{ Id: '1', Arn: queue.arn, ...target }],
      }),
    );
  }

  const received = () => takeAll(aws, queue);

  /** Goes on to the beginning of the next day of the server's clock. */
  async function goToMidnight(): Promise<Date> {
    const { body } = await ownAddress(aws, 'GET', 'health');
    const now = new Date(String(body.time));
    const midnight = Date.UTC(
      now.getUTCFullYear(),
      now.getUTCMonth(),
      now.getUTCDate() + 1,
    );
    await advanceSeconds(aws, (midnight - now.getTime()) / 1000);
    return new Date(midnight);
  }

  it('fire at their rate, counted from when the rule was put', async () => {
    await schedule('rate(5 minutes)');
    await advanceSeconds(aws, 5 * MINUTE - 5);
    expect(await received()).toEqual([]);
    await advanceSeconds(aws, 15 * MINUTE + 10);
    const ticks = (await received()).map(body => JSON.parse(body));
    expect(ticks).toHaveLength(4);
    expect(ticks[0]).toEqual({
      version: '0',
      id: expect.any(String),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: HUB,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: 'eu-west-1',
      resources: [`arn:aws:events:eu-west-1:${HUB}:rule/r`],
      detail: {},
    });
    const times = ticks.map(({ time }) => Date.parse(time)).sort();
    expect(times.slice(1).map((time, i) => time - times[i])).toEqual([
      5 * MINUTE * 1000,
      5 * MINUTE * 1000,
      5 * MINUTE * 1000,
    ]);
  });

  it('fire at the times of a cron expression, in UTC', async () => {
    await schedule('cron(30 8,20 * * ? *)');
    const midnight = await goToMidnight();
    await received();
    await advanceSeconds(aws, 24 * HOUR);
    const times = (await received()).map(body => JSON.parse(body).time).sort();
    const at = (hours: number) =>
      new Date(midnight.getTime() + hours * HOUR * 1000)
        .toISOString()
        .replace('.000', '');
    expect(times).toEqual([at(8.5), at(20.5)]);
  });

  it('give targets their input', async () => {
    await schedule('rate(1 minute)', { Input: '{"job":"clean"}' });
    await advanceSeconds(aws, MINUTE);
    expect(await received()).toEqual(['{"job":"clean"}']);
  });

  it('rest while the rule is disabled, and end with it', async () => {
    await schedule('rate(1 minute)');
    await events.send(new DisableRuleCommand({ Name: 'r' }));
    await advanceSeconds(aws, 5 * MINUTE);
    expect(await received()).toEqual([]);
    await events.send(new EnableRuleCommand({ Name: 'r' }));
    await advanceSeconds(aws, MINUTE);
    expect(await received()).toHaveLength(1);
    await putRule('rate(1 hour)');
    await advanceSeconds(aws, 59 * MINUTE);
    expect(await received()).toEqual([]);
    await advanceSeconds(aws, 2 * MINUTE);
    expect(await received()).toHaveLength(1);
    await events.send(new RemoveTargetsCommand({ Rule: 'r', Ids: ['1'] }));
    await events.send(new DeleteRuleCommand({ Name: 'r' }));
    await events.send(
      new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["x"]}' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [{ Id: '1', Arn: queue.arn }],
      }),
    );
    await advanceSeconds(aws, 2 * HOUR);
    expect(await received()).toEqual([]);
  });

  it('may stand beside a pattern', async () => {
    await putRule('rate(1 day)', { EventPattern: '{"source":["orders"]}' });
    expect(
      await events.send(new DescribeRuleCommand({ Name: 'r' })),
    ).toMatchObject({
      ScheduleExpression: 'rate(1 day)',
      EventPattern: '{"source":["orders"]}',
    });
  });

  it('are for the default bus only', async () => {
    await events.send(new CreateEventBusCommand({ Name: 'hub' }));
    expect(
      await errorOf(putRule('rate(1 day)', { EventBusName: 'hub' })),
    ).toMatchObject({
      name: 'ValidationException',
      message: 'ScheduleExpression is supported only on the default event bus.',
    });
  });

  // "Cron expressions reference" and "Rate expressions" have these forms.
  it.each([
    'rate(1 minute)',
    'rate(5 minutes)',
    'rate(1 hour)',
    'rate(7 days)',
    'cron(0 2 ? * SAT *)',
    'cron(0 12 * * ? *)',
    'cron(5,35 14 * * ? *)',
    'cron(15 10 ? * 6L 2002-2005)',
    'cron(0 2 ? * SAT#3 *)',
    'cron(0/5 5 ? JAN 1-5 2022)',
    'cron(0/5 8-17 ? * MON-FRI *)',
    'cron(0 8 1 * ? *)',
    'cron(0 9 L * ? *)',
    'cron(0 9 LW * ? *)',
    'cron(0 9 3W * ? *)',
    'cron(0 22-2 ? * FRI-MON *)',
  ])('take %s', async expression => {
    await putRule(expression);
    expect(
      await events.send(new DescribeRuleCommand({ Name: 'r' })),
    ).toMatchObject({ ScheduleExpression: expression });
  });

  it.each([
    'rate(10 seconds)',
    'rate(10 years)',
    'rate(1 minutes)',
    'rate(1 hours)',
    'rate(10 minute)',
    'rate(10 day)',
    'rate()',
    'rate(10)',
    'rate(10 minutess)',
    'rate(foo minutes)',
    'rate(0 minutes)',
    'rate(-10 minutes)',
    'rate(10 MINUTES)',
    'rate( 10 minutes )',
    ' rate(10 minutes)',
    'at(2026-01-01T00:00:00)',
    'cron(INVALID)',
    'cron(0 1 * * * *)',
    'cron(0 1 ? * ? *)',
    'cron(7 20 * * NOT *)',
    'cron(0 dummy ? * MON-FRI *)',
    'cron(71 8 1 * ? *)',
    'cron(0 8 0 * ? *)',
    'cron(0 8 32 * ? *)',
    'cron(0 8 1 13 ? *)',
    'cron(0 8 ? * 8 *)',
    'cron(0 8 ? * 2#6 *)',
    'cron(0 8 * * ? 1969)',
    'cron(0 8 * * ? 2030-2020)',
    'cron(0 8 * * ?)',
    'cron(0/0 8 * * ? *)',
    'cron(0,, 8 * * ? *)',
  ])('refuse %s', async expression => {
    expect(await errorOf(putRule(expression))).toMatchObject({
      name: 'ValidationException',
      message: 'Parameter ScheduleExpression is not valid.',
    });
  });
});
