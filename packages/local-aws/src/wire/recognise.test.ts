import { gzipSync } from 'node:zlib';
import { ServiceName } from './index';
import { startTestServer, TestServer } from './__testUtils__/testServer';

let wire: TestServer;

beforeAll(async () => {
  wire = await startTestServer();
});
afterAll(() => wire.stop());

function signedFor(service: string): Record<string, string> {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=111111111111/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=x`,
  };
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function post(
  headers: Record<string, string>,
  body: string | Uint8Array,
  path = '/',
): Promise<Response> {
  wire.answers({});
  return fetch(wire.url + path, { method: 'POST', headers, body });
}

describe('values of the wrong type', () => {
  const list = 'Start of list found where not expected';
  const structure = 'Start of structure or map found where not expected.';

  it.each([
    [
      'ListRules',
      '{"NamePrefix": 7}',
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'ListRules',
      '{"NamePrefix": true}',
      'TRUE_VALUE can not be converted to a String',
    ],
    [
      'ListRules',
      '{"NamePrefix": false}',
      'FALSE_VALUE can not be converted to a String',
    ],
    ['ListRules', '{"NamePrefix": ["a"]}', list],
    ['ListRules', '{"NamePrefix": {"a": 1}}', structure],
    [
      'ListRules',
      '{"Limit": "7"}',
      'STRING_VALUE can not be converted to an Integer',
    ],
    [
      'ListRules',
      '{"Limit": true}',
      'TRUE_VALUE can not be converted to an Integer',
    ],
    ['ListRules', '{"Limit": [7]}', list],
    ['PutEvents', '{"Entries": "x"}', 'Expected list or null'],
    ['PutEvents', '{"Entries": {}}', structure],
    ['PutEvents', '{"Entries": [[]]}', list],
    ['PutEvents', '{"Entries": [1]}', 'Expected null'],
    [
      'PutEvents',
      '{"Entries": [{"Resources": [1]}]}',
      'NUMBER_VALUE can not be converted to a String',
    ],
    [
      'DeleteRule',
      '{"Force": "maybe"}',
      'STRING_VALUE can not be converted to an Boolean',
    ],
    [
      'DeleteRule',
      '{"Force": 1}',
      'NUMBER_VALUE can not be converted to a Boolean',
    ],
    ['PutRule', '{"Tags": 5}', 'Expected list or null'],
    ['UpdateConnection', '{"AuthParameters": []}', list],
    ['ListRules', '[]', list],
  ])(
    '%s %s is refused in the words of AWS',
    async (operation, body, message) => {
      const answer = await post(
        { 'x-amz-target': `AWSEvents.${operation}` },
        body,
      );
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({
        __type: 'SerializationException',
        message,
      });
    },
  );

  it.each(['{', 'x', '{"a":1}}'])('%s is no JSON', async body => {
    const answer = await post({ 'x-amz-target': 'AWSEvents.ListRules' }, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ __type: 'SerializationException' });
  });

  it.each([
    ['a number', 'MaxItems=many'],
    ['a time', 'Action=GetMetricStatistics&StartTime=noon', 'monitoring'],
  ])(
    'in Query is malformed input: %s',
    async (_, parameters, service = 'iam') => {
      const body = parameters.startsWith('Action')
        ? parameters
        : `Action=ListRoles&${parameters}`;
      const answer = await post({ ...FORM, ...signedFor(service) }, body);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('<Code>MalformedInput</Code>');
    },
  );

  it('in CBOR is told in CBOR', async () => {
    const answer = await post(
      { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
      new Uint8Array([0xa1, 0x61]),
      '/service/GraniteServiceVersion20100801/operation/ListMetrics',
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/cbor');
    expect(await answer.text()).toContain('SerializationException');
  });
});

describe('values that are more than one type', () => {
  it.each([
    ['"true"', true],
    ['"No"', false],
    ['"1"', true],
    ['false', false],
  ])('%s is a boolean', async (text, meant) => {
    const target = { 'x-amz-target': 'AWSEvents.DeleteRule' };
    expect((await post(target, `{"Name": "r", "Force": ${text}}`)).status).toBe(
      200,
    );
    expect(wire.heard()?.input).toEqual({ Name: 'r', Force: meant });
  });

  it.each(['1764244800', '1764244800.5', '"2025-11-27T12:00:00Z"'])(
    '%s is a time',
    async text => {
      const target = { 'x-amz-target': 'AWSEvents.PutEvents' };
      await post(target, `{"Entries": [{"Time": ${text}}]}`);
      const fraction = text.endsWith('.5') ? 500 : 0;
      expect(wire.heard()?.input).toEqual({
        Entries: [{ Time: new Date(1_764_244_800_000 + fraction) }],
      });
    },
  );

  it('null is absent, and what the API does not have is dropped', async () => {
    const target = { 'x-amz-target': 'AWSEvents.PutRule' };
    await post(
      target,
      '{"Name": "r", "Description": null, "__proto__": {"State": "x"}, "New": 1}',
    );
    expect(wire.heard()?.input).toEqual({ Name: 'r' });
  });
});

describe('which service a request is for', () => {
  const services: Record<
    ServiceName,
    [Record<string, string>, string, string]
  > = {
    events: [{ 'x-amz-target': 'AWSEvents.Nope' }, '{}', '/'],
    iam: [{ ...FORM, ...signedFor('iam') }, 'Action=Nope', '/'],
    lambda: [signedFor('lambda'), '{}', '/2015-03-31/nope'],
    logs: [{ 'x-amz-target': 'Logs_20140328.Nope' }, '{}', '/'],
    monitoring: [
      { 'x-amz-target': 'GraniteServiceVersion20100801.Nope' },
      '{}',
      '/',
    ],
    schemas: [signedFor('schemas'), '{}', '/v1/nope'],
    sns: [{ ...FORM, ...signedFor('sns') }, 'Action=Nope', '/'],
    sqs: [{ 'x-amz-target': 'AmazonSQS.Nope' }, '{}', '/'],
    sts: [{ ...FORM, ...signedFor('sts') }, 'Action=Nope', '/'],
    tagging: [
      { 'x-amz-target': 'ResourceGroupsTaggingAPI_20170126.Nope' },
      '{}',
      '/',
    ],
  };

  it.each(Object.entries(services))(
    'says for %s that it does not know an operation',
    async (service, [headers, body, path]) => {
      const answer = await post(headers, body, path);
      expect(answer.status).toBe(400);
      expect(wire.heard()?.service).toBe(service);
      const name = answer.headers.get('x-amzn-errortype');
      expect(`${name} ${await answer.text()}`).toMatch(
        /UnknownOperationException|InvalidAction/,
      );
    },
  );

  it.each([
    [
      'after other words',
      'X a=b, Credential=1/20260101/r/iam/aws4_request',
      '1 r',
    ],
    ['before a comma', 'X Credential=1/20260101/r/iam/aws4_request,S=x', '1 r'],
    ['before a blank', 'X Credential=1/20260101/r/iam/aws4_request S=x', '1 r'],
    [
      'with slashes in its key',
      'X Credential=1/2/3/20260101/r/iam/aws4_request',
      '1/2/3 r',
    ],
    [
      'of another kind',
      'X Credential=1/20260101/r/iam/aws5_request',
      undefined,
    ],
    ['without a key', 'X Credential=/20260101/r/iam/aws4_request', undefined],
    ['that is short', 'X Credential=r/iam/aws4_request', undefined],
  ])('reads a credential %s', async (_, authorization, signedBy) => {
    await post({ ...FORM, authorization }, 'Action=ListRoles');
    expect(wire.heard()?.signedBy).toBe(signedBy ?? 'undefined undefined');
  });

  it('reads the credential of a presigned address', async () => {
    const query = new URLSearchParams({
      Action: 'GetCallerIdentity',
      'X-Amz-Credential': '1/20260101/r/sts/aws4_request',
    });
    await fetch(`${wire.url}/?${query}`);
    expect(wire.heard()).toMatchObject({
      operation: 'GetCallerIdentity',
      signedBy: '1 r',
    });
  });

  it.each([
    ['lambda', '/2015-03-31/functions/f/invocations'],
    ['schemas', '/v1/registries/name/r'],
  ])('knows an unsigned request to %s by its path', async (service, path) => {
    await post({}, '{}', path);
    expect(wire.heard()?.service).toBe(service);
  });

  it.each([
    ['a strange target', { 'x-amz-target': 'Nope.Nope' }, '{}'],
    ['a strange service', signedFor('kinesis'), '{}'],
    ['no hint at all', {}, ''],
    ['a strange action', FORM, 'Action=Nope'],
  ])('answers 501 to %s', async (_, headers, body) => {
    expect((await post(headers, body)).status).toBe(501);
  });
});

describe('bodies that were compressed', () => {
  const target = {
    'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData',
    'content-encoding': 'gzip',
  };

  it('are unpacked', async () => {
    const answer = await post(target, gzipSync('{"Namespace": "Orders"}'));
    expect(answer.status).toBe(200);
    expect(wire.heard()?.input).toEqual({ Namespace: 'Orders' });
  });

  it.each([
    ['what is no gzip', Buffer.from('{}'), 400],
    ['what grows beyond all requests', gzipSync(Buffer.alloc(71_000_000)), 413],
  ])('are refused: %s', async (_, body, status) => {
    expect((await post(target, body)).status).toBe(status);
  });
});
