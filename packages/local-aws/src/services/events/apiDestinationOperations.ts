import { randomUUID } from 'node:crypto';
import type {
  CreateApiDestinationRequest,
  CreateApiDestinationResponse,
  DeleteApiDestinationRequest,
  DeleteApiDestinationResponse,
  DescribeApiDestinationRequest,
  DescribeApiDestinationResponse,
  ListApiDestinationsRequest,
  ListApiDestinationsResponse,
  UpdateApiDestinationRequest,
  UpdateApiDestinationResponse,
} from '@aws-sdk/client-eventbridge';
import { Access, Call, Operation, operation } from '../../calls/operation';
import {
  API_DESTINATIONS,
  ApiDestination,
  apiDestinationArn,
  stateOf,
} from './apiDestinations';
import { eventsPage } from './checks';
import { connectionAt } from './connections';
import { checkEndpointAddress } from './endpointAddress';
import { alreadyExists, limitExceeded, notFound } from './errors';

/** "InvocationRateLimitPerSecond": 300 unless another is given. */
const DEFAULT_RATE = 300;

function destinationAccess(action: string) {
  return ({ Name }: { Name: string }, { accounts, caller }: Call): Access => ({
    action: `events:${action}`,
    resourceArn:
      accounts.table(API_DESTINATIONS, caller).get(Name)?.arn ??
      apiDestinationArn(caller, Name),
  });
}

/** @throws `ResourceNotFoundException` */
function findDestination({ accounts, caller }: Call, name: string) {
  const destination = accounts.table(API_DESTINATIONS, caller).get(name);
  if (!destination) {
    throw notFound(
      `Failed to describe the api-destination(s). An api-destination '${name}' does not exist.`,
    );
  }
  return destination;
}

/** A destination's connection must be in its own account and Region. */
function checkConnection({ accounts, caller }: Call, arn: string): void {
  const connection = connectionAt(accounts, arn);
  if (
    connection?.account !== caller.account ||
    connection.region !== caller.region
  ) {
    throw notFound(
      `Failed to describe the connection(s). Connection '${
        arn.split('/')[1]
      }' does not exist.`,
    );
  }
}

function summarise(destination: ApiDestination, { accounts }: Call) {
  return {
    ApiDestinationArn: destination.arn,
    ApiDestinationState: stateOf(accounts, destination),
    CreationTime: destination.createdAt,
    LastModifiedTime: destination.modifiedAt,
  };
}

function detail(destination: ApiDestination, call: Call) {
  return {
    ...summarise(destination, call),
    Name: destination.name,
    ConnectionArn: destination.connectionArn,
    InvocationEndpoint: destination.invocationEndpoint,
    HttpMethod: destination.httpMethod,
    InvocationRateLimitPerSecond: destination.ratePerSecond,
  };
}

const createApiDestination = operation<
  CreateApiDestinationRequest,
  CreateApiDestinationResponse
>({
  access: destinationAccess('CreateApiDestination'),
  run: (input, call) => {
    const { accounts, caller, clock, settings } = call;
    checkEndpointAddress('InvocationEndpoint', input.InvocationEndpoint);
    checkConnection(call, input.ConnectionArn);
    const destinations = accounts.table(API_DESTINATIONS, caller);
    if (destinations.has(input.Name)) {
      throw alreadyExists(`An api-destination ${input.Name} already exists.`);
    }
    if (destinations.size >= settings.quotas.apiDestinationsPerAccount) {
      throw limitExceeded();
    }
    const destination = destinations.set(input.Name, {
      name: input.Name,
      arn: apiDestinationArn(caller, input.Name, randomUUID()),
      account: caller.account,
      region: caller.region,
      description: input.Description,
      connectionArn: input.ConnectionArn,
      invocationEndpoint: input.InvocationEndpoint,
      httpMethod: input.HttpMethod,
      ratePerSecond: input.InvocationRateLimitPerSecond ?? DEFAULT_RATE,
      createdAt: clock.date(),
      modifiedAt: clock.date(),
    });
    return summarise(destination, call);
  },
});

const describeApiDestination = operation<
  DescribeApiDestinationRequest,
  DescribeApiDestinationResponse
>({
  access: destinationAccess('DescribeApiDestination'),
  run: ({ Name }, call) => {
    const destination = findDestination(call, Name);
    return {
      ...detail(destination, call),
      Description: destination.description,
    };
  },
});

const updateApiDestination = operation<
  UpdateApiDestinationRequest,
  UpdateApiDestinationResponse
>({
  access: destinationAccess('UpdateApiDestination'),
  run: (input, call) => {
    const old = findDestination(call, input.Name);
    if (input.InvocationEndpoint !== undefined) {
      checkEndpointAddress('InvocationEndpoint', input.InvocationEndpoint);
    }
    if (input.ConnectionArn !== undefined) {
      checkConnection(call, input.ConnectionArn);
    }
    const destination = call.accounts
      .table(API_DESTINATIONS, call.caller)
      .set(old.name, {
        ...old,
        description: input.Description ?? old.description,
        connectionArn: input.ConnectionArn ?? old.connectionArn,
        invocationEndpoint: input.InvocationEndpoint ?? old.invocationEndpoint,
        httpMethod: input.HttpMethod ?? old.httpMethod,
        ratePerSecond: input.InvocationRateLimitPerSecond ?? old.ratePerSecond,
        modifiedAt: call.clock.date(),
      });
    return summarise(destination, call);
  },
});

const deleteApiDestination = operation<
  DeleteApiDestinationRequest,
  DeleteApiDestinationResponse
>({
  access: destinationAccess('DeleteApiDestination'),
  run: ({ Name }, call) => {
    findDestination(call, Name);
    call.accounts.table(API_DESTINATIONS, call.caller).delete(Name);
    return {};
  },
});

const listApiDestinations = operation<
  ListApiDestinationsRequest,
  ListApiDestinationsResponse
>({
  access: (_, { caller }) => ({
    action: 'events:ListApiDestinations',
    resourceArn: apiDestinationArn(caller, '*'),
  }),
  run: (input, call) => {
    const destinations = [
      ...call.accounts.table(API_DESTINATIONS, call.caller).values(),
    ];
    const { items, nextToken } = eventsPage(
      destinations.filter(
        ({ name, connectionArn }) =>
          name.startsWith(input.NamePrefix ?? '') &&
          connectionArn === (input.ConnectionArn ?? connectionArn),
      ),
      ({ name }) => name,
      input,
    );
    return {
      ApiDestinations: items.map(destination => detail(destination, call)),
      NextToken: nextToken,
    };
  },
});

export const apiDestinationOperations: [string, Operation][] = [
  ['CreateApiDestination', createApiDestination],
  ['DescribeApiDestination', describeApiDestination],
  ['UpdateApiDestination', updateApiDestination],
  ['DeleteApiDestination', deleteApiDestination],
  ['ListApiDestinations', listApiDestinations],
];
