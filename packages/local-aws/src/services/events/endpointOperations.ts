import { randomBytes } from 'node:crypto';
import type {
  CreateEndpointRequest,
  CreateEndpointResponse,
  DeleteEndpointRequest,
  DeleteEndpointResponse,
  DescribeEndpointRequest,
  DescribeEndpointResponse,
  Endpoint,
  EndpointState,
  ListEndpointsRequest,
  ListEndpointsResponse,
  UpdateEndpointRequest,
  UpdateEndpointResponse,
} from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { eventsPage } from './checks';
import { endpointArn, ENDPOINTS, GlobalEndpoint } from './endpoints';
import { alreadyExists, invalid, limitExceeded, notFound } from './errors';
import { passRoleAccess } from './find';
import { busAt } from './state';

function endpointAccess(
  action: string,
  name: string,
  { caller }: Call,
): Access {
  return {
    action: `events:${action}`,
    resourceArn: endpointArn(caller, name),
  };
}

/** @throws `ResourceNotFoundException` */
function findEndpoint(
  { accounts, caller }: Call,
  name: string,
  region = caller.region,
): GlobalEndpoint {
  const place = { account: caller.account, region };
  const endpoint = accounts.table(ENDPOINTS, place).get(name);
  if (!endpoint) {
    throw notFound(`Endpoint ${name} does not exist.`);
  }
  return endpoint;
}

/** What AWS demands of the two buses and the role of a global endpoint. */
function checkEndpoint(endpoint: GlobalEndpoint, { accounts }: Call): void {
  const { eventBuses, routingConfig, region, account } = endpoint;
  const arns = eventBuses.flatMap(
    ({ EventBusArn = '' }) => parseArn(EventBusArn) ?? [],
  );
  const secondary = routingConfig.FailoverConfig?.Secondary?.Route;
  const hasBoth = [region, secondary].every(wanted =>
    arns.some(arn => arn.region === wanted),
  );
  if (!hasBoth || secondary === region) {
    throw invalid(
      'An event bus must be provided in both the primary and secondary regions.',
    );
  }
  const names = arns.map(({ resource }) => resource.slice('event-bus/'.length));
  if (names[0] !== names[1]) {
    throw invalid(
      'Event bus names must match in the primary and secondary regions.',
    );
  }
  const isReplicated = endpoint.replicationConfig.State === 'ENABLED';
  if (isReplicated && endpoint.roleArn === undefined) {
    throw invalid('When replication is enabled, role cannot be empty.');
  }
  const stranger = arns.find(
    arn => arn.account !== account || !busAt(accounts, arn, names[0]),
  );
  if (stranger) {
    throw notFound(`Event bus ${names[0]} does not exist.`);
  }
}

function summarise(endpoint: GlobalEndpoint, State: EndpointState) {
  return {
    Name: endpoint.name,
    Arn: endpoint.arn,
    RoutingConfig: endpoint.routingConfig,
    ReplicationConfig: endpoint.replicationConfig,
    EventBuses: [...endpoint.eventBuses],
    RoleArn: endpoint.roleArn,
    State,
  };
}

function detail(endpoint: GlobalEndpoint): Endpoint {
  return {
    ...summarise(endpoint, 'ACTIVE'),
    Description: endpoint.description,
    EndpointId: endpoint.endpointId,
    EndpointUrl: `https://${endpoint.endpointId}.endpoint.events.amazonaws.com`,
    CreationTime: endpoint.createdAt,
    LastModifiedTime: endpoint.modifiedAt,
  };
}

const createEndpoint = operation<CreateEndpointRequest, CreateEndpointResponse>(
  {
    access: (input, call) => [
      endpointAccess('CreateEndpoint', input.Name, call),
      ...passRoleAccess(input.RoleArn),
    ],
    run: (input, call) => {
      const { accounts, caller, clock, settings } = call;
      const endpoints = accounts.table(ENDPOINTS, caller);
      if (endpoints.has(input.Name)) {
        throw alreadyExists(`Endpoint ${input.Name} already exists.`);
      }
      if (endpoints.size >= settings.quotas.endpointsPerAccount) {
        throw limitExceeded();
      }
      const endpoint: GlobalEndpoint = {
        name: input.Name,
        arn: endpointArn(caller, input.Name),
        account: caller.account,
        region: caller.region,
        endpointId: `${randomBytes(5).toString('hex')}.${randomBytes(
          2,
        ).toString('hex')}`,
        description: input.Description,
        routingConfig: input.RoutingConfig,
        replicationConfig: input.ReplicationConfig ?? { State: 'ENABLED' },
        eventBuses: input.EventBuses,
        roleArn: input.RoleArn,
        createdAt: clock.date(),
        modifiedAt: clock.date(),
      };
      checkEndpoint(endpoint, call);
      endpoints.set(endpoint.name, endpoint);
      return summarise(endpoint, 'CREATING');
    },
  },
);

const describeEndpoint = operation<
  DescribeEndpointRequest,
  DescribeEndpointResponse
>({
  access: ({ Name }, call) => endpointAccess('DescribeEndpoint', Name, call),
  run: ({ Name, HomeRegion }, call) =>
    detail(findEndpoint(call, Name, HomeRegion)),
});

const updateEndpoint = operation<UpdateEndpointRequest, UpdateEndpointResponse>(
  {
    access: (input, call) => [
      endpointAccess('UpdateEndpoint', input.Name, call),
      ...passRoleAccess(input.RoleArn),
    ],
    run: (input, call) => {
      const old = findEndpoint(call, input.Name);
      const endpoint: GlobalEndpoint = {
        ...old,
        description: input.Description ?? old.description,
        routingConfig: input.RoutingConfig ?? old.routingConfig,
        replicationConfig: input.ReplicationConfig ?? old.replicationConfig,
        eventBuses: input.EventBuses ?? old.eventBuses,
        roleArn: input.RoleArn ?? old.roleArn,
        modifiedAt: call.clock.date(),
      };
      checkEndpoint(endpoint, call);
      call.accounts.table(ENDPOINTS, call.caller).set(old.name, endpoint);
      const { EndpointId, EndpointUrl } = detail(endpoint);
      return { ...summarise(endpoint, 'UPDATING'), EndpointId, EndpointUrl };
    },
  },
);

const deleteEndpoint = operation<DeleteEndpointRequest, DeleteEndpointResponse>(
  {
    access: ({ Name }, call) => endpointAccess('DeleteEndpoint', Name, call),
    run: ({ Name }, call) => {
      findEndpoint(call, Name);
      call.accounts.table(ENDPOINTS, call.caller).delete(Name);
      return {};
    },
  },
);

const listEndpoints = operation<ListEndpointsRequest, ListEndpointsResponse>({
  access: (_, call) => endpointAccess('ListEndpoints', '*', call),
  run: (input, { accounts, caller }) => {
    const region = input.HomeRegion ?? caller.region;
    const endpoints = [
      ...accounts
        .table(ENDPOINTS, { account: caller.account, region })
        .values(),
    ];
    const { items, nextToken } = eventsPage(
      endpoints.filter(({ name }) => name.startsWith(input.NamePrefix ?? '')),
      ({ name }) => name,
      { Limit: input.MaxResults, NextToken: input.NextToken },
    );
    return { Endpoints: items.map(detail), NextToken: nextToken };
  },
});

export const endpointOperations: [string, Operation][] = [
  ['CreateEndpoint', createEndpoint],
  ['DescribeEndpoint', describeEndpoint],
  ['UpdateEndpoint', updateEndpoint],
  ['DeleteEndpoint', deleteEndpoint],
  ['ListEndpoints', listEndpoints],
];
