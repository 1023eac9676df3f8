import {
  AddPermissionCommand,
  AddPermissionCommandInput,
  CreateAliasCommand,
  CreateFunctionCommand,
  CreateFunctionCommandInput,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  InvokeCommandInput,
  ListFunctionsCommand,
  ListTagsCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { LocalAws, startLocalAws } from '../../server';
import {
  actAs,
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  makeRole,
  nextMessage,
  OUTSIDER,
  outcomeOf,
  putForward,
  rootOf,
} from '../../__testUtils__/clients';
import { Reply, startReceiver, Receiver } from '../../__testUtils__/receiver';

const arnOf = (name: string, account = HUB) =>
  `arn:aws:lambda:eu-west-1:${account}:function:${name}`;

describe('Lambda', () => {
  let aws: LocalAws;
  let lambda: Clients['lambda'];
  let receiver: Receiver;
  let reply: (count: number) => Reply | undefined;

  beforeEach(async () => {
    reply = () => ({ body: '"done"' });
    receiver = await startReceiver((_, count) => reply(count));
    aws = await startLocalAws({
      functions: { handler: receiver.url, [arnOf('named')]: receiver.url },
    });
    lambda = rootOf(aws, HUB).lambda;
  });
  afterEach(async () => {
    await aws.stop();
    await receiver.stop();
  });

  const makeFunction = async (
    FunctionName: string,
    more: Partial<CreateFunctionCommandInput> = {},
  ) => {
    const Role = await makeRole(aws, HUB, `${FunctionName}-role`, {
      trusts: { Service: 'lambda.amazonaws.com' },
      may: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' }],
    });
    return lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: Buffer.from('zip') },
        ...more,
      }),
    );
  };
  const invoke = (more: Partial<InvokeCommandInput> = {}) =>
    lambda.send(new InvokeCommand({ FunctionName: 'handler', ...more }));
  const permit = (more: Partial<AddPermissionCommandInput> = {}) =>
    lambda.send(
      new AddPermissionCommand({
        FunctionName: 'handler',
        StatementId: 'one',
        Action: 'lambda:InvokeFunction',
        Principal: OUTSIDER,
        ...more,
      }),
    );

  describe('functions', () => {
    it('are made with the defaults of AWS', async () => {
      const made = await makeFunction('own');

      const { Configuration, Tags } = await lambda.send(
        new GetFunctionCommand({ FunctionName: 'own' }),
      );

      expect(made).toMatchObject({
        FunctionName: 'own',
        FunctionArn: arnOf('own'),
        Runtime: 'nodejs22.x',
        Timeout: 3,
        MemorySize: 128,
        PackageType: 'Zip',
        Architectures: ['x86_64'],
        EphemeralStorage: { Size: 512 },
        TracingConfig: { Mode: 'PassThrough' },
        Version: '$LATEST',
        CodeSize: 3,
        State: 'Active',
        LastModified: expect.stringMatching(/\.\d{3}\+0000$/),
      });
      expect(Configuration).toMatchObject({
        FunctionArn: arnOf('own'),
        RevisionId: made.RevisionId,
      });
      expect(Tags).toBeUndefined();
    });

    it('are made once', async () => {
      await makeFunction('own');
      const { Configuration } = await lambda.send(
        new GetFunctionCommand({ FunctionName: 'own' }),
      );

      await expect(
        errorOf(
          lambda.send(
            new CreateFunctionCommand({
              FunctionName: 'own',
              Role: Configuration?.Role,
              Code: {},
            }),
          ),
        ),
      ).resolves.toMatchObject({
        name: 'ResourceConflictException',
        message: 'Function already exist: own',
        $metadata: { httpStatusCode: 409 },
      });
    });

    it('need a role that Lambda may assume', async () => {
      const Role = await makeRole(aws, HUB, 'other', {
        trusts: { Service: 'events.amazonaws.com' },
        may: [],
      });

      await expect(
        errorOf(
          lambda.send(
            new CreateFunctionCommand({ FunctionName: 'own', Role, Code: {} }),
          ),
        ),
      ).resolves.toMatchObject({
        name: 'InvalidParameterValueException',
        message:
          'The role defined for the function cannot be assumed by Lambda.',
      });
    });

    it('are named by name, partial ARN and ARN', async () => {
      await makeFunction('own');

      for (const FunctionName of [
        'own',
        `${HUB}:function:own`,
        arnOf('own'),
        'own:$LATEST',
      ]) {
        await expect(
          lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
        ).resolves.toMatchObject({ FunctionArn: arnOf('own') });
      }
    });

    it.each([
      ['unknown', arnOf('unknown')],
      ['handler:live', `${arnOf('handler')}:live`],
    ])('are not there as %s', async (FunctionName, arn) => {
      await expect(
        errorOf(lambda.send(new GetFunctionCommand({ FunctionName }))),
      ).resolves.toMatchObject({
        name: 'ResourceNotFoundException',
        message: `Function not found: ${arn}`,
        $metadata: { httpStatusCode: 404 },
      });
    });

    it('are changed', async () => {
      const before = await makeFunction('own');

      const after = await lambda.send(
        new UpdateFunctionConfigurationCommand({
          FunctionName: 'own',
          Timeout: 30,
          Environment: { Variables: { A: 'b' } },
        }),
      );
      const coded = await lambda.send(
        new UpdateFunctionCodeCommand({
          FunctionName: 'own',
          ZipFile: Buffer.from('other'),
        }),
      );

      expect(after).toMatchObject({
        Timeout: 30,
        MemorySize: 128,
        Handler: 'index.handler',
        Environment: { Variables: { A: 'b' } },
      });
      expect(after.RevisionId).not.toBe(before.RevisionId);
      expect(coded.CodeSha256).not.toBe(before.CodeSha256);
      await expect(
        errorOf(
          lambda.send(
            new UpdateFunctionConfigurationCommand({
              FunctionName: 'own',
              RevisionId: before.RevisionId,
            }),
          ),
        ),
      ).resolves.toMatchObject({ name: 'PreconditionFailedException' });
    });

    it('are listed in pages, with those that the options name', async () => {
      await makeFunction('own');

      const first = await lambda.send(
        new ListFunctionsCommand({ MaxItems: 2 }),
      );
      const second = await lambda.send(
        new ListFunctionsCommand({ MaxItems: 2, Marker: first.NextMarker }),
      );
      const elsewhere = await rootOf(aws, CONSUMER).lambda.send(
        new ListFunctionsCommand({}),
      );

      const names = (list: typeof first) =>
        list.Functions?.map(({ FunctionName }) => FunctionName);
      expect([names(first), names(second)]).toEqual([
        ['handler', 'named'],
        ['own'],
      ]);
      expect(names(elsewhere)).toEqual(['handler']);
    });

    it('are gone', async () => {
      await makeFunction('own');

      await lambda.send(new DeleteFunctionCommand({ FunctionName: 'own' }));

      expect(
        await outcomeOf(
          lambda.send(new DeleteFunctionCommand({ FunctionName: 'own' })),
        ),
      ).toBe('ResourceNotFoundException');
    });

    it('have tags', async () => {
      await makeFunction('own', { Tags: { team: 'a', stage: 'test' } });
      const Resource = arnOf('own');

      await lambda.send(
        new TagResourceCommand({ Resource, Tags: { cost: '1' } }),
      );
      await lambda.send(
        new UntagResourceCommand({ Resource, TagKeys: ['stage'] }),
      );

      const { Tags } = await lambda.send(new ListTagsCommand({ Resource }));
      expect(Tags).toEqual({ team: 'a', cost: '1' });
    });

    it('have no aliases yet, and say so', async () => {
      await expect(
        errorOf(
          lambda.send(
            new CreateAliasCommand({
              FunctionName: 'handler',
              Name: 'live',
              FunctionVersion: '1',
            }),
          ),
        ),
      ).resolves.toMatchObject({
        name: 'UnknownOperationException',
        message: expect.stringContaining('CreateAlias'),
      });
    });
  });

  describe('Invoke', () => {
    it('posts the payload to the address of the function', async () => {
      const { StatusCode, Payload, FunctionError, ExecutedVersion } =
        await invoke({ Payload: Buffer.from('{"id":7}') });

      expect(StatusCode).toBe(200);
      expect(Buffer.from(Payload ?? []).toString()).toBe('"done"');
      expect(FunctionError).toBeUndefined();
      expect(ExecutedVersion).toBe('$LATEST');
      expect(receiver.got).toHaveLength(1);
      expect(receiver.got[0].body).toBe('{"id":7}');
      expect(receiver.got[0].headers).toMatchObject({
        'content-type': 'application/json',
        'lambda-runtime-invoked-function-arn': arnOf('handler'),
        'lambda-runtime-aws-request-id': expect.any(String),
      });
    });

    it('finds the address by ARN', async () => {
      await invoke({ FunctionName: 'named' });

      expect(receiver.got).toHaveLength(1);
    });

    it('tells of an error of the function', async () => {
      reply = () => ({
        headers: { 'x-amz-function-error': 'Unhandled' },
        body: '{"errorMessage":"no"}',
      });

      const { StatusCode, FunctionError, Payload } = await invoke();

      expect(StatusCode).toBe(200);
      expect(FunctionError).toBe('Unhandled');
      expect(Buffer.from(Payload ?? []).toString()).toBe(
        '{"errorMessage":"no"}',
      );
    });

    it('tells of a function that takes too long', async () => {
      await makeFunction('handler', { Timeout: 1 });
      reply = () => undefined;

      const { FunctionError, Payload } = await invoke();

      expect(FunctionError).toBe('Unhandled');
      expect(JSON.parse(Buffer.from(Payload ?? []).toString())).toMatchObject({
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('Task timed out after 1.00'),
      });
    });

    it.each([
      [429, 'TooManyRequestsException', 429],
      [503, 'ServiceException', 500],
    ])('passes status %i on as %s', async (status, name, httpStatusCode) => {
      reply = () => ({ status });

      await expect(errorOf(invoke())).resolves.toMatchObject({
        name,
        $metadata: { httpStatusCode },
      });
    });

    it('says what is missing where no address is known', async () => {
      await makeFunction('own');

      await expect(
        errorOf(invoke({ FunctionName: 'own' })),
      ).resolves.toMatchObject({
        name: 'ServiceException',
        message: `Local AWS has no address for the function ${arnOf(
          'own',
        )}: name it in the option functions`,
      });
    });

    it('refuses what is no JSON', async () => {
      await expect(
        errorOf(invoke({ Payload: Buffer.from('{') })),
      ).resolves.toMatchObject({
        name: 'InvalidRequestContentException',
        message: expect.stringMatching(
          /^Could not parse request body into json: Could not parse payload into json: /,
        ),
      });
    });

    it('refuses events that are too long', async () => {
      await expect(
        errorOf(
          invoke({
            InvocationType: 'Event',
            Payload: Buffer.from(JSON.stringify('x'.repeat(1_048_576))),
          }),
        ),
      ).resolves.toMatchObject({
        name: 'RequestTooLargeException',
        message:
          'Request must be smaller than 1048576 bytes for the InvokeFunction operation',
        $metadata: { httpStatusCode: 413 },
      });
    });

    it('checks and does nothing in a dry run', async () => {
      await expect(invoke({ InvocationType: 'DryRun' })).resolves.toMatchObject(
        { StatusCode: 204 },
      );
      expect(receiver.got).toEqual([]);
    });
  });

  describe('asynchronous invocations', () => {
    it('answer before the function does', async () => {
      reply = () => undefined;

      const { StatusCode } = await invoke({
        InvocationType: 'Event',
        Payload: Buffer.from('{"id":7}'),
      });

      expect(StatusCode).toBe(202);
      await expect(receiver.next()).resolves.toMatchObject({
        body: '{"id":7}',
      });
    });

    it('try an event again that the function failed on, twice', async () => {
      const dead = await makeQueue(aws, HUB, 'dead');
      await makeFunction('handler', {
        DeadLetterConfig: { TargetArn: dead.arn },
      });
      reply = () => ({
        headers: { 'x-amz-function-error': 'Handled' },
        body: 'no',
      });

      await invoke({
        InvocationType: 'Event',
        Payload: Buffer.from('{"id":7}'),
      });
      let message = await nextMessage(dead, 0);
      while (!message) {
        await putForward(aws, 30);
        message = await nextMessage(dead, 0);
      }

      expect(message).toMatchObject({
        Body: '{"id":7}',
        MessageAttributes: {
          ErrorCode: { StringValue: '200' },
          ErrorMessage: { StringValue: 'no' },
        },
      });
      expect(receiver.got).toHaveLength(3);
    });
  });

  describe('permissions', () => {
    it('let in another account', async () => {
      const attempt = () =>
        outcomeOf(
          rootOf(aws, OUTSIDER).lambda.send(
            new InvokeCommand({ FunctionName: arnOf('handler') }),
          ),
        );
      const before = await attempt();

      await permit();
      const granted = await attempt();
      await lambda.send(
        new RemovePermissionCommand({
          FunctionName: 'handler',
          StatementId: 'one',
        }),
      );

      expect([before, granted, await attempt()]).toEqual([
        'AccessDeniedException',
        'allowed',
        'AccessDeniedException',
      ]);
    });

    it.each<[string, Partial<AddPermissionCommandInput>, object]>([
      [
        'an account',
        {},
        { Principal: { AWS: `arn:aws:iam::${OUTSIDER}:root` } },
      ],
      [
        'a service and a source',
        {
          Principal: 'events.amazonaws.com',
          SourceArn: 'arn:aws:events:eu-west-1:111111111111:rule/x',
          SourceAccount: HUB,
        },
        {
          Principal: { Service: 'events.amazonaws.com' },
          Condition: {
            StringEquals: { 'AWS:SourceAccount': HUB },
            ArnLike: {
              'AWS:SourceArn': 'arn:aws:events:eu-west-1:111111111111:rule/x',
            },
          },
        },
      ],
      [
        'an organisation',
        { Principal: '*', PrincipalOrgID: 'o-1' },
        {
          Principal: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
        },
      ],
    ])('are written for %s', async (_, input, expected) => {
      const { Statement = '' } = await permit(input);

      const { Policy = '' } = await lambda.send(
        new GetPolicyCommand({ FunctionName: 'handler' }),
      );
      const statement = {
        Sid: 'one',
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: arnOf('handler'),
        ...expected,
      };
      expect(JSON.parse(Statement)).toEqual(statement);
      expect(JSON.parse(Policy)).toEqual({
        Version: '2012-10-17',
        Id: 'default',
        Statement: [statement],
      });
    });

    it('have one statement of an id', async () => {
      await permit();

      await expect(errorOf(permit())).resolves.toMatchObject({
        name: 'ResourceConflictException',
        message:
          'The statement id (one) provided already exists. Please provide a new statement id, or remove the existing statement.',
      });
    });

    it('are not there', async () => {
      await expect(
        errorOf(lambda.send(new GetPolicyCommand({ FunctionName: 'handler' }))),
      ).resolves.toMatchObject({
        name: 'ResourceNotFoundException',
        message: 'The resource you requested does not exist.',
      });
      const remove = () =>
        errorOf(
          lambda.send(
            new RemovePermissionCommand({
              FunctionName: 'handler',
              StatementId: 'two',
            }),
          ),
        );
      await expect(remove()).resolves.toMatchObject({
        message: 'No policy is associated with the given resource.',
      });
      await permit();
      await expect(remove()).resolves.toMatchObject({
        message: 'Statement two is not found in resource policy.',
      });
    });

    it('are asked of roles in the own account', async () => {
      const role = await actAs(aws, HUB, 'caller', [
        {
          Effect: 'Allow',
          Action: 'lambda:InvokeFunction',
          Resource: arnOf('named'),
        },
      ]);
      const attempt = (FunctionName: string) =>
        outcomeOf(role.lambda.send(new InvokeCommand({ FunctionName })));

      expect([await attempt('named'), await attempt('handler')]).toEqual([
        'allowed',
        'AccessDeniedException',
      ]);
    });
  });
});
