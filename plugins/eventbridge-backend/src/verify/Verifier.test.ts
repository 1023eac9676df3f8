import {
  DisableRuleCommand,
  RemovePermissionCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { Plan } from '@busline/backstage-plugin-eventbridge-common';
import { withFaults } from '@busline/local-aws';
import { publication, subscription } from '../__testUtils__/onboardings';
import { Busline, startBusline } from '../__testUtils__/startBusline';
import { DELIVERY, HUB, rootOf } from '../__testUtils__/twoAccounts';

describe('verify', () => {
  let busline: Busline;
  let plan: Plan;
  let queueUrl: string;

  beforeAll(async () => {
    busline = await startBusline();
    await busline.run({ kind: 'apply', wanted: publication });
    const applied = await busline.run({ kind: 'apply', wanted: subscription });
    if (applied.result?.kind !== 'apply') {
      throw new Error(applied.error);
    }
    plan = applied.result.plan;
    queueUrl = `${busline.aws.url}/${DELIVERY}/${plan.delivery?.queueName}`;
  }, 60_000);

  afterAll(async () => {
    await busline?.stop();
  });

  const verify = (timeoutMs?: number) =>
    busline.run({ kind: 'verify', wanted: subscription, timeoutMs });

  it('leaves the messages of others in the queue, little worn', async () => {
    const { sqs } = rootOf(DELIVERY, busline.aws.url);
    for (const body of ['one', 'two', 'three']) {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body }),
      );
    }

    const run = await verify();

    expect(run.status).toBe('succeeded');
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    expect(Messages.map(({ Body }) => Body).sort()).toEqual([
      'one',
      'three',
      'two',
    ]);
    for (const { Attributes } of Messages) {
      expect(Number(Attributes?.ApproximateReceiveCount)).toBeLessThanOrEqual(
        3,
      );
    }
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['All'],
      }),
    );
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessages: '0' });
  }, 60_000);

  it('waits for an event that a throttled queue takes late', async () => {
    const run = await withFaults(
      busline.aws,
      [
        {
          service: 'sqs',
          operation: 'SendMessage',
          account: DELIVERY,
          effect: 'throttle',
          count: 1,
        },
      ],
      () => verify(),
    );
    expect(run.error).toBeUndefined();
    expect(run.status).toBe('succeeded');
  }, 60_000);

  it('says so when the bus does not take the event', async () => {
    const run = await withFaults(
      busline.aws,
      [{ service: 'events', operation: 'PutEvents', effect: 'partial' }],
      () => verify(),
    );
    expect(run.status).toBe('failed');
    expect(run.error).toContain('InternalFailure');
  }, 60_000);

  it('names the hop that is broken', async () => {
    const { eventbridge } = rootOf(HUB, busline.aws.url);
    const rule = plan.changes.flatMap(({ accountId, desired }) =>
      accountId === HUB && desired.kind === 'rule' ? desired : [],
    )[0];
    await eventbridge.send(
      new DisableRuleCommand({ EventBusName: 'hub', Name: rule.name }),
    );
    await busline.post('/refresh').expect(200);

    const run = await verify(1_000);

    expect(run.status).toBe('failed');
    expect(run.error).toContain('did not arrive within 1 s');
    expect(run.error).toContain(rule.name);
    const mended = await busline.run({ kind: 'apply', wanted: subscription });
    expect(mended.error).toBeUndefined();
    expect(mended.result).toMatchObject({ changed: 1, created: 0 });
    expect(await verify()).toMatchObject({ status: 'succeeded' });
  }, 60_000);

  it('tells what a dead-letter queue says', async () => {
    const delivery = rootOf(DELIVERY, busline.aws.url);
    const deliveryRule = plan.changes.flatMap(({ accountId, desired }) =>
      accountId === DELIVERY && desired.kind === 'target' ? desired : [],
    )[0];
    // A queue that nobody let EventBridge send to.
    await delivery.eventbridge.send(
      new PutTargetsCommand({
        EventBusName: deliveryRule.busName,
        Rule: deliveryRule.ruleName,
        Targets: [
          {
            Id: deliveryRule.id,
            Arn: `arn:aws:sqs:eu-west-1:${DELIVERY}:nowhere`,
            DeadLetterConfig: { Arn: deliveryRule.deadLetterArn },
          },
        ],
      }),
    );

    const run = await verify(15_000);

    expect(run.status).toBe('failed');
    expect(run.error).toContain('went to dead-letter queue');
    expect(run.error).toContain('nowhere');
    await busline.run({ kind: 'apply', wanted: subscription });
  }, 60_000);

  it('can be cancelled', async () => {
    const { eventbridge } = rootOf(DELIVERY, busline.aws.url);
    const statement = plan.changes.flatMap(({ accountId, desired }) =>
      accountId === DELIVERY && desired.kind === 'bus-policy-statement'
        ? desired
        : [],
    )[0];
    await eventbridge.send(
      new RemovePermissionCommand({
        EventBusName: statement.busName,
        RemoveAllPermissions: true,
      }),
    );

    const started = await busline
      .post('/runs', { kind: 'verify', wanted: subscription })
      .expect(201);
    await busline.post(`/runs/${started.body.id}/cancel`).expect(200);

    expect(await busline.ended(started.body.id)).toMatchObject({
      status: 'cancelled',
      error: 'Cancelled.',
    });
  }, 60_000);
});
