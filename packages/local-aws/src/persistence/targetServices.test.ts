import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  AddPermissionCommand,
  GetPolicyCommand,
  InvokeCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateTopicCommand,
  PublishCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import Database from 'better-sqlite3';
import { LocalAws, startLocalAws } from '../server';
import {
  HUB,
  makeQueue,
  nextMessage,
  policy,
  rootOf,
} from '../__testUtils__/clients';
import { Receiver, Reply, startReceiver } from '../__testUtils__/receiver';

describe('what outlives the process', () => {
  let directory: string;
  let file: string;
  let aws: LocalAws;
  let receiver: Receiver;
  let reply: Reply | undefined;

  const start = () =>
    startLocalAws({
      persist: file,
      functions: { handler: receiver.url },
    });

  beforeEach(async () => {
    // It never answers, unless a test says how.
    reply = undefined;
    receiver = await startReceiver(() => reply);
    directory = await mkdtemp(join(tmpdir(), 'local-aws-'));
    file = join(directory, 'aws.sqlite');
    aws = await start();
  });
  afterEach(async () => {
    await aws.stop();
    await receiver.stop();
    await rm(directory, { recursive: true });
  });

  /** Waits until nothing of a kind is left to be done. */
  const done = async (kind: string) => {
    const database = new Database(file, { readonly: true });
    const count = database
      .prepare<[string], number>(
        "SELECT count(*) FROM rows WHERE scope LIKE ? || '|%'",
      )
      .pluck();
    while (count.get(kind) !== 0) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    database.close();
  };

  const restart = async () => {
    await aws.stop();
    aws = await start();
    return rootOf(aws, HUB);
  };

  it('are topics with their subscriptions and filters', async () => {
    const { sns } = rootOf(aws, HUB);
    const queue = await makeQueue(
      aws,
      HUB,
      'orders',
      policy({
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: '*',
      }),
    );
    const { TopicArn } = await sns.send(
      new CreateTopicCommand({ Name: 'orders' }),
    );
    await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: queue.arn,
        Attributes: {
          RawMessageDelivery: 'true',
          FilterPolicy: '{"kind":["paid"]}',
        },
      }),
    );

    const after = await restart();
    for (const kind of ['sent', 'paid']) {
      await after.sns.send(
        new PublishCommand({
          TopicArn,
          Message: kind,
          MessageAttributes: {
            kind: { DataType: 'String', StringValue: kind },
          },
        }),
      );
    }

    const from = { ...queue, sqs: after.sqs, url: `${aws.url}/${HUB}/orders` };
    await expect(nextMessage(from)).resolves.toMatchObject({ Body: 'paid' });
    await expect(nextMessage(from, 0)).resolves.toBeUndefined();
  });

  it('are the policies of functions', async () => {
    const { lambda } = rootOf(aws, HUB);
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'handler',
        StatementId: 'one',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
      }),
    );
    const get = new GetPolicyCommand({ FunctionName: 'handler' });
    const { Policy } = await lambda.send(get);

    const after = await restart();

    await expect(after.lambda.send(get)).resolves.toMatchObject({ Policy });
  });

  it('are events that a function has not answered', async () => {
    const { lambda, events } = rootOf(aws, HUB);
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'handler',
        StatementId: 'one',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
      }),
    );
    await events.send(
      new PutRuleCommand({
        Name: 'all',
        EventPattern: '{"source":["orders"]}',
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'all',
        Targets: [
          {
            Id: 'one',
            Arn: `arn:aws:lambda:eu-west-1:${HUB}:function:handler`,
          },
        ],
      }),
    );
    await events.send(
      new PutEventsCommand({
        Entries: [{ Source: 'orders', DetailType: 'Paid', Detail: '{}' }],
      }),
    );
    const before = await receiver.next();

    await restart();

    const after = await receiver.next();
    expect(after.body).toBe(before.body);
  });

  it('are events that a function was invoked with and has not answered', async () => {
    await rootOf(aws, HUB).lambda.send(
      new InvokeCommand({
        FunctionName: 'handler',
        InvocationType: 'Event',
        Payload: Buffer.from('{"order":1}'),
      }),
    );
    const before = await receiver.next();

    await restart();

    const after = await receiver.next();
    expect([before.body, after.body]).toEqual(['{"order":1}', '{"order":1}']);
  });

  it('are events that wait for another try of a function', async () => {
    reply = { headers: { 'x-amz-function-error': 'Unhandled' }, body: '{}' };
    await rootOf(aws, HUB).lambda.send(
      new InvokeCommand({
        FunctionName: 'handler',
        InvocationType: 'Event',
        Payload: Buffer.from('{"order":1}'),
      }),
    );
    await receiver.next();
    reply = { body: '{}' };

    await restart();

    await expect(receiver.next()).resolves.toMatchObject({
      body: '{"order":1}',
    });
    await done('lambda/attempts');
    await restart();
    expect(receiver.got).toHaveLength(2);
  });

  it('are messages that a subscription has not got', async () => {
    reply = { status: 500 };
    const { sns, lambda } = rootOf(aws, HUB);
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'handler',
        StatementId: 'one',
        Action: 'lambda:InvokeFunction',
        Principal: 'sns.amazonaws.com',
      }),
    );
    const { TopicArn } = await sns.send(
      new CreateTopicCommand({ Name: 'orders' }),
    );
    await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'lambda',
        Endpoint: `arn:aws:lambda:eu-west-1:${HUB}:function:handler`,
      }),
    );
    await sns.send(new PublishCommand({ TopicArn, Message: 'paid' }));
    await receiver.next();
    await aws.stop();
    const tries = receiver.got.length;
    reply = { body: '{}' };
    aws = await start();
    while (receiver.got.length === tries) {
      await receiver.next();
    }
    await done('sns/dispatches');
    await restart();
    expect(receiver.got).toHaveLength(tries + 1);
    expect(receiver.got.at(-1)?.body).toContain('"Message":"paid"');
  });

  it('are logs, which go on where they ended', async () => {
    const { logs } = rootOf(aws, HUB);
    const stream = { logGroupName: '/g', logStreamName: 's' };
    const put = (clients: typeof logs, message: string) =>
      clients.send(
        new PutLogEventsCommand({
          ...stream,
          logEvents: [{ timestamp: Date.now(), message }],
        }),
      );
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/g' }));
    await logs.send(new CreateLogStreamCommand(stream));
    await put(logs, 'before');
    const { nextForwardToken } = await logs.send(
      new GetLogEventsCommand(stream),
    );

    const after = await restart();
    await put(after.logs, 'after');

    const all = await after.logs.send(new GetLogEventsCommand(stream));
    const next = await after.logs.send(
      new GetLogEventsCommand({ ...stream, nextToken: nextForwardToken }),
    );
    expect(all.events?.map(({ message }) => message)).toEqual([
      'before',
      'after',
    ]);
    expect(next.events?.map(({ message }) => message)).toEqual(['after']);
  });
});
