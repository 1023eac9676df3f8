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
import { AddPermissionCommand, GetPolicyCommand } from '@aws-sdk/client-lambda';
import {
  CreateTopicCommand,
  PublishCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { LocalAws, startLocalAws } from '../server';
import {
  HUB,
  makeQueue,
  nextMessage,
  policy,
  rootOf,
} from '../__testUtils__/clients';
import { Receiver, startReceiver } from '../__testUtils__/receiver';

describe('what outlives the process', () => {
  let directory: string;
  let aws: LocalAws;
  let receiver: Receiver;

  const start = () =>
    startLocalAws({
      persist: join(directory, 'aws.sqlite'),
      functions: { handler: receiver.url },
    });

  beforeEach(async () => {
    // It never answers.
    receiver = await startReceiver(() => undefined);
    directory = await mkdtemp(join(tmpdir(), 'local-aws-'));
    aws = await start();
  });
  afterEach(async () => {
    await aws.stop();
    await receiver.stop();
    await rm(directory, { recursive: true });
  });

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
