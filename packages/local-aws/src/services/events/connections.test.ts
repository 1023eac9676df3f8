import {
  CreateConnectionCommand,
  CreateConnectionRequest,
  DeauthorizeConnectionCommand,
  DeleteConnectionCommand,
  DescribeConnectionCommand,
  ListConnectionsCommand,
  UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../../server';
import { Clients, errorOf, HUB, rootOf } from '../../__testUtils__/clients';
import { Receiver, Reply, startReceiver } from '../../__testUtils__/receiver';

const BASIC: CreateConnectionRequest = {
  Name: 'crm',
  AuthorizationType: 'BASIC',
  AuthParameters: {
    BasicAuthParameters: { Username: 'user', Password: 'hidden-1' },
    InvocationHttpParameters: {
      HeaderParameters: [
        { Key: 'x-plain', Value: 'shown', IsValueSecret: false },
        { Key: 'x-secret', Value: 'hidden-2', IsValueSecret: true },
      ],
      QueryStringParameters: [],
    },
  },
};
const API_KEY: CreateConnectionRequest = {
  Name: 'crm',
  AuthorizationType: 'API_KEY',
  AuthParameters: {
    ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: 'hidden-3' },
  },
};

describe('connections', () => {
  let aws: LocalAws;
  let events: Clients['events'];
  let lines: string[];

  beforeEach(async () => {
    lines = [];
    const log = (message: string, meta?: object) => {
      lines.push(`${message} ${JSON.stringify(meta)}`);
    };
    aws = await startLocalAws({
      quotas: { connectionsPerAccount: 2 },
      logger: { info: log, warn: log, error: log },
    });
    events = rootOf(aws, HUB).events;
  });
  afterEach(() => aws.stop());

  const create = (input: CreateConnectionRequest) =>
    events.send(new CreateConnectionCommand(input));
  const describeConnection = (Name = 'crm') =>
    events.send(new DescribeConnectionCommand({ Name }));

  const oauth = (url: string): CreateConnectionRequest => ({
    Name: 'crm',
    AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
    AuthParameters: {
      OAuthParameters: {
        AuthorizationEndpoint: url,
        HttpMethod: 'POST',
        ClientParameters: { ClientID: 'id', ClientSecret: 'hidden-4' },
        OAuthHttpParameters: {
          BodyParameters: [
            { Key: 'scope', Value: 'write', IsValueSecret: false },
          ],
        },
      },
    },
  });

  /** Waits until a connection is no longer being authorized. */
  async function authorized() {
    for (;;) {
      const connection = await describeConnection();
      if (connection.ConnectionState !== 'AUTHORIZING') {
        return connection;
      }
    }
  }

  it('by name and password are authorized at once, and keep their secrets', async () => {
    const created = await create(BASIC);
    expect(created).toMatchObject({
      ConnectionArn: expect.stringMatching(
        `^arn:aws:events:eu-west-1:${HUB}:connection/crm/[-0-9a-f]{36}$`,
      ),
      ConnectionState: 'AUTHORIZED',
      CreationTime: expect.any(Date),
      LastModifiedTime: expect.any(Date),
    });
    const described = await describeConnection();
    expect(described).toMatchObject({
      ConnectionArn: created.ConnectionArn,
      Name: 'crm',
      ConnectionState: 'AUTHORIZED',
      AuthorizationType: 'BASIC',
      SecretArn: expect.stringMatching(
        `^arn:aws:secretsmanager:eu-west-1:${HUB}:secret:events!connection/crm/[-0-9a-f]{36}-\\w{6}$`,
      ),
      LastAuthorizedTime: expect.any(Date),
    });
    expect(described.AuthParameters).toEqual({
      BasicAuthParameters: { Username: 'user' },
      InvocationHttpParameters: {
        HeaderParameters: [
          { Key: 'x-plain', Value: 'shown', IsValueSecret: false },
          { Key: 'x-secret', IsValueSecret: true },
        ],
        QueryStringParameters: [],
      },
    });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).not.toContain('hidden');
  });

  it('are updated in part, and change their type with new parameters only', async () => {
    await create(BASIC);
    await events.send(
      new UpdateConnectionCommand({
        Name: 'crm',
        Description: 'Customers',
        AuthParameters: { BasicAuthParameters: { Username: 'other' } },
      }),
    );
    expect(await describeConnection()).toMatchObject({
      Description: 'Customers',
      AuthParameters: {
        BasicAuthParameters: { Username: 'other' },
        InvocationHttpParameters: { HeaderParameters: [{}, {}] },
      },
    });
    const toApiKey = { Name: 'crm', AuthorizationType: 'API_KEY' as const };
    expect(
      await errorOf(events.send(new UpdateConnectionCommand(toApiKey))),
    ).toMatchObject({
      name: 'ValidationException',
      message:
        'Parameter ApiKeyAuthParameters is not valid. Reason: Missing required field(s).',
    });
    await events.send(
      new UpdateConnectionCommand({
        ...toApiKey,
        AuthParameters: API_KEY.AuthParameters,
      }),
    );
    const { AuthParameters } = await describeConnection();
    expect(AuthParameters).toMatchObject({
      ApiKeyAuthParameters: { ApiKeyName: 'x-key' },
    });
    expect(AuthParameters).not.toHaveProperty('BasicAuthParameters');
  });

  it('lose their parameters when they are deauthorized', async () => {
    await create(BASIC);
    expect(
      await events.send(new DeauthorizeConnectionCommand({ Name: 'crm' })),
    ).toMatchObject({ ConnectionState: 'DEAUTHORIZING' });
    const described = await describeConnection();
    expect(described.ConnectionState).toBe('DEAUTHORIZED');
    expect(described.AuthParameters).toEqual({});
    await events.send(
      new UpdateConnectionCommand({
        Name: 'crm',
        AuthParameters: BASIC.AuthParameters,
      }),
    );
    expect(await describeConnection()).toMatchObject({
      ConnectionState: 'AUTHORIZED',
    });
  });

  it('are listed and deleted', async () => {
    await create(BASIC);
    await create({ ...API_KEY, Name: 'erp' });
    const list = async (filter = {}) => {
      const { Connections = [] } = await events.send(
        new ListConnectionsCommand(filter),
      );
      return Connections.map(({ Name }) => Name);
    };
    expect(await list()).toEqual(['crm', 'erp']);
    expect(await list({ NamePrefix: 'e' })).toEqual(['erp']);
    expect(await list({ ConnectionState: 'DEAUTHORIZED' })).toEqual([]);
    expect(
      await events.send(new DeleteConnectionCommand({ Name: 'crm' })),
    ).toMatchObject({ ConnectionState: 'DELETING' });
    expect(await errorOf(describeConnection())).toMatchObject({
      name: 'ResourceNotFoundException',
      message:
        "Failed to describe the connection(s). Connection 'crm' does not exist.",
    });
  });

  describe('by OAuth', () => {
    let endpoint: Receiver;
    let reply: Reply;
    beforeEach(async () => {
      endpoint = await startReceiver(() => reply);
    });
    afterEach(() => endpoint.stop());

    it('are authorized once they get a token', async () => {
      reply = { body: '{"access_token":"t"}' };
      expect(await create(oauth(`${endpoint.url}/token`))).toMatchObject({
        ConnectionState: 'AUTHORIZING',
      });
      expect(await authorized()).toMatchObject({
        ConnectionState: 'AUTHORIZED',
        AuthParameters: {
          OAuthParameters: {
            AuthorizationEndpoint: `${endpoint.url}/token`,
            HttpMethod: 'POST',
            ClientParameters: { ClientID: 'id' },
          },
        },
      });
      const [request] = endpoint.got;
      expect(request).toMatchObject({ method: 'POST', path: '/token' });
      expect(Object.fromEntries(new URLSearchParams(request.body))).toEqual({
        grant_type: 'client_credentials',
        client_id: 'id',
        client_secret: 'hidden-4',
        scope: 'write',
      });
    });

    it('are deauthorized when they get none, and say why', async () => {
      reply = { status: 403 };
      await create(oauth(endpoint.url));
      expect(await authorized()).toMatchObject({
        ConnectionState: 'DEAUTHORIZED',
        StateReason: expect.stringContaining('answered 403'),
      });
    });
  });

  it('have a quota', async () => {
    await create({ ...BASIC, Name: '1' });
    await create({ ...BASIC, Name: '2' });
    expect(await errorOf(create(BASIC))).toMatchObject({
      name: 'LimitExceededException',
    });
  });

  it.each([
    [
      'all faults of a request in one message',
      {
        ...BASIC,
        Name: `${'This should fail with two errors '.repeat(2)}`,
        AuthorizationType: 'INVALID' as 'BASIC',
      },
      'ValidationException',
      /^3 validation errors detected: Value '[^']*' at 'name' failed to satisfy constraint: Member must have length less than or equal to 64; Value '[^']*' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: \[\\\.\\-_A-Za-z0-9\]\+; Value 'INVALID' at 'authorizationType' failed to satisfy constraint: Member must satisfy enum value set: \[BASIC, OAUTH_CLIENT_CREDENTIALS, API_KEY\]$/,
    ],
    [
      'a secret that is too long, without telling it',
      {
        ...BASIC,
        AuthParameters: {
          BasicAuthParameters: {
            Username: 'user',
            Password: 'hidden'.repeat(100),
          },
        },
      },
      'ValidationException',
      /^1 validation error detected: Value '\*\*\*' at 'authParameters.basicAuthParameters.password' failed to satisfy constraint: Member must have length less than or equal to 512$/,
    ],
    [
      'parameters of another type',
      { ...API_KEY, AuthorizationType: 'BASIC' as const },
      'ValidationException',
      /^Parameter BasicAuthParameters is not valid. Reason: Missing required field\(s\)\.$/,
    ],
    [
      'an authorization endpoint in the clear',
      oauth('http://example.com/token'),
      'ValidationException',
      /^Parameter AuthorizationEndpoint is not valid/,
    ],
    [
      'a name that is taken',
      { ...BASIC, Name: 'taken' },
      'ResourceAlreadyExistsException',
      /^Connection taken already exists\.$/,
    ],
  ])('refuse %s', async (_, input, name, message) => {
    await create({ ...BASIC, Name: 'taken' });
    expect(await errorOf(create(input))).toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });
});
