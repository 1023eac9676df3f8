import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeRuleCommand,
  ListEventBusesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
  CreateEventBusCommand,
  DescribeEventBusCommand,
  DeleteEventBusCommand,
} from '@aws-sdk/client-eventbridge';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateRegistryCommand,
  CreateSchemaCommand,
  DescribeSchemaCommand,
} from '@aws-sdk/client-schemas';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { startLocalAws } from '../server';
import { advanceSeconds, ownAddress } from '../__testUtils__/admin';
import {
  assume,
  clientsWith,
  HUB,
  makeQueue,
  makeRole,
  nextMessage,
  PRODUCER,
  rootOf,
} from '../__testUtils__/clients';
import { startAlone } from '../__testUtils__/startAlone';

describe('--persist', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'local-aws-'));
    file = join(folder, 'state.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what there is across a restart', async () => {
    const first = await startLocalAws({ persist: file });
    const { events, schemas } = rootOf(first, HUB);
    const bus = await events.send(
      new CreateEventBusCommand({
        Name: 'hub',
        Description: 'all of it',
        Tags: [{ Key: 'team', Value: 'platform' }],
      }),
    );
    await events.send(new CreateEventBusCommand({ Name: 'gone' }));
    await events.send(new DeleteEventBusCommand({ Name: 'gone' }));
    await events.send(
      new PutPermissionCommand({
        EventBusName: 'hub',
        StatementId: 's',
        Action: 'events:PutEvents',
        Principal: PRODUCER,
      }),
    );
    const queue = await makeQueue(first, HUB, 'orders');
    await events.send(
      new PutRuleCommand({
        Name: 'r',
        EventBusName: 'hub',
        EventPattern: '{"source":["orders"]}',
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        EventBusName: 'hub',
        Targets: [{ Id: 't', Arn: queue.arn }],
      }),
    );
    await schemas.send(new CreateRegistryCommand({ RegistryName: 'reg' }));
    await schemas.send(
      new CreateSchemaCommand({
        RegistryName: 'reg',
        SchemaName: 'a@b',
        Type: 'JSONSchemaDraft4',
        Content: '{"type":"object"}',
      }),
    );
    const roleArn = await makeRole(first, HUB, 'reader', {
      trusts: { AWS: HUB },
      may: [{ Effect: 'Allow', Action: 'events:List*', Resource: '*' }],
    });
    const session = await assume(first, roleArn);
    const credentials = await session.events.config.credentials();
    await rootOf(first, HUB).sqs.send(
      new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'kept' }),
    );
    await first.stop();

    const second = await startLocalAws({ persist: file });
    const again = rootOf(second, HUB);
    const { EventBuses = [] } = await again.events.send(
      new ListEventBusesCommand({}),
    );
    expect(EventBuses.map(({ Name }) => Name)).toEqual(['default', 'hub']);
    expect(
      await again.events.send(new DescribeEventBusCommand({ Name: 'hub' })),
    ).toMatchObject({
      Description: 'all of it',
      Policy: expect.stringContaining(PRODUCER),
      CreationTime: expect.any(Date),
    });
    expect(
      await again.events.send(
        new ListTagsForResourceCommand({ ResourceARN: bus.EventBusArn }),
      ),
    ).toMatchObject({ Tags: [{ Key: 'team', Value: 'platform' }] });
    expect(
      await again.events.send(
        new DescribeRuleCommand({ Name: 'r', EventBusName: 'hub' }),
      ),
    ).toMatchObject({ EventPattern: '{"source":["orders"]}' });
    expect(
      await again.events.send(
        new ListTargetsByRuleCommand({ Rule: 'r', EventBusName: 'hub' }),
      ),
    ).toMatchObject({ Targets: [{ Id: 't', Arn: queue.arn }] });
    expect(
      await again.schemas.send(
        new DescribeSchemaCommand({ RegistryName: 'reg', SchemaName: 'a@b' }),
      ),
    ).toMatchObject({ Content: '{"type":"object"}' });
    expect(
      await again.iam.send(new GetRoleCommand({ RoleName: 'reader' })),
    ).toMatchObject({ Role: { Arn: roleArn } });
    const kept = await nextMessage({ ...queue, sqs: again.sqs }, 0);
    expect(kept?.Body).toBe('kept');
    // Sessions go on, and rules deliver.
    const { sts } = clientsWith(second, credentials);
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: expect.stringContaining('assumed-role/reader/test'),
    });
    await again.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: 'hub',
            Source: 'orders',
            DetailType: 'placed',
            Detail: '{"n":1}',
          },
        ],
      }),
    );
    const delivered = await nextMessage({ ...queue, sqs: again.sqs });
    expect(JSON.parse(delivered?.Body ?? '{}')).toMatchObject({
      detail: { n: 1 },
    });
    await second.stop();
  });

  it('goes on trying a delivery that had failed', async () => {
    const first = await startLocalAws({ persist: file });
    const { events } = rootOf(first, HUB);
    const queue = await makeQueue(first, HUB, 'orders');
    await events.send(
      new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["orders"]}' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [{ Id: 't', Arn: queue.arn }],
      }),
    );
    await ownAddress(first, 'POST', 'faults', {
      service: 'sqs',
      operation: 'SendMessage',
      effect: 'error',
    });
    await events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'orders', DetailType: 'd', Detail: '{}' }],
      }),
    );
    await advanceSeconds(first, 60);
    await first.stop();
    const second = await startLocalAws({ persist: file });
    const { sqs } = rootOf(second, HUB);
    expect(await nextMessage({ ...queue, sqs })).toBeDefined();
    expect(await nextMessage({ ...queue, sqs }, 0)).toBeUndefined();
    await second.stop();
  });

  it('loses no accepted event, and doubles none, when it is killed', async () => {
    const first = startAlone('--port', '0', '--persist', file);
    const url = /http:\S+/.exec(await first.firstLine)?.[0] ?? '';
    const events = rootOf({ url }, HUB).events;
    const queue = await makeQueue({ url }, HUB, 'orders');
    await events.send(
      new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["orders"]}' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'r',
        Targets: [{ Id: 't', Arn: queue.arn }],
      }),
    );
    const accepted = new Set<string>();
    const putUntilItEnds = async (name: number) => {
      for (let i = 0; ; i++) {
        const marks = Array.from({ length: 10 }, (_, j) => `${name}-${i}-${j}`);
        await events.send(
          new PutEventsCommand({
            Entries: marks.map(mark => ({
              Source: 'orders',
              DetailType: 'd',
              Detail: JSON.stringify({ mark }),
            })),
          }),
        );
        marks.forEach(mark => accepted.add(mark));
        if (accepted.size > 500) {
          first.child.kill('SIGKILL');
        }
      }
    };
    const putters = await Promise.allSettled([1, 2, 3, 4].map(putUntilItEnds));
    expect(putters.every(({ status }) => status === 'rejected')).toBe(true);
    await first.ended;

    const second = await startLocalAws({ persist: file });
    const { sqs } = rootOf(second, HUB);
    const received: string[] = [];
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue.url,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 1,
        }),
      );
      if (Messages.length === 0) {
        break;
      }
      for (const { Body = '', ReceiptHandle } of Messages) {
        received.push(JSON.parse(Body).detail.mark);
        await sqs.send(
          new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle }),
        );
      }
    }
    expect(received.length).toBe(new Set(received).size);
    const lost = [...accepted].filter(mark => !received.includes(mark));
    expect(lost).toEqual([]);
    await second.stop();
  }, 60_000);
});
