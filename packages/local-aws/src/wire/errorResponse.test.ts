import {
  CloudWatchClient,
  PutMetricDataCommand,
  ResourceNotFoundException as MetricNotFoundException,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  InvalidSequenceTokenException,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  EventBridgeClient,
  PutEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge';
import {
  CreateRoleCommand,
  IAMClient,
  NoSuchEntityException,
} from '@aws-sdk/client-iam';
import {
  InvokeCommand,
  LambdaClient,
  ResourceNotFoundException as FunctionNotFoundException,
} from '@aws-sdk/client-lambda';
import {
  NotFoundException as SchemaNotFoundException,
  PutCodeBindingCommand,
  SchemasClient,
} from '@aws-sdk/client-schemas';
import {
  GetTopicAttributesCommand,
  NotFoundException,
  SNSClient,
} from '@aws-sdk/client-sns';
import {
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { ServiceError } from './index';
import { startTestServer, TestServer } from './__testUtils__/testServer';

const METRICS = {
  Namespace: 'Orders',
  MetricData: [{ MetricName: 'Late', Value: 1 }],
};

let wire: TestServer;

beforeAll(async () => {
  wire = await startTestServer();
});
afterAll(() => wire.stop());

type Sent = () => Promise<object>;

describe('errors that operations end in', () => {
  const failing = async (send: Sent, error: ServiceError): Promise<unknown> => {
    wire.answers(error);
    return send().catch(caught => caught);
  };

  it.each<[string, ServiceError, new (...args: never) => Error, object, Sent]>([
    [
      'events',
      new ServiceError('ResourceNotFoundException', 'No rule.'),
      ResourceNotFoundException,
      { $metadata: { httpStatusCode: 400 } },
      () =>
        new EventBridgeClient(wire.config).send(
          new PutEventsCommand({ Entries: [] }),
        ),
    ],
    [
      'sqs',
      new ServiceError('QueueDoesNotExist', 'No queue.'),
      QueueDoesNotExist,
      { Code: 'AWS.SimpleQueueService.NonExistentQueue', Type: 'Sender' },
      () =>
        new SQSClient(wire.config).send(
          new ReceiveMessageCommand({ QueueUrl: 'http://q' }),
        ),
    ],
    [
      'sns',
      new ServiceError('NotFoundException', 'No <topic> & no "more".'),
      NotFoundException,
      { Code: 'NotFound', $metadata: { httpStatusCode: 404 } },
      () =>
        new SNSClient(wire.config).send(
          new GetTopicAttributesCommand({ TopicArn: 'arn' }),
        ),
    ],
    [
      'iam',
      new ServiceError('NoSuchEntityException', 'No role.'),
      NoSuchEntityException,
      { Code: 'NoSuchEntity', $metadata: { httpStatusCode: 404 } },
      () =>
        new IAMClient(wire.config).send(
          new CreateRoleCommand({
            RoleName: 'r',
            AssumeRolePolicyDocument: '',
          }),
        ),
    ],
    [
      'logs, with a further member',
      new ServiceError('InvalidSequenceTokenException', 'Not that one.', {
        members: { expectedSequenceToken: '7' },
      }),
      InvalidSequenceTokenException,
      { expectedSequenceToken: '7', $metadata: { httpStatusCode: 400 } },
      () =>
        new CloudWatchLogsClient(wire.config).send(
          new PutLogEventsCommand({
            logGroupName: 'g',
            logStreamName: 's',
            logEvents: [],
          }),
        ),
    ],
    [
      'monitoring',
      new ServiceError('ResourceNotFoundException', 'No alarm.'),
      MetricNotFoundException,
      { $metadata: { httpStatusCode: 404 } },
      () =>
        new CloudWatchClient(wire.config).send(
          new PutMetricDataCommand(METRICS),
        ),
    ],
    [
      'monitoring in CBOR',
      new ServiceError('ResourceNotFoundException', 'No alarm.'),
      MetricNotFoundException,
      { $metadata: { httpStatusCode: 404 } },
      () =>
        new CloudWatchClient({
          ...wire.config,
          protocol: AwsSmithyRpcV2CborProtocol,
        }).send(new PutMetricDataCommand(METRICS)),
    ],
    [
      'lambda, saying whose fault it is',
      new ServiceError('ResourceNotFoundException', 'No function.'),
      FunctionNotFoundException,
      { Type: 'User', $metadata: { httpStatusCode: 404 } },
      () =>
        new LambdaClient(wire.config).send(
          new InvokeCommand({ FunctionName: 'f' }),
        ),
    ],
    [
      'schemas, repeating the name',
      new ServiceError('NotFoundException', 'No schema.'),
      SchemaNotFoundException,
      { Code: 'NotFoundException', $metadata: { httpStatusCode: 404 } },
      () =>
        new SchemasClient(wire.config).send(
          new PutCodeBindingCommand({
            RegistryName: 'r',
            SchemaName: 's',
            Language: 'Go1',
          }),
        ),
    ],
  ])('of %s', async (_, error, kind, members, send) => {
    const caught = await failing(send, error);
    expect(caught).toBeInstanceOf(kind);
    expect(caught).toMatchObject({ ...members, message: error.message });
  });
});
