import {
  DescribeRuleCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { withFaults } from '@busline/local-aws';
import { inventory } from '../__testUtils__/inventory';
import { publication, subscription } from '../__testUtils__/onboardings';
import { Busline, startBusline } from '../__testUtils__/startBusline';
import { deny, HUB, rootOf } from '../__testUtils__/twoAccounts';

describe('apply', () => {
  let busline: Busline;

  beforeAll(async () => {
    busline = await startBusline();
  }, 60_000);

  afterAll(async () => {
    await busline?.stop();
  });

  it('refuses a plan with problems before any change', async () => {
    const run = await busline.run({ kind: 'apply', wanted: subscription });
    expect(run.status).toBe('failed');
    expect(run.error).toContain('Nothing was changed');
  }, 30_000);

  it('publishes, and changes nothing the second time', async () => {
    const first = await busline.run({ kind: 'apply', wanted: publication });
    expect(first).toMatchObject({ status: 'succeeded' });
    expect(first.result).toMatchObject({ kind: 'apply', changed: 0 });

    const second = await busline.run({ kind: 'apply', wanted: publication });
    expect(second.result).toMatchObject({ created: 0, changed: 0 });
    expect(second.log[second.log.length - 1].message).toMatch(
      /^Nothing to change/,
    );

    const { body } = await busline.get('/topology').expect(200);
    expect(body.eventTypes).toEqual([
      expect.objectContaining({ id: 'com.example.access@Access granted' }),
    ]);
  }, 30_000);

  it('leaves nothing behind where a change is not allowed', async () => {
    await deny(busline.aws.url, HUB, 'busline-apply', ['events:PutTargets']);
    const before = await inventory(busline.aws.url);

    const run = await busline.run({ kind: 'apply', wanted: subscription });

    expect(run.status).toBe('failed');
    expect(run.error).toContain('nothing is left behind');
    expect(run.log.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Undo: /),
    );
    expect(await inventory(busline.aws.url)).toEqual(before);
    await deny(busline.aws.url, HUB, 'busline-apply', []);
  }, 30_000);

  it('leaves nothing behind where AWS breaks half way', async () => {
    const before = await inventory(busline.aws.url);
    const run = await withFaults(
      busline.aws,
      [{ service: 'events', operation: 'PutTargets', effect: 'error' }],
      () => busline.run({ kind: 'apply', wanted: subscription }),
    );
    expect(run.status).toBe('failed');
    expect(run.error).toContain('nothing is left behind');
    expect(await inventory(busline.aws.url)).toEqual(before);
  }, 60_000);

  it('subscribes, delivers a real event, and keeps all the second time', async () => {
    const plan = await busline.post('/plans', subscription).expect(200);
    expect(plan.body.problems).toEqual([]);
    const first = await busline.run({ kind: 'apply', wanted: subscription });
    expect(first.error).toBeUndefined();
    expect(first.status).toBe('succeeded');

    const verified = await busline.run({
      kind: 'verify',
      wanted: subscription,
    });
    expect(verified.error).toBeUndefined();
    expect(verified.result).toMatchObject({
      kind: 'verify',
      queueArn: plan.body.delivery.queueArn,
      event: {
        source: subscription.source,
        'detail-type': subscription.detailType,
        detail: { grantedTo: 'courier' },
      },
    });

    const second = await busline.run({ kind: 'apply', wanted: subscription });
    expect(second.result).toMatchObject({ created: 0, changed: 0 });

    const { body } = await busline.get('/topology').expect(200);
    expect(body.eventTypes[0].consumers).toEqual([
      expect.objectContaining({
        componentRef: 'component:default/delivery-service',
        health: 'ok',
      }),
    ]);
  }, 60_000);

  it('puts back what it changed where a later change fails', async () => {
    const { eventbridge } = rootOf(HUB, busline.aws.url);
    const rules = await eventbridge.send(
      new ListRulesCommand({ EventBusName: 'hub' }),
    );
    const [rule] = rules.Rules ?? [];
    await eventbridge.send(
      new PutRuleCommand({
        EventBusName: 'hub',
        Name: rule.Name,
        EventPattern: rule.EventPattern,
        State: 'DISABLED',
        Description: 'Words of others',
      }),
    );
    const { Targets = [] } = await eventbridge.send(
      new ListTargetsByRuleCommand({ EventBusName: 'hub', Rule: rule.Name }),
    );
    await eventbridge.send(
      new RemoveTargetsCommand({
        EventBusName: 'hub',
        Rule: rule.Name,
        Ids: Targets.map(({ Id = '' }) => Id),
      }),
    );
    await deny(busline.aws.url, HUB, 'busline-apply', ['events:PutTargets']);

    const run = await busline.run({ kind: 'apply', wanted: subscription });

    expect(run.error).toContain('events:PutTargets');
    expect(run.error).toContain('nothing is left behind');
    expect(
      await eventbridge.send(
        new DescribeRuleCommand({ EventBusName: 'hub', Name: rule.Name }),
      ),
    ).toMatchObject({
      State: 'DISABLED',
      Description: 'Words of others',
      EventPattern: rule.EventPattern,
    });

    await deny(busline.aws.url, HUB, 'busline-apply', []);
    const mended = await busline.run({ kind: 'apply', wanted: subscription });
    expect(mended.result).toMatchObject({ created: 1, changed: 1 });
    expect(
      await eventbridge.send(
        new DescribeRuleCommand({ EventBusName: 'hub', Name: rule.Name }),
      ),
    ).toMatchObject({ State: 'ENABLED', Description: 'Words of others' });
  }, 30_000);

  it('says plainly what it could not undo', async () => {
    await deny(busline.aws.url, HUB, 'busline-apply', [
      'events:PutTargets',
      'events:DeleteRule',
    ]);
    const run = await busline.run({
      kind: 'apply',
      wanted: { ...subscription, component: 'access-service' },
    });
    await deny(busline.aws.url, HUB, 'busline-apply', []);

    expect(run.status).toBe('failed');
    expect(run.error).toContain('but not these: arn:aws:events:');
    expect(run.log).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: expect.stringMatching(/^Could not undo/),
        arn: expect.stringContaining(':rule/'),
      }),
    );
  }, 30_000);

  it('lets only one run at a time change the bus', async () => {
    const wanted = {
      ...subscription,
      filter: { detail: { grantedTo: ['resident'] } },
    };
    const started = await Promise.all(
      [1, 2, 3].map(() => busline.post('/runs', { kind: 'apply', wanted })),
    );
    const runs = await Promise.all(
      started.map(({ body }) => busline.ended(body.id)),
    );
    expect(runs.map(({ error }) => error)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const busy = runs.filter(
      ({ result }) =>
        result?.kind === 'apply' && result.created + result.changed > 0,
    );
    expect(busy).toHaveLength(1);
  }, 60_000);
});

describe('apply where AWS throttles', () => {
  it('goes on, and leaves out nothing', async () => {
    const busline = await startBusline();
    await busline.run({ kind: 'apply', wanted: publication });
    const run = await withFaults(
      busline.aws,
      ['PutRule', 'PutTargets', 'CreateQueue', 'CreateRole'].map(operation => ({
        operation,
        effect: 'throttle',
        count: 1,
      })),
      () => busline.run({ kind: 'apply', wanted: subscription }),
    );
    const again = await busline.run({ kind: 'apply', wanted: subscription });
    await busline.stop();

    expect(run.error).toBeUndefined();
    expect(run.status).toBe('succeeded');
    expect(again.result).toMatchObject({ created: 0, changed: 0 });
  }, 60_000);
});
