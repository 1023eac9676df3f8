import {
  CreateEventBusCommand,
  ListEventBusesCommand,
  ListRulesCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { DescribeQueriesCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListGroupsCommand } from '@aws-sdk/client-iam';
import { ListLayersCommand } from '@aws-sdk/client-lambda';
import {
  CreateSchemaCommand,
  ListRegistriesCommand,
} from '@aws-sdk/client-schemas';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { LocalAws, startLocalAws } from './server';
import {
  actAs,
  clientsWith,
  errorOf,
  HUB,
  PRODUCER,
  rootOf,
} from './__testUtils__/clients';

describe('startLocalAws', () => {
  let aws: LocalAws;
  const lines: { message: string; meta?: Record<string, string | number> }[] =
    [];
  const note = (message: string, meta?: Record<string, string | number>) => {
    lines.push({ message, meta });
  };

  beforeAll(async () => {
    aws = await startLocalAws({
      logger: { info: note, warn: note, error: note },
    });
  });
  afterAll(() => aws.stop());

  it('listens on the loopback address and a free port', () => {
    expect(aws.port).toBeGreaterThan(0);
    expect(aws.url).toBe(`http://127.0.0.1:${aws.port}`);
  });

  it('refuses options that cannot be, all at once', async () => {
    const error = await errorOf(
      startLocalAws({ defaultAccount: '12', accountsInOrganization: ['x'] }),
    );
    expect(error.message).toContain('defaultAccount "12"');
    expect(error.message).toContain('accountsInOrganization "x"');
  });

  it('says when its port is taken', async () => {
    const error = await errorOf(startLocalAws({ port: aws.port }));
    expect(error.message).toContain('EADDRINUSE');
  });

  it('keeps accounts and Regions apart', async () => {
    await rootOf(aws, HUB).events.send(
      new CreateEventBusCommand({ Name: 'apart' }),
    );
    const names = async (account: string, region: string) => {
      const { events } = rootOf(aws, account);
      events.config.region = async () => region;
      const { EventBuses } = await events.send(new ListEventBusesCommand({}));
      return EventBuses?.map(bus => bus.Name);
    };
    expect(await names(HUB, 'eu-west-1')).toEqual(['apart', 'default']);
    expect(await names(HUB, 'eu-west-2')).toEqual(['default']);
    expect(await names(PRODUCER, 'eu-west-1')).toEqual(['default']);
  });

  it('logs one line per request', async () => {
    lines.length = 0;
    await rootOf(aws, HUB).events.send(new ListRulesCommand({}));
    expect(lines).toEqual([
      {
        message: 'Answered an AWS request',
        meta: {
          account: HUB,
          service: 'events',
          operation: 'ListRules',
          outcome: 'ok',
          ms: expect.any(Number),
        },
      },
    ]);
  });

  describe('refuses keys that are nobody', () => {
    const stranger = () =>
      clientsWith(aws, { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'any' });
    const invalid = 'The security token included in the request is invalid.';

    it.each([
      [
        'EventBridge',
        'UnrecognizedClientException',
        () => stranger().events.send(new ListRulesCommand({})),
      ],
      [
        'Schemas',
        'UnrecognizedClientException',
        () => stranger().schemas.send(new ListRegistriesCommand({})),
      ],
      [
        'STS',
        'InvalidClientTokenId',
        () => stranger().sts.send(new GetCallerIdentityCommand({})),
      ],
      [
        'SQS',
        'InvalidClientTokenId',
        () => stranger().sqs.send(new ListQueuesCommand({})),
      ],
    ])('of %s with %s', async (_, name, call) => {
      const error = await errorOf(call());
      expect(error).toMatchObject({ name, message: invalid });
    });

    it('unless a default account is set', async () => {
      const open = await startLocalAws({ defaultAccount: HUB });
      try {
        const { sts } = clientsWith(open, {
          accessKeyId: 'AKIAEXAMPLE',
          secretAccessKey: 'any',
        });
        expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
          Account: HUB,
          Arn: `arn:aws:iam::${HUB}:root`,
        });
      } finally {
        await open.stop();
      }
    });

    it('and session keys without their token', async () => {
      const session = await actAs(aws, HUB, 'tokenless', []);
      const { accessKeyId } = await session.sts.config.credentials();
      const { sts } = clientsWith(aws, { accessKeyId, secretAccessKey: 'any' });
      const error = await errorOf(sts.send(new GetCallerIdentityCommand({})));
      expect(error).toMatchObject({ name: 'InvalidClientTokenId' });
    });
  });

  it('refuses requests that are not signed', async () => {
    const json = await fetch(aws.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSEvents.ListRules' },
      body: '{}',
    });
    expect(json.status).toBe(403);
    expect(await json.json()).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    });
    const query = await fetch(aws.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(query.status).toBe(403);
    expect(await query.text()).toContain(
      '<Code>MissingAuthenticationToken</Code>',
    );
    const rest = await fetch(`${aws.url}/v1/registries`);
    expect(rest.status).toBe(403);
    expect(rest.headers.get('x-amzn-errortype')).toBe(
      'MissingAuthenticationTokenException',
    );
  });

  it.each([
    [
      'lambda',
      'ListLayers',
      'UnknownOperationException',
      () => rootOf(aws, HUB).lambda.send(new ListLayersCommand({})),
    ],
    [
      'logs',
      'DescribeQueries',
      'UnknownOperationException',
      () => rootOf(aws, HUB).logs.send(new DescribeQueriesCommand({})),
    ],
    [
      'iam',
      'ListGroups',
      'InvalidAction',
      () => rootOf(aws, HUB).iam.send(new ListGroupsCommand({})),
    ],
    [
      'sts',
      'DecodeAuthorizationMessage',
      'InvalidAction',
      () =>
        rootOf(aws, HUB).sts.send(
          new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' }),
        ),
    ],
  ])(
    'names what it does not have: %s %s',
    async (service, name, code, call) => {
      expect(await errorOf(call())).toMatchObject({
        name: code,
        message: `Operation ${name} of service ${service} is not implemented by local AWS`,
      });
    },
  );

  it('names what no service of that name has', async () => {
    const answer = await fetch(aws.url, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${HUB}/20260101/eu-west-1/events/aws4_request, SignedHeaders=host, Signature=x`,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSEvents.MakeCoffee',
      },
      body: '{}',
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      __type: 'UnknownOperationException',
      message:
        'Operation MakeCoffee of service events is not implemented by local AWS',
    });
  });

  it('names services that it does not have', async () => {
    const answer = await fetch(aws.url, {
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${HUB}/20260101/eu-west-1/kinesis/aws4_request, SignedHeaders=host, Signature=x`,
      },
    });
    expect(answer.status).toBe(501);
    expect((await answer.json()).message).toBe(
      'Service kinesis is not implemented by local AWS',
    );
  });

  it('tells who only looks in what it is', async () => {
    const answer = await fetch(aws.url);
    expect(answer.status).toBe(501);
    expect((await answer.json()).message).toContain('/_busline/health');
  });

  it.each([
    [
      'events',
      'ValidationException',
      "2 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
      () =>
        rootOf(aws, HUB).events.send(
          new PutRuleCommand({
            Name: undefined,
            Tags: [{ Key: 'k', Value: undefined }],
          }),
        ),
    ],
    [
      'events, in a list',
      'ValidationException',
      "1 validation error detected: Value null at 'targets.2.member.arn' failed to satisfy constraint: Member must not be null",
      () =>
        rootOf(aws, HUB).events.send(
          new PutTargetsCommand({
            Rule: 'r',
            Targets: [
              { Id: '1', Arn: 'arn:aws:sqs:eu-west-1:111111111111:q' },
              { Id: '2', Arn: undefined },
            ],
          }),
        ),
    ],
    [
      'sts',
      'ValidationError',
      "1 validation error detected: Value null at 'roleSessionName' failed to satisfy constraint: Member must not be null",
      () =>
        rootOf(aws, HUB).sts.send(
          new AssumeRoleCommand({ RoleArn: 'a', RoleSessionName: undefined }),
        ),
    ],
    [
      'schemas',
      'BadRequestException',
      "2 validation errors detected: Value null at 'content' failed to satisfy constraint: Member must not be null; Value null at 'type' failed to satisfy constraint: Member must not be null",
      () =>
        rootOf(aws, HUB).schemas.send(
          new CreateSchemaCommand({
            RegistryName: 'r',
            SchemaName: 's',
            Content: undefined,
            Type: undefined,
          }),
        ),
    ],
  ])(
    'names every required member that is missing: %s',
    async (_, name, message, call) => {
      expect(await errorOf(call())).toMatchObject({ name, message });
    },
  );

  it('refuses values of the wrong type', async () => {
    const answer = await fetch(aws.url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'AWSEvents.ListRules',
        authorization: `AWS4-HMAC-SHA256 Credential=${HUB}/20260101/eu-west-1/events/aws4_request, SignedHeaders=host, Signature=x`,
      },
      body: '{"NamePrefix": 7}',
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      __type: 'SerializationException',
      message: 'NUMBER_VALUE can not be converted to a String',
    });
  });

  it.each([
    ['an empty body', { 'x-amz-target': 'AWSEvents.PutRule' }, '', 400],
    ['null', { 'x-amz-target': 'AWSEvents.PutRule' }, 'null', 400],
    ['a list', { 'x-amz-target': 'AWSEvents.PutRule' }, '[]', 400],
    ['half a document', { 'x-amz-target': 'AWSEvents.PutRule' }, '{', 400],
    ['a strange target', { 'x-amz-target': '..' }, '{}', 501],
    ['no target', {}, 'Action', 501],
  ])('survives %s', async (_, headers, body, status) => {
    const answer = await fetch(aws.url, {
      method: 'POST',
      headers: {
        ...(headers as Record<string, string>),
        authorization: `AWS4-HMAC-SHA256 Credential=${HUB}/20260101/eu-west-1/events/aws4_request, SignedHeaders=host, Signature=x`,
      },
      body,
    });
    expect(answer.status).toBe(status);
  });

  it('survives a path that cannot be decoded', async () => {
    const answer = await fetch(`${aws.url}/tags/%E0%A4%A`, {
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${HUB}/20260101/eu-west-1/schemas/aws4_request, SignedHeaders=host, Signature=x`,
      },
    });
    expect(answer.status).toBe(404);
  });

  it('tells its health and forgets everything on reset', async () => {
    await rootOf(aws, HUB).events.send(
      new CreateEventBusCommand({ Name: 'forgotten' }),
    );
    const health = await fetch(`${aws.url}/_busline/health`);
    expect(await health.json()).toMatchObject({
      status: 'ok',
      accounts: expect.arrayContaining([HUB]),
    });
    const reset = await fetch(`${aws.url}/_busline/reset`, { method: 'POST' });
    expect(reset.status).toBe(200);
    const { EventBuses } = await rootOf(aws, HUB).events.send(
      new ListEventBusesCommand({}),
    );
    expect(EventBuses?.map(bus => bus.Name)).toEqual(['default']);
    const elsewhere = await fetch(`${aws.url}/_busline/else`);
    expect(elsewhere.status).toBe(404);
  });
});
