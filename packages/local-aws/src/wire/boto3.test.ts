import { ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface, Interface } from 'node:readline';
import { ServiceError } from './index';
import { startTestServer, TestServer } from './__testUtils__/testServer';

const boto3IsMissing =
  spawnSync('python3', ['-c', 'import boto3']).status !== 0;
const cliIsMissing = spawnSync('aws', ['--version']).status !== 0;

const NOON = { seconds: 1_795_780_800 };
const BYTES = { bytes: [0, 1, 127, 128, 255] };

/** Bytes and points in time as they are on the lines to and from Python. */
function asOnLines(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return { bytes: [...value] };
  }
  if (value instanceof Date) {
    return { seconds: value.getTime() / 1000 };
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(asOnLines)
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, asOnLines(item)]),
      );
}

/** The same the other way: what operations answer. */
function fromLines(value: unknown): unknown {
  if (value === BYTES) {
    return new Uint8Array(BYTES.bytes);
  }
  if (value === NOON) {
    return new Date(NOON.seconds * 1000);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(fromLines)
    : Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, fromLines(item)]),
      );
}

let wire: TestServer;

beforeAll(async () => {
  wire = await startTestServer();
});
afterAll(() => wire.stop());

jest.setTimeout(60_000);

(boto3IsMissing ? describe.skip : describe)(
  boto3IsMissing ? 'boto3 (skipped: Python has no boto3)' : 'boto3',
  () => {
    let python: ChildProcess;
    let lines: Interface;

    beforeAll(() => {
      const child = spawn('python3', [resolve(__dirname, 'boto3Caller.py')], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      python = child;
      lines = createInterface(child.stdout);
    });
    afterAll(async () => {
      const ended = new Promise(done => python.once('close', done));
      python.stdin?.end();
      await ended;
    });

    const call = (service: string, method: string, input: object) =>
      new Promise<unknown>(done => {
        lines.once('line', line => done(JSON.parse(line)));
        const asked = { url: wire.url, service, method, input };
        python.stdin?.write(`${JSON.stringify(asked)}\n`);
      });

    it.each<[string, string, string, object, object]>([
      [
        'events',
        'put_events',
        'events json PutEvents',
        { Entries: [{ Time: NOON, Source: 'a', Resources: ['r'] }] },
        { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] },
      ],
      [
        'events',
        'delete_rule',
        'events json DeleteRule',
        { Name: 'r', Force: true },
        {},
      ],
      [
        'sqs',
        'receive_message',
        'sqs json ReceiveMessage',
        { QueueUrl: 'http://q', MessageAttributeNames: ['All'] },
        {
          Messages: [
            {
              Body: '',
              MD5OfBody: 'd41d8cd98f00b204e9800998ecf8427e',
              MessageAttributes: {
                a: { DataType: 'Binary', BinaryValue: BYTES },
              },
            },
          ],
        },
      ],
      [
        'sns',
        'publish',
        'sns query Publish',
        {
          TopicArn: 'arn',
          Message: 'a&b <c>',
          MessageAttributes: { a: { DataType: 'Binary', BinaryValue: BYTES } },
        },
        { MessageId: 'm' },
      ],
      [
        'sns',
        'get_topic_attributes',
        'sns query GetTopicAttributes',
        { TopicArn: 'arn' },
        { Attributes: { Policy: '{"a": "<&>"}', Owner: '1' } },
      ],
      [
        'sts',
        'assume_role',
        'sts query AssumeRole',
        {
          RoleArn: `arn:aws:iam::111111111111:role/r`,
          RoleSessionName: 's1',
          DurationSeconds: 900,
          Tags: [{ Key: 'k', Value: '' }],
        },
        {
          Credentials: {
            AccessKeyId: 'ASIA0123456789AB',
            SecretAccessKey: 's',
            SessionToken: 't',
            Expiration: NOON,
          },
        },
      ],
      [
        'iam',
        'list_role_tags',
        'iam query ListRoleTags',
        { RoleName: 'r', MaxItems: 5 },
        { Tags: [{ Key: 'k', Value: '"v"' }], IsTruncated: false },
      ],
      [
        'logs',
        'put_log_events',
        'logs json PutLogEvents',
        {
          logGroupName: 'g',
          logStreamName: 's',
          logEvents: [{ timestamp: 1_795_780_800_000, message: 'm' }],
        },
        { nextSequenceToken: '1' },
      ],
      [
        'cloudwatch',
        'put_metric_data',
        'monitoring json PutMetricData',
        {
          Namespace: 'Orders',
          MetricData: [{ MetricName: 'Late', Timestamp: NOON, Value: 0.5 }],
        },
        {},
      ],
      [
        'cloudwatch',
        'put_metric_data',
        'monitoring json PutMetricData', // So large that it is compressed.
        {
          Namespace: 'Orders',
          MetricData: Array.from({ length: 300 }, (_, i) => ({
            MetricName: `Late ${i}`,
            Timestamp: NOON,
            Value: i,
          })),
        },
        {},
      ],
      [
        'cloudwatch',
        'get_metric_data',
        'monitoring json GetMetricData',
        { MetricDataQueries: [{ Id: 'm' }], StartTime: NOON, EndTime: NOON },
        {
          MetricDataResults: [{ Id: 'm', Timestamps: [NOON], Values: [1.5] }],
        },
      ],
      [
        'lambda',
        'create_function',
        'lambda rest-json CreateFunction',
        {
          FunctionName: 'f',
          Role: `arn:aws:iam::111111111111:role/r`,
          Code: { ZipFile: BYTES },
        },
        { FunctionName: 'f', Timeout: 3 },
      ],
      [
        'lambda',
        'invoke',
        'lambda rest-json Invoke',
        { FunctionName: 'f:live', InvocationType: 'Event', Payload: BYTES },
        { StatusCode: 202, FunctionError: 'Unhandled', Payload: BYTES },
      ],
      [
        'lambda',
        'list_functions',
        'lambda rest-json ListFunctions',
        { MaxItems: 3 },
        { Functions: [{ FunctionName: 'f' }] },
      ],
      [
        'schemas',
        'get_code_binding_source',
        'schemas rest-json GetCodeBindingSource',
        { RegistryName: 'r', SchemaName: 'a.b@C', Language: 'Java8' },
        { Body: BYTES },
      ],
      [
        'schemas',
        'untag_resource',
        'schemas rest-json UntagResource',
        { ResourceArn: 'arn:aws:schemas:x:1:schema/r/s', TagKeys: ['a', 'b'] },
        {},
      ],
      [
        'resourcegroupstaggingapi',
        'get_resources',
        'tagging json GetResources',
        { TagFilters: [{ Key: 'k', Values: ['v'] }] },
        { ResourceTagMappingList: [{ ResourceARN: 'arn', Tags: [] }] },
      ],
    ])('%s %s', async (service, method, recognised, input, answer) => {
      wire.answers(Object(fromLines(answer)));
      const told = await call(service, method, input);
      const heard = wire.heard();
      expect(`${heard?.service} ${heard?.protocol} ${heard?.operation}`).toBe(
        recognised,
      );
      expect(asOnLines(heard?.input)).toEqual(input);
      expect(told).toEqual({ answer });
    });

    it.each<[string, string, object, string, string, number]>([
      [
        'events',
        'list_rules',
        {},
        'ResourceNotFoundException',
        'ResourceNotFoundException',
        400,
      ],
      [
        'sqs',
        'list_queues',
        {},
        'QueueDoesNotExist',
        'AWS.SimpleQueueService.NonExistentQueue',
        400,
      ],
      ['sns', 'list_topics', {}, 'NotFoundException', 'NotFound', 404],
      [
        'sts',
        'get_caller_identity',
        {},
        'ExpiredTokenException',
        'ExpiredTokenException',
        400,
      ],
      ['iam', 'list_roles', {}, 'NoSuchEntityException', 'NoSuchEntity', 404],
      [
        'logs',
        'describe_log_groups',
        {},
        'ResourceNotFoundException',
        'ResourceNotFoundException',
        400,
      ],
      [
        'cloudwatch',
        'list_metrics',
        {},
        'InvalidParameterValueException',
        'InvalidParameterValue',
        400,
      ],
      [
        'lambda',
        'get_function',
        { FunctionName: 'f' },
        'ResourceNotFoundException',
        'ResourceNotFoundException',
        404,
      ],
      [
        'lambda',
        'list_functions',
        {},
        'AccessDeniedException',
        'AccessDeniedException',
        403,
      ],
      [
        'schemas',
        'list_registries',
        {},
        'ForbiddenException',
        'ForbiddenException',
        403,
      ],
      [
        'resourcegroupstaggingapi',
        'get_resources',
        {},
        'InvalidParameterException',
        'InvalidParameterException',
        400,
      ],
    ])(
      '%s %s %j ends in %s, which is %s with status %i',
      async (service, method, input, name, code, status) => {
        const message = `No "such" <thing> & no other`;
        wire.answers(new ServiceError(name, message));
        expect(await call(service, method, input)).toEqual({
          code,
          message,
          status,
        });
      },
    );
  },
);

(cliIsMissing ? describe.skip : describe)(
  cliIsMissing
    ? 'the AWS CLI (skipped: there is no `aws` on the PATH)'
    : 'the AWS CLI',
  () => {
    const aws = (...args: string[]) =>
      new Promise<{ out: string; error: string }>(done => {
        const options = {
          env: {
            PATH: process.env.PATH,
            HOME: process.env.HOME,
            AWS_DEFAULT_REGION: 'eu-west-1',
            AWS_ACCESS_KEY_ID: '111111111111',
            AWS_SECRET_ACCESS_KEY: 'any',
            AWS_CONFIG_FILE: '/dev/null',
            AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
          },
        };
        execFile(
          'aws',
          [...args, '--endpoint-url', wire.url],
          options,
          (_, out, error) => done({ out, error }),
        );
      });

    it('sends a payload to a function, and gets one', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'busline-wire-'));
      const [sent, got] = [join(folder, 'sent'), join(folder, 'got')];
      writeFileSync(sent, new Uint8Array(BYTES.bytes));
      wire.answers({ StatusCode: 200, Payload: Buffer.from('{"done": true}') });
      const { out } = await aws(
        ...['lambda', 'invoke', '--function-name', 'f'],
        ...['--payload', `fileb://${sent}`, got],
      );
      expect(JSON.parse(out)).toEqual({ StatusCode: 200 });
      expect(readFileSync(got, 'utf8')).toBe('{"done": true}');
      expect(asOnLines(wire.heard()?.input)).toEqual({
        FunctionName: 'f',
        Payload: BYTES,
      });
    });

    it('tells of an error', async () => {
      wire.answers(new ServiceError('ValidationError', 'Not this.'));
      const { error } = await aws('cloudwatch', 'list-metrics');
      expect(error.trim()).toMatch(
        /An error occurred \(ValidationError\) when calling the ListMetrics operation: Not this\.$/,
      );
    });
  },
);
