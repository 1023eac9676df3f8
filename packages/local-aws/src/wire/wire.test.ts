import {
  CloudWatchClient,
  GetMetricDataCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  EventBridgeClient,
  PutEventsCommand,
  PutPermissionCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  LambdaClient,
  ListProvisionedConcurrencyConfigsCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import {
  GetCodeBindingSourceCommand,
  PutCodeBindingCommand,
  SchemasClient,
} from '@aws-sdk/client-schemas';
import {
  PublishCommand,
  RemovePermissionCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  AwsQueryProtocol,
  AwsSmithyRpcV2CborProtocol,
} from '@aws-sdk/core/protocols';
import { startTestServer, TestServer } from './__testUtils__/testServer';

const NOON = new Date('2026-11-27T12:00:00.000Z');
const LATER = new Date('2026-11-27T12:00:01.250Z');
const BYTES = new Uint8Array([0, 1, 127, 128, 255]);

let wire: TestServer;

beforeAll(async () => {
  wire = await startTestServer();
});
afterAll(() => wire.stop());

/** Buffers and typed arrays of the same bytes are the same to a test. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return [...value];
  }
  if (value instanceof Date || typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(plain)
    : Object.fromEntries(
        Object.entries(value)
          .filter(([key, item]) => key !== '$metadata' && item !== undefined)
          .map(([key, item]) => [key, plain(item)]),
      );
}

type Sent = () => Promise<object>;

const METRICS = {
  Namespace: 'Orders',
  MetricData: [
    {
      MetricName: 'Late',
      Dimensions: [{ Name: 'bus', Value: 'hub' }],
      Timestamp: NOON,
      Value: 1.5,
    },
  ],
};
const METRIC_ANSWER = {
  MetricDataResults: [
    { Id: 'm1', Timestamps: [NOON, LATER], Values: [1, 2.5] },
  ],
};
const METRIC_QUERY = {
  StartTime: NOON,
  EndTime: LATER,
  MetricDataQueries: [{ Id: 'm1', ReturnData: false }],
};

describe('what clients send and get', () => {
  it.each<[string, string, object, object, Sent]>([
    [
      'EventBridge',
      'events json PutEvents',
      { Entries: [{ Time: LATER, Source: 'a', Resources: ['r1', 'r2'] }] },
      { FailedEntryCount: 1, Entries: [{ EventId: 'e1' }, { ErrorCode: 'x' }] },
      () =>
        new EventBridgeClient(wire.config).send(
          new PutEventsCommand({
            Entries: [{ Time: LATER, Source: 'a', Resources: ['r1', 'r2'] }],
          }),
        ),
    ],
    [
      'EventBridge, without an answer',
      'events json PutPermission',
      { Action: 'events:PutEvents', Principal: '*', StatementId: 's' },
      {},
      () =>
        new EventBridgeClient(wire.config).send(
          new PutPermissionCommand({
            Action: 'events:PutEvents',
            Principal: '*',
            StatementId: 's',
          }),
        ),
    ],
    [
      'SQS',
      'sqs json SendMessageBatch',
      {
        QueueUrl: 'http://q',
        Entries: [
          {
            Id: '1',
            MessageBody: 'ä "quoted" \u2028',
            MessageAttributes: {
              bytes: { DataType: 'Binary', BinaryValue: [...BYTES] },
            },
          },
        ],
      },
      { Successful: [{ Id: '1', MessageId: 'm' }], Failed: [] },
      () =>
        new SQSClient({ ...wire.config, md5: false }).send(
          new SendMessageBatchCommand({
            QueueUrl: 'http://q',
            Entries: [
              {
                Id: '1',
                MessageBody: 'ä "quoted" \u2028',
                MessageAttributes: {
                  bytes: { DataType: 'Binary', BinaryValue: BYTES },
                },
              },
            ],
          }),
        ),
    ],
    [
      'SNS',
      'sns query Publish',
      {
        TopicArn: 'arn',
        Message: 'a=b&c <d> ä',
        MessageAttributes: {
          one: { DataType: 'String', StringValue: 'x.y' },
          two: { DataType: 'Binary', BinaryValue: [...BYTES] },
        },
      },
      { MessageId: 'm' },
      () =>
        new SNSClient(wire.config).send(
          new PublishCommand({
            TopicArn: 'arn',
            Message: 'a=b&c <d> ä',
            MessageAttributes: {
              one: { DataType: 'String', StringValue: 'x.y' },
              two: { DataType: 'Binary', BinaryValue: BYTES },
            },
          }),
        ),
    ],
    [
      'SNS, without an answer',
      'sns query RemovePermission',
      { TopicArn: 'arn', Label: 'l' },
      {},
      () =>
        new SNSClient(wire.config).send(
          new RemovePermissionCommand({ TopicArn: 'arn', Label: 'l' }),
        ),
    ],
    [
      'STS',
      'sts query AssumeRole',
      {
        RoleArn: 'arn',
        RoleSessionName: 's',
        DurationSeconds: 900,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '' },
        ],
      },
      {
        Credentials: {
          AccessKeyId: 'ASIA',
          SecretAccessKey: 's',
          SessionToken: 't',
          Expiration: NOON,
        },
        PackedPolicySize: 6,
      },
      () =>
        new STSClient(wire.config).send(
          new AssumeRoleCommand({
            RoleArn: 'arn',
            RoleSessionName: 's',
            DurationSeconds: 900,
            Tags: [
              { Key: 'a', Value: '1' },
              { Key: 'b', Value: '' },
            ],
          }),
        ),
    ],
    [
      'IAM',
      'iam query CreateRole',
      { RoleName: 'r', AssumeRolePolicyDocument: '{"a": "<&>"}' },
      {
        Role: {
          Path: '/',
          RoleName: 'r',
          RoleId: 'i',
          Arn: 'arn',
          CreateDate: LATER,
          Tags: [{ Key: '<k>', Value: '"v" & more' }],
        },
      },
      () =>
        new IAMClient(wire.config).send(
          new CreateRoleCommand({
            RoleName: 'r',
            AssumeRolePolicyDocument: '{"a": "<&>"}',
          }),
        ),
    ],
    [
      'CloudWatch Logs',
      'logs json PutLogEvents',
      {
        logGroupName: 'g',
        logStreamName: 's',
        logEvents: [{ timestamp: 1_790_000_000_123, message: 'm' }],
      },
      {
        nextSequenceToken: '1',
        rejectedLogEventsInfo: { tooOldLogEventEndIndex: 0 },
      },
      () =>
        new CloudWatchLogsClient(wire.config).send(
          new PutLogEventsCommand({
            logGroupName: 'g',
            logStreamName: 's',
            logEvents: [{ timestamp: 1_790_000_000_123, message: 'm' }],
          }),
        ),
    ],
    [
      'CloudWatch, as pinned',
      'monitoring json PutMetricData',
      METRICS,
      {},
      () =>
        new CloudWatchClient(wire.config).send(
          new PutMetricDataCommand(METRICS),
        ),
    ],
    [
      'CloudWatch in CBOR',
      'monitoring rpc-v2-cbor PutMetricData',
      METRICS,
      {},
      () =>
        new CloudWatchClient({
          ...wire.config,
          protocol: AwsSmithyRpcV2CborProtocol,
        }).send(new PutMetricDataCommand(METRICS)),
    ],
    [
      'CloudWatch in Query',
      'monitoring query PutMetricData',
      METRICS,
      {},
      () =>
        new CloudWatchClient({
          ...wire.config,
          protocol: AwsQueryProtocol,
        }).send(new PutMetricDataCommand(METRICS)),
    ],
    [
      'CloudWatch, as pinned, with dates to read',
      'monitoring json GetMetricData',
      METRIC_QUERY,
      METRIC_ANSWER,
      () =>
        new CloudWatchClient(wire.config).send(
          new GetMetricDataCommand(METRIC_QUERY),
        ),
    ],
    [
      'CloudWatch in CBOR, with dates to read',
      'monitoring rpc-v2-cbor GetMetricData',
      METRIC_QUERY,
      METRIC_ANSWER,
      () =>
        new CloudWatchClient({
          ...wire.config,
          protocol: AwsSmithyRpcV2CborProtocol,
        }).send(new GetMetricDataCommand(METRIC_QUERY)),
    ],
    [
      'CloudWatch in Query, with dates to read',
      'monitoring query GetMetricData',
      METRIC_QUERY,
      METRIC_ANSWER,
      () =>
        new CloudWatchClient({
          ...wire.config,
          protocol: AwsQueryProtocol,
        }).send(new GetMetricDataCommand(METRIC_QUERY)),
    ],
    [
      'Lambda, with code in JSON',
      'lambda rest-json CreateFunction',
      { FunctionName: 'f', Role: 'arn', Code: { ZipFile: [...BYTES] } },
      { FunctionName: 'f', Timeout: 3, Environment: { Variables: { A: '1' } } },
      () =>
        new LambdaClient(wire.config).send(
          new CreateFunctionCommand({
            FunctionName: 'f',
            Role: 'arn',
            Code: { ZipFile: BYTES },
          }),
        ),
    ],
    [
      'Lambda, with a payload that is the body',
      'lambda rest-json Invoke',
      {
        FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:f',
        InvocationType: 'RequestResponse',
        Qualifier: 'live',
        Payload: [...BYTES],
      },
      {
        StatusCode: 202,
        FunctionError: 'Unhandled',
        ExecutedVersion: '1',
        Payload: [...BYTES],
      },
      () =>
        new LambdaClient(wire.config).send(
          new InvokeCommand({
            FunctionName: 'arn:aws:lambda:eu-west-1:111111111111:function:f',
            InvocationType: 'RequestResponse',
            Qualifier: 'live',
            Payload: BYTES,
          }),
        ),
    ],
    [
      'Lambda, with a list in the query',
      'lambda rest-json UntagResource',
      { Resource: 'arn:aws:lambda:x:1:function:f/y', TagKeys: ['a b', 'c&d'] },
      {},
      () =>
        new LambdaClient(wire.config).send(
          new UntagResourceCommand({
            Resource: 'arn:aws:lambda:x:1:function:f/y',
            TagKeys: ['a b', 'c&d'],
          }),
        ),
    ],
    [
      'Lambda, told apart by a fixed parameter',
      'lambda rest-json ListProvisionedConcurrencyConfigs',
      { FunctionName: 'f', MaxItems: 7 },
      { NextMarker: 'n' },
      () =>
        new LambdaClient(wire.config).send(
          new ListProvisionedConcurrencyConfigsCommand({
            FunctionName: 'f',
            MaxItems: 7,
          }),
        ),
    ],
    [
      'Lambda, on the same path without it',
      'lambda rest-json GetProvisionedConcurrencyConfig',
      { FunctionName: 'f', Qualifier: 'q' },
      { Status: 'READY' },
      () =>
        new LambdaClient(wire.config).send(
          new GetProvisionedConcurrencyConfigCommand({
            FunctionName: 'f',
            Qualifier: 'q',
          }),
        ),
    ],
    [
      'Schemas, answering bytes',
      'schemas rest-json GetCodeBindingSource',
      { RegistryName: 'r', SchemaName: 'a.b@C', Language: 'Java8' },
      { Body: [...BYTES] },
      async () => {
        const { Body } = await new SchemasClient(wire.config).send(
          new GetCodeBindingSourceCommand({
            RegistryName: 'r',
            SchemaName: 'a.b@C',
            Language: 'Java8',
          }),
        );
        return { Body };
      },
    ],
    [
      'Schemas, with its own names and times',
      'schemas rest-json PutCodeBinding',
      { RegistryName: 'r', SchemaName: 's', Language: 'Go1' },
      { CreationDate: LATER, Status: 'CREATE_COMPLETE' },
      () =>
        new SchemasClient(wire.config).send(
          new PutCodeBindingCommand({
            RegistryName: 'r',
            SchemaName: 's',
            Language: 'Go1',
          }),
        ),
    ],
    [
      'Resource Groups Tagging',
      'tagging json GetResources',
      { TagFilters: [{ Key: 'k', Values: ['v'] }], ResourcesPerPage: 5 },
      { ResourceTagMappingList: [{ ResourceARN: 'arn', Tags: [] }] },
      () =>
        new ResourceGroupsTaggingAPIClient(wire.config).send(
          new GetResourcesCommand({
            TagFilters: [{ Key: 'k', Values: ['v'] }],
            ResourcesPerPage: 5,
          }),
        ),
    ],
  ])('%s', async (_, recognised, input, answer, send) => {
    wire.answers(withBytes(answer));
    const got = plain(await send());
    const heard = wire.heard();
    expect(`${heard?.service} ${heard?.protocol} ${heard?.operation}`).toBe(
      recognised,
    );
    expect(plain(heard?.input)).toEqual(input);
    expect(got).toEqual(answer);
  });
});

/** Lists of bytes in a table become what operations answer. */
function withBytes(answer: object): object {
  const bytes = (value: unknown) =>
    Array.isArray(value) && value.length === BYTES.length ? BYTES : value;
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [key, bytes(value)]),
  );
}
