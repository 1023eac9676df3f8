import { randomBytes, randomUUID } from 'node:crypto';
import type {
  ConnectionState,
  CreateConnectionRequest,
  CreateConnectionResponse,
  DeauthorizeConnectionRequest,
  DeauthorizeConnectionResponse,
  DeleteConnectionRequest,
  DeleteConnectionResponse,
  DescribeConnectionRequest,
  DescribeConnectionResponse,
  ListConnectionsRequest,
  ListConnectionsResponse,
  UpdateConnectionRequest,
  UpdateConnectionResponse,
} from '@aws-sdk/client-eventbridge';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { eventsPage } from './checks';
import {
  checkAuthParameters,
  describeAuthParameters,
  updatedAuthParameters,
} from './connectionAuth';
import { Connection, connectionArn, CONNECTIONS } from './connections';
import { alreadyExists, invalid, limitExceeded, notFound } from './errors';
import { authorize } from './oauth';

function connectionAccess(action: string) {
  return ({ Name }: { Name: string }, { accounts, caller }: Call): Access => ({
    action: `events:${action}`,
    resourceArn:
      accounts.table(CONNECTIONS, caller).get(Name)?.arn ??
      connectionArn(caller, Name),
  });
}

/** @throws `ResourceNotFoundException` */
function findConnection({ accounts, caller }: Call, name: string): Connection {
  const connection = accounts.table(CONNECTIONS, caller).get(name);
  if (!connection) {
    throw notFound(
      `Failed to describe the connection(s). Connection '${name}' does not exist.`,
    );
  }
  return connection;
}

/** Private endpoints are reached through VPC Lattice, which is not here. */
function refusePrivate(input: {
  InvocationConnectivityParameters?: object;
  AuthParameters?: { ConnectivityParameters?: object };
}): void {
  if (
    input.InvocationConnectivityParameters ||
    input.AuthParameters?.ConnectivityParameters
  ) {
    throw invalid(
      'Local AWS has no private connectivity: leave InvocationConnectivityParameters and ConnectivityParameters out.',
    );
  }
}

/** A connection by OAuth is authorized once it has got a token. */
function stateAtFirst({
  authorizationType,
}: Pick<Connection, 'authorizationType'>) {
  return authorizationType === 'OAUTH_CLIENT_CREDENTIALS'
    ? 'AUTHORIZING'
    : 'AUTHORIZED';
}

function keep(call: Call, connection: Connection): Connection {
  const { accounts, caller } = call;
  accounts.table(CONNECTIONS, caller).set(connection.name, connection);
  if (connection.state === 'AUTHORIZING') {
    // Nobody waits for it: the connection's state tells how it went.
    authorize(call, connection);
  }
  return connection;
}

function summarise(
  connection: Connection,
  state: ConnectionState = connection.state,
) {
  return {
    ConnectionArn: connection.arn,
    ConnectionState: state,
    CreationTime: connection.createdAt,
    LastModifiedTime: connection.modifiedAt,
    LastAuthorizedTime: connection.authorizedAt,
  };
}

const createConnection = operation<
  CreateConnectionRequest,
  CreateConnectionResponse
>({
  access: connectionAccess('CreateConnection'),
  run: (input, call) => {
    const { accounts, caller, clock, settings } = call;
    const { Name, AuthorizationType, AuthParameters } = input;
    refusePrivate(input);
    checkAuthParameters(AuthorizationType, AuthParameters);
    const connections = accounts.table(CONNECTIONS, caller);
    if (connections.has(Name)) {
      throw alreadyExists(`Connection ${Name} already exists.`);
    }
    if (connections.size >= settings.quotas.connectionsPerAccount) {
      throw limitExceeded();
    }
    const suffix = randomBytes(3).toString('hex');
    const connection = keep(call, {
      name: Name,
      arn: connectionArn(caller, Name, randomUUID()),
      account: caller.account,
      region: caller.region,
      description: input.Description,
      authorizationType: AuthorizationType,
      authParameters: AuthParameters,
      secretArn: `arn:aws:secretsmanager:${caller.region}:${
        caller.account
      }:secret:events!connection/${Name}/${randomUUID()}-${suffix}`,
      kmsKeyIdentifier: input.KmsKeyIdentifier,
      state: stateAtFirst({ authorizationType: AuthorizationType }),
      createdAt: clock.date(),
      modifiedAt: clock.date(),
      authorizedAt: clock.date(),
    });
    const { LastAuthorizedTime: _, ...summary } = summarise(connection);
    return summary;
  },
});

const describeConnection = operation<
  DescribeConnectionRequest,
  DescribeConnectionResponse
>({
  access: connectionAccess('DescribeConnection'),
  run: ({ Name }, call) => {
    const connection = findConnection(call, Name);
    return {
      ...summarise(connection),
      Name: connection.name,
      Description: connection.description,
      StateReason: connection.stateReason,
      AuthorizationType: connection.authorizationType,
      SecretArn: connection.secretArn,
      KmsKeyIdentifier: connection.kmsKeyIdentifier,
      AuthParameters: describeAuthParameters(
        connection.authorizationType,
        connection.authParameters,
      ),
    };
  },
});

const updateConnection = operation<
  UpdateConnectionRequest,
  UpdateConnectionResponse
>({
  access: connectionAccess('UpdateConnection'),
  run: (input, call) => {
    const old = findConnection(call, input.Name);
    refusePrivate(input);
    const authorizationType = input.AuthorizationType ?? old.authorizationType;
    const authParameters = updatedAuthParameters(
      old.authParameters,
      input.AuthParameters,
    );
    checkAuthParameters(authorizationType, authParameters);
    const connection = keep(call, {
      ...old,
      description: input.Description ?? old.description,
      authorizationType,
      authParameters,
      kmsKeyIdentifier: input.KmsKeyIdentifier ?? old.kmsKeyIdentifier,
      state: stateAtFirst({ authorizationType }),
      stateReason: undefined,
      modifiedAt: call.clock.date(),
      authorizedAt: call.clock.date(),
    });
    return summarise(connection);
  },
});

const deauthorizeConnection = operation<
  DeauthorizeConnectionRequest,
  DeauthorizeConnectionResponse
>({
  access: connectionAccess('DeauthorizeConnection'),
  run: ({ Name }, call) => {
    const old = findConnection(call, Name);
    // "Removes all authorization parameters from the connection."
    const connection = keep(call, {
      ...old,
      authParameters: {},
      state: 'DEAUTHORIZED',
      stateReason: undefined,
      modifiedAt: call.clock.date(),
    });
    return summarise(connection, 'DEAUTHORIZING');
  },
});

const deleteConnection = operation<
  DeleteConnectionRequest,
  DeleteConnectionResponse
>({
  access: connectionAccess('DeleteConnection'),
  run: ({ Name }, call) => {
    const connection = findConnection(call, Name);
    call.accounts.table(CONNECTIONS, call.caller).delete(Name);
    return summarise(connection, 'DELETING');
  },
});

const listConnections = operation<
  ListConnectionsRequest,
  ListConnectionsResponse
>({
  access: (_, { caller }) => ({
    action: 'events:ListConnections',
    resourceArn: connectionArn(caller, '*'),
  }),
  run: (input, { accounts, caller }) => {
    const connections = [...accounts.table(CONNECTIONS, caller).values()];
    const { items, nextToken } = eventsPage(
      connections.filter(
        ({ name, state }) =>
          name.startsWith(input.NamePrefix ?? '') &&
          state === (input.ConnectionState ?? state),
      ),
      ({ name }) => name,
      input,
    );
    return {
      Connections: items.map(connection => ({
        ...summarise(connection),
        Name: connection.name,
        StateReason: connection.stateReason,
        AuthorizationType: connection.authorizationType,
      })),
      NextToken: nextToken,
    };
  },
});

export const connectionOperations: [string, Operation][] = [
  ['CreateConnection', createConnection],
  ['DescribeConnection', describeConnection],
  ['UpdateConnection', updateConnection],
  ['DeauthorizeConnection', deauthorizeConnection],
  ['DeleteConnection', deleteConnection],
  ['ListConnections', listConnections],
];
