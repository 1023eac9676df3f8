import {
  CreateApiDestinationCommand,
  CreateApiDestinationRequest,
  CreateConnectionCommand,
  CreateConnectionRequest,
  DeauthorizeConnectionCommand,
  DeleteApiDestinationCommand,
  DescribeApiDestinationCommand,
  ListApiDestinationsCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  Target,
  UpdateApiDestinationCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import { advanceSeconds, ownAddress } from '../../__testUtils__/admin';
import {
  Clients,
  CONSUMER,
  errorOf,
  HUB,
  makeQueue,
  makeRole,
  nextMessage,
  rootOf,
  settled,
} from '../../__testUtils__/clients';
import {
  Got,
  Receiver,
  Reply,
  startReceiver,
} from '../../__testUtils__/receiver';

const BASIC: CreateConnectionRequest = {
  Name: 'crm',
  AuthorizationType: 'BASIC',
  AuthParameters: {
    BasicAuthParameters: { Username: 'user', Password: 'pass' },
  },
};

describe('API destinations', () => {
  let aws: LocalAws;
  let events: Clients['events'];
  let endpoint: Receiver;
  /** What the endpoint answers from now on. */
  let reply: (request: Got) => Reply;

  beforeEach(async () => {
    reply = () => ({});
    endpoint = await startReceiver(request => reply(request));
    aws = await startLocalAws({ quotas: { apiDestinationsPerAccount: 2 } });
    events = rootOf(aws, HUB).events;
  });
  afterEach(async () => {
    await aws.stop();
    await endpoint.stop();
  });

  async function connect(input: CreateConnectionRequest = BASIC) {
    const { ConnectionArn = '' } = await events.send(
      new CreateConnectionCommand(input),
    );
    return ConnectionArn;
  }

  const create = (
    ConnectionArn: string,
    more: Partial<CreateApiDestinationRequest> = {},
  ) =>
    events.send(
      new CreateApiDestinationCommand({
        Name: 'crm',
        ConnectionArn,
        InvocationEndpoint: `${endpoint.url}/orders`,
        HttpMethod: 'POST',
        ...more,
      }),
    );
  const describeDestination = () =>
    events.send(new DescribeApiDestinationCommand({ Name: 'crm' }));

  describe('as resources', () => {
    it('are created, described, updated, listed and deleted', async () => {
      const ConnectionArn = await connect();
      const created = await create(ConnectionArn, { Description: 'Orders' });
      expect(created).toMatchObject({
        ApiDestinationArn: expect.stringMatching(
          `^arn:aws:events:eu-west-1:${HUB}:api-destination/crm/[-0-9a-f]{36}$`,
        ),
        ApiDestinationState: 'ACTIVE',
      });
      await events.send(
        new UpdateApiDestinationCommand({ Name: 'crm', HttpMethod: 'PUT' }),
      );
      expect(await describeDestination()).toMatchObject({
        ApiDestinationArn: created.ApiDestinationArn,
        ApiDestinationState: 'ACTIVE',
        Name: 'crm',
        Description: 'Orders',
        ConnectionArn,
        InvocationEndpoint: `${endpoint.url}/orders`,
        HttpMethod: 'PUT',
        InvocationRateLimitPerSecond: 300,
      });
      const list = async (filter: object) => {
        const { ApiDestinations = [] } = await events.send(
          new ListApiDestinationsCommand(filter),
        );
        return ApiDestinations.map(({ Name }) => Name);
      };
      expect(await list({ ConnectionArn })).toEqual(['crm']);
      expect(await list({ NamePrefix: 'x' })).toEqual([]);
      await events.send(new DeauthorizeConnectionCommand({ Name: 'crm' }));
      expect(await describeDestination()).toMatchObject({
        ApiDestinationState: 'INACTIVE',
      });
      await events.send(new DeleteApiDestinationCommand({ Name: 'crm' }));
      expect(await errorOf(describeDestination())).toMatchObject({
        name: 'ResourceNotFoundException',
        message:
          "Failed to describe the api-destination(s). An api-destination 'crm' does not exist.",
      });
    });

    it('refuse what the API reference forbids, all at once', async () => {
      const error = await errorOf(
        create('invalid-connection-arn', {
          HttpMethod: 'INVALID_METHOD' as 'GET',
        }),
      );
      expect(error).toMatchObject({
        name: 'ValidationException',
        message:
          "2 validation errors detected: Value 'invalid-connection-arn' at 'connectionArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:connection\\/[\\.\\-_A-Za-z0-9]+\\/[\\-A-Za-z0-9]+$; Value 'INVALID_METHOD' at 'httpMethod' failed to satisfy constraint: Member must satisfy enum value set: [HEAD, POST, PATCH, DELETE, PUT, GET, OPTIONS]",
      });
    });

    it('refuse a connection that is not there, and plain HTTP', async () => {
      const ConnectionArn = await connect();
      expect(
        await errorOf(create(ConnectionArn.replace(HUB, CONSUMER))),
      ).toMatchObject({ name: 'ResourceNotFoundException' });
      expect(
        await errorOf(
          create(ConnectionArn, { InvocationEndpoint: 'http://example.com' }),
        ),
      ).toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining('Parameter InvocationEndpoint'),
      });
    });

    it('have unique names and a quota', async () => {
      const ConnectionArn = await connect();
      await create(ConnectionArn);
      expect(await errorOf(create(ConnectionArn))).toMatchObject({
        name: 'ResourceAlreadyExistsException',
      });
      await create(ConnectionArn, { Name: '2' });
      expect(await errorOf(create(ConnectionArn, { Name: '3' }))).toMatchObject(
        { name: 'LimitExceededException' },
      );
    });
  });

  describe('as targets', () => {
    let undelivered: Awaited<ReturnType<typeof makeQueue>>;
    let RoleArn: string;

    beforeEach(async () => {
      undelivered = await makeQueue(aws, HUB, 'undelivered');
      RoleArn = await makeRole(aws, HUB, 'call', {
        trusts: { Service: 'events.amazonaws.com' },
        may: [
          {
            Effect: 'Allow',
            Action: 'events:InvokeApiDestination',
            Resource: '*',
          },
        ],
      });
    });

    async function target(
      {
        connection = BASIC,
        destination = {},
      }: {
        connection?: CreateConnectionRequest;
        destination?: Partial<CreateApiDestinationRequest>;
      } = {},
      more: Partial<Target> = {},
    ): Promise<void> {
      const { ApiDestinationArn: Arn = '' } = await create(
        await connect(connection),
        destination,
      );
      for (;;) {
        const { ApiDestinationState } = await describeDestination();
        if (ApiDestinationState === 'ACTIVE') {
          break;
        }
      }
      await events.send(
        new PutRuleCommand({
          Name: 'r',
          EventPattern: '{"source":["orders"]}',
        }),
      );
      await events.send(
        new PutTargetsCommand({
          Rule: 'r',
          Targets: [
            {
              Id: '1',
              Arn,
              RoleArn,
              DeadLetterConfig: { Arn: undelivered.arn },
              ...more,
            },
          ],
        }),
      );
    }

    async function put(detail: object = { id: 7 }): Promise<void> {
      await events.send(
        new PutEventsCommand({
          Entries: [
            {
              Source: 'orders',
              DetailType: 'Placed',
              Detail: JSON.stringify(detail),
            },
          ],
        }),
      );
      await settled(aws);
    }

    async function burial() {
      const { MessageAttributes = {} } = (await nextMessage(undelivered)) ?? {};
      return {
        code: MessageAttributes.ERROR_CODE?.StringValue,
        message: MessageAttributes.ERROR_MESSAGE?.StringValue,
        retries: MessageAttributes.RETRY_ATTEMPTS?.StringValue,
      };
    }

    it('get the event with the headers of EventBridge', async () => {
      await target();
      await put();
      expect(endpoint.got).toMatchObject([
        {
          method: 'POST',
          path: '/orders',
          headers: {
            authorization: `Basic ${Buffer.from('user:pass').toString(
              'base64',
            )}`,
            'content-type': 'application/json; charset=utf-8',
            'user-agent': 'Amazon/EventBridge/ApiDestinations',
            range: 'bytes=0-1048575',
          },
        },
      ]);
      expect(JSON.parse(endpoint.got[0].body)).toMatchObject({
        source: 'orders',
        detail: { id: 7 },
      });
    });

    it('get parameters of connection and target, the connection’s first', async () => {
      await target(
        {
          connection: {
            Name: 'crm',
            AuthorizationType: 'API_KEY',
            AuthParameters: {
              ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: 'k' },
              InvocationHttpParameters: {
                HeaderParameters: [{ Key: 'x-both', Value: 'connection' }],
                QueryStringParameters: [{ Key: 'both', Value: 'connection' }],
                BodyParameters: [{ Key: 'added', Value: 'yes' }],
              },
            },
          },
          destination: { InvocationEndpoint: `${endpoint.url}/o/*/x/*` },
        },
        {
          InputPath: '$.detail',
          HttpParameters: {
            PathParameterValues: ['$.detail.id', 'a b'],
            HeaderParameters: {
              'x-both': 'target',
              'x-own': '$.source',
              'user-agent': 'mine',
            },
            QueryStringParameters: { both: 'target', own: '$.detail.id' },
          },
        },
      );
      await put();
      expect(endpoint.got).toMatchObject([
        {
          path: '/o/7/x/a%20b?both=connection&own=7',
          headers: {
            'x-key': 'k',
            'x-both': 'connection',
            'x-own': 'orders',
            'user-agent': 'Amazon/EventBridge/ApiDestinations',
          },
        },
      ]);
      expect(JSON.parse(endpoint.got[0].body)).toEqual({
        id: 7,
        added: 'yes',
      });
    });

    it('get no body by GET', async () => {
      await target({ destination: { HttpMethod: 'GET' } });
      await put();
      expect(endpoint.got).toMatchObject([{ method: 'GET', body: '' }]);
    });

    it('get an access token, and another one when it is refused', async () => {
      let issued = 0;
      reply = ({ path, headers }) => {
        if (path === '/token') {
          return { body: JSON.stringify({ access_token: `t${++issued}` }) };
        }
        return { status: headers.authorization === 'Bearer t2' ? 200 : 401 };
      };
      await target({
        connection: {
          Name: 'crm',
          AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
          AuthParameters: {
            OAuthParameters: {
              AuthorizationEndpoint: `${endpoint.url}/token`,
              HttpMethod: 'POST',
              ClientParameters: { ClientID: 'id', ClientSecret: 's' },
            },
          },
        },
      });
      await put();
      await put();
      expect(
        endpoint.got.map(({ path, headers }) => [path, headers.authorization]),
      ).toEqual([
        ['/token', undefined],
        ['/orders', 'Bearer t1'],
        ['/token', undefined],
        ['/orders', 'Bearer t2'],
        ['/orders', 'Bearer t2'],
      ]);
    });

    it.each([409, 429, 500, 503])('are tried again after %i', async status => {
      await target();
      reply = () => ({ status });
      await put();
      reply = () => ({});
      await advanceSeconds(aws, 60);
      await settled(aws);
      expect(endpoint.got).toHaveLength(2);
      expect(await nextMessage(undelivered, 0)).toBeUndefined();
    });

    it.each([301, 400, 404, 422])('are given up after %i', async status => {
      await target();
      reply = () => ({ status });
      await put();
      expect(await burial()).toEqual({
        code: 'SDK_CLIENT_ERROR',
        message: `Unable to invoke ApiDestination endpoint: The request failed with HTTP status ${status}.`,
        retries: '0',
      });
      expect(endpoint.got).toHaveLength(1);
    });

    it('wait as long as the endpoint asks', async () => {
      await target();
      reply = () => ({
        status: 503,
        headers: { 'retry-after': '3600' },
      });
      await put();
      await advanceSeconds(aws, 3_000);
      await settled(aws);
      expect(endpoint.got).toHaveLength(1);
      await advanceSeconds(aws, 700);
      await settled(aws);
      expect(endpoint.got).toHaveLength(2);
    });

    it('that cannot be reached end in the dead-letter queue', async () => {
      await target(
        {
          destination: { InvocationEndpoint: 'http://127.0.0.1:1/' },
        },
        { RetryPolicy: { MaximumRetryAttempts: 0 } },
      );
      await put();
      expect(await burial()).toEqual({
        code: 'SDK_CLIENT_ERROR',
        message:
          'Unable to invoke ApiDestination endpoint: API destination endpoint cannot be reached.',
        retries: '0',
      });
    });

    it('are called no faster than their rate', async () => {
      await target({ destination: { InvocationRateLimitPerSecond: 1 } });
      const Entries = [1, 2, 3].map(number => ({
        Source: 'orders',
        DetailType: 'Placed',
        Detail: JSON.stringify({ number }),
      }));
      await events.send(new PutEventsCommand({ Entries }));
      const before = await ownAddress(aws, 'GET', 'health');
      await settled(aws);
      const after = await ownAddress(aws, 'GET', 'health');
      expect(endpoint.got).toHaveLength(3);
      expect(
        Date.parse(String(after.body.time)) -
          Date.parse(String(before.body.time)),
      ).toBeGreaterThan(1_000);
    });

    it('need a role that may call them', async () => {
      const other = await makeRole(aws, HUB, 'other', {
        trusts: { Service: 'events.amazonaws.com' },
        may: [],
      });
      await target({}, { RoleArn: other });
      await put();
      expect(await burial()).toMatchObject({ code: 'NO_PERMISSIONS' });
      expect(endpoint.got).toEqual([]);
    });

    it('are not called without an authorized connection', async () => {
      await target();
      await events.send(new DeauthorizeConnectionCommand({ Name: 'crm' }));
      await put();
      expect(await burial()).toMatchObject({ code: 'NO_PERMISSIONS' });
      expect(endpoint.got).toEqual([]);
    });
  });
});
