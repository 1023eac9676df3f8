import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionEventInvokeConfigCommand,
  GetFunctionEventInvokeConfigCommand,
  InvokeCommand,
  ListFunctionEventInvokeConfigsCommand,
  PutFunctionEventInvokeConfigCommand,
  PutFunctionEventInvokeConfigCommandInput,
  UpdateFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { LocalAws, startLocalAws } from '../../server';
import {
  Clients,
  errorOf,
  HUB,
  makeQueue,
  makeRole,
  nextMessage,
  putForward,
  rootOf,
  TestQueue,
} from '../../__testUtils__/clients';
import { Receiver, Reply, startReceiver } from '../../__testUtils__/receiver';

const FUNCTION = `arn:aws:lambda:eu-west-1:${HUB}:function:handler`;
const BUS = `arn:aws:events:eu-west-1:${HUB}:event-bus/default`;

describe('what comes of asynchronous invocations', () => {
  let aws: LocalAws;
  let lambda: Clients['lambda'];
  let receiver: Receiver;
  let reply: () => Reply;
  let results: TestQueue;
  let warnings: string[];

  const start = async (...may: string[]) => {
    const Role = await makeRole(aws, HUB, 'runs', {
      trusts: { Service: 'lambda.amazonaws.com' },
      may: may.map(Action => ({ Effect: 'Allow', Action, Resource: '*' })),
    });
    await lambda.send(
      new CreateFunctionCommand({ FunctionName: 'handler', Role, Code: {} }),
    );
  };

  beforeEach(async () => {
    reply = () => ({ body: '"done"' });
    receiver = await startReceiver(() => reply());
    warnings = [];
    aws = await startLocalAws({
      functions: { handler: receiver.url },
      logger: {
        info: () => {},
        warn: message => warnings.push(message),
        error: () => {},
      },
    });
    lambda = rootOf(aws, HUB).lambda;
    results = await makeQueue(aws, HUB, 'results');
  });
  afterEach(async () => {
    await aws.stop();
    await receiver.stop();
  });

  const configure = (
    more: Partial<PutFunctionEventInvokeConfigCommandInput> = {},
  ) =>
    lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'handler',
        ...more,
      }),
    );
  const invoke = () =>
    lambda.send(
      new InvokeCommand({
        FunctionName: 'handler',
        InvocationType: 'Event',
        Payload: Buffer.from('{"id":7}'),
      }),
    );
  /** The next result, putting the clock forward until it is there. */
  const result = async () => {
    let message = await nextMessage(results, 0);
    while (!message) {
      await putForward(aws, 10);
      message = await nextMessage(results, 0);
    }
    return JSON.parse(message.Body ?? '');
  };

  it('is recorded when the function took the event', async () => {
    await start('sqs:SendMessage');
    await configure({
      DestinationConfig: { OnSuccess: { Destination: results.arn } },
    });

    await invoke();

    expect(await result()).toEqual({
      version: '1.0',
      timestamp: expect.stringMatching(/Z$/),
      requestContext: {
        requestId: receiver.got[0].headers['lambda-runtime-aws-request-id'],
        functionArn: `${FUNCTION}:$LATEST`,
        condition: 'Success',
        approximateInvokeCount: 1,
      },
      requestPayload: { id: 7 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload: 'done',
    });
  });

  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('is recorded after %i retries', async (MaximumRetryAttempts, tries) => {
    await start('sqs:SendMessage');
    await configure({
      MaximumRetryAttempts,
      DestinationConfig: { OnFailure: { Destination: results.arn } },
    });
    reply = () => ({
      headers: { 'x-amz-function-error': 'Unhandled' },
      body: '{"errorMessage":"no"}',
    });

    await invoke();

    expect(await result()).toMatchObject({
      requestContext: {
        condition: 'RetriesExhausted',
        approximateInvokeCount: tries,
      },
      responseContext: { functionError: 'Unhandled' },
      responsePayload: { errorMessage: 'no' },
    });
    expect(receiver.got).toHaveLength(tries);
  });

  it('is recorded when the event has become too old', async () => {
    await start('sqs:SendMessage');
    await configure({
      MaximumEventAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: results.arn } },
    });
    reply = () => ({ status: 503 });

    await invoke();

    const { requestContext, responseContext } = await result();
    expect(requestContext.condition).toBe('EventAgeExceeded');
    expect(responseContext).toBeUndefined();
    // After 1, 2, 4, 8, 16 and 32 seconds it would be 63.
    expect(receiver.got).toHaveLength(6);
  });

  it('is an event on a bus', async () => {
    await start('events:PutEvents');
    await configure({ DestinationConfig: { OnSuccess: { Destination: BUS } } });
    const { events } = rootOf(aws, HUB);
    await events.send(
      new PutRuleCommand({
        Name: 'results',
        EventPattern: JSON.stringify({
          source: ['lambda'],
          'detail-type': ['Lambda Function Invocation Result - Success'],
        }),
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'results',
        Targets: [{ Id: 'one', Arn: results.arn }],
      }),
    );

    await invoke();

    expect(await result()).toMatchObject({
      source: 'lambda',
      account: HUB,
      resources: [BUS, `${FUNCTION}:$LATEST`],
      detail: { requestPayload: { id: 7 }, responsePayload: 'done' },
    });
  });

  it('goes nowhere that the role of the function may not', async () => {
    await start('events:PutEvents');
    const closed = await makeQueue(aws, HUB, 'closed', undefined);
    await configure({
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnSuccess: { Destination: closed.arn } },
    });

    await invoke();
    while (warnings.length === 0) {
      await putForward(aws, 1);
    }

    expect(warnings).toEqual(['A function could not send a result']);
    await expect(nextMessage(closed, 0)).resolves.toBeUndefined();
  });

  it('is recorded for events of rules as well', async () => {
    await start('sqs:SendMessage');
    await configure({
      DestinationConfig: { OnSuccess: { Destination: results.arn } },
    });
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'handler',
        StatementId: 'events',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
      }),
    );
    const { events } = rootOf(aws, HUB);
    await events.send(
      new PutRuleCommand({ Name: 'all', ScheduleExpression: 'rate(1 minute)' }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'all',
        Targets: [{ Id: 'one', Arn: FUNCTION }],
      }),
    );

    expect(await result()).toMatchObject({
      requestPayload: { 'detail-type': 'Scheduled Event' },
    });
  });

  describe('its configuration', () => {
    const get = () =>
      lambda.send(
        new GetFunctionEventInvokeConfigCommand({ FunctionName: 'handler' }),
      );

    it('is put, changed, listed and deleted', async () => {
      await configure({
        MaximumRetryAttempts: 1,
        DestinationConfig: { OnFailure: { Destination: results.arn } },
      });
      await lambda.send(
        new UpdateFunctionEventInvokeConfigCommand({
          FunctionName: 'handler',
          MaximumEventAgeInSeconds: 120,
        }),
      );

      const config = await get();
      const { FunctionEventInvokeConfigs } = await lambda.send(
        new ListFunctionEventInvokeConfigsCommand({ FunctionName: 'handler' }),
      );
      await lambda.send(
        new DeleteFunctionEventInvokeConfigCommand({ FunctionName: 'handler' }),
      );

      const { $metadata, ...members } = config;
      expect(members).toEqual({
        LastModified: expect.any(Date),
        FunctionArn: `${FUNCTION}:$LATEST`,
        MaximumRetryAttempts: 1,
        MaximumEventAgeInSeconds: 120,
        DestinationConfig: {
          OnSuccess: {},
          OnFailure: { Destination: results.arn },
        },
      });
      expect(FunctionEventInvokeConfigs).toEqual([members]);
      await expect(errorOf(get())).resolves.toMatchObject({
        name: 'ResourceNotFoundException',
        message: `The function ${FUNCTION}:$LATEST doesn't have an EventInvokeConfig`,
      });
    });

    it('tells every number that is out of range', async () => {
      await expect(
        errorOf(
          configure({ MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 59 }),
        ),
      ).resolves.toMatchObject({
        name: 'ValidationException',
        message:
          "2 validation errors detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2; Value '59' at 'maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
      });
    });

    it('knows queues, topics, functions and buses', async () => {
      await expect(
        errorOf(
          configure({
            DestinationConfig: { OnSuccess: { Destination: 'arn:aws:s3:::b' } },
          }),
        ),
      ).resolves.toMatchObject({ name: 'InvalidParameterValueException' });
    });
  });
});
