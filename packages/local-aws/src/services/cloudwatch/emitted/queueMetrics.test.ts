import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { LocalAws, startLocalAws } from '../../../index';
import {
  Clients,
  HUB,
  makeQueue,
  putForward,
  rootOf,
  TestQueue,
  timeOf,
} from '../../../__testUtils__/clients';

describe('the metrics that SQS gives', () => {
  let aws: LocalAws;
  let hub: Clients;
  let queue: TestQueue;

  beforeEach(async () => {
    aws = await startLocalAws();
    hub = rootOf(aws, HUB);
    queue = await makeQueue(aws, HUB, 'inbox');
  });
  afterEach(() => aws.stop());

  const send = (sqs: SQSClient, ...bodies: string[]) =>
    sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: bodies.map((MessageBody, i) => ({ Id: `${i}`, MessageBody })),
      }),
    );

  const receive = (max: number) =>
    hub.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: max,
        VisibilityTimeout: 600,
      }),
    );

  /** Statistics of the last hour, by metric. */
  const read = async (names: string[], Stat: string, QueueName = 'inbox') => {
    const now = await timeOf(aws);
    const { MetricDataResults = [] } = await hub.cloudwatch.send(
      new GetMetricDataCommand({
        MetricDataQueries: names.map((MetricName, i) => ({
          Id: `m${i}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/SQS',
              MetricName,
              Dimensions: [{ Name: 'QueueName', Value: QueueName }],
            },
            Period: 3_600,
            Stat,
          },
        })),
        StartTime: new Date(now.getTime() - 3_540_000),
        EndTime: new Date(now.getTime() + 60_000),
      }),
    );
    return MetricDataResults.map(({ Values }) => Values?.[0]);
  };

  it('counts what is sent, received and deleted', async () => {
    await send(hub.sqs, 'a', 'bcd', 'e');
    const { Messages = [] } = await receive(2);
    await hub.sqs.send(
      new DeleteMessageCommand({
        QueueUrl: queue.url,
        ReceiptHandle: Messages[0].ReceiptHandle,
      }),
    );
    await receive(10);
    await receive(10);
    expect(
      await read(
        [
          'NumberOfMessagesSent',
          'NumberOfMessagesReceived',
          'NumberOfMessagesDeleted',
          'NumberOfEmptyReceives',
          'SentMessageSize',
        ],
        'Sum',
      ),
    ).toEqual([3, 3, 1, 1, 5]);
  });

  it('looks each minute at what is in a queue that is in use', async () => {
    const names = [
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesNotVisible',
    ];
    await send(hub.sqs, 'a', 'b', 'c');
    expect(await read(names, 'Maximum')).toEqual([undefined, undefined]);
    await putForward(aws, 60);
    expect(await read(names, 'Maximum')).toEqual([3, 0]);
    await receive(2);
    await putForward(aws, 60);
    expect(await read(names, 'Minimum')).toEqual([1, 0]);
    expect(await read(names, 'Maximum')).toEqual([3, 2]);
    // Six hours after its last use a queue is at rest.
    await putForward(aws, 7.5 * 3_600);
    expect(await read(names, 'SampleCount')).toEqual([undefined, undefined]);
  });

  it('looks at a dead-letter queue that a redrive fills', async () => {
    const letters = await makeQueue(aws, HUB, 'letters');
    const { QueueUrl = '' } = await hub.sqs.send(
      new CreateQueueCommand({
        QueueName: 'hasty',
        Attributes: {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: letters.arn,
            maxReceiveCount: 1,
          }),
        },
      }),
    );
    queue = { ...queue, url: QueueUrl };
    await send(hub.sqs, 'a');
    await receive(1);
    await putForward(aws, 601);
    await receive(1);
    await putForward(aws, 60);
    expect(
      await read(
        ['ApproximateNumberOfMessagesVisible', 'NumberOfMessagesSent'],
        'Maximum',
        'letters',
      ),
    ).toEqual([1, undefined]);
  });

  it('stops looking at a queue that was deleted', async () => {
    await send(hub.sqs, 'a');
    await putForward(aws, 60);
    await hub.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
    await putForward(aws, 180);
    expect(
      await read(['ApproximateNumberOfMessagesVisible'], 'SampleCount'),
    ).toEqual([1]);
  });
});
