import type {
  ActivateEventSourceRequest,
  DeactivateEventSourceRequest,
  DescribeEventSourceRequest,
  DescribeEventSourceResponse,
  ListEventSourcesRequest,
  ListEventSourcesResponse,
} from '@aws-sdk/client-eventbridge';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { eventsTablePage } from './checks';
import { invalidState, notFound } from './errors';
import {
  EventSource,
  eventSourceArn,
  eventSourcesOf,
  pending,
} from './eventSources';
import { busAt } from './state';

function sourceAccess(action: string) {
  return ({ Name }: { Name: string }, { caller }: Call): Access => ({
    action: `events:${action}`,
    resourceArn: eventSourceArn(caller.region, Name),
  });
}

/** @throws `ResourceNotFoundException` */
export function findEventSource(call: Call, name: string): EventSource {
  const source = eventSourcesOf(call, call.caller).get(name);
  if (!source) {
    throw notFound(`Event source ${name} does not exist.`);
  }
  return source;
}

function describe(source: EventSource) {
  return {
    Arn: source.arn,
    Name: source.name,
    CreatedBy: source.createdBy,
    State: source.state,
    CreationTime: source.createdAt,
    ExpirationTime: source.expiresAt,
  };
}

const describeEventSource = operation<
  DescribeEventSourceRequest,
  DescribeEventSourceResponse
>({
  access: sourceAccess('DescribeEventSource'),
  run: ({ Name }, call) => describe(findEventSource(call, Name)),
});

const listEventSources = operation<
  ListEventSourcesRequest,
  ListEventSourcesResponse
>({
  access: (_, { caller }) => ({
    action: 'events:ListEventSources',
    resourceArn: eventSourceArn(caller.region, '*'),
  }),
  run: (input, call) => {
    const { items, nextToken } = eventsTablePage(
      eventSourcesOf(call, call.caller),
      input,
    );
    return { EventSources: items.map(describe), NextToken: nextToken };
  },
});

const activateEventSource = operation<ActivateEventSourceRequest, void>({
  access: sourceAccess('ActivateEventSource'),
  run: ({ Name }, call) => {
    const source = findEventSource(call, Name);
    if (
      source.state !== 'PENDING' ||
      !busAt(call.accounts, call.caller, Name)
    ) {
      throw invalidState(
        `Event source ${Name} is not in a valid state for this operation.`,
      );
    }
    eventSourcesOf(call, call.caller).set(Name, {
      ...source,
      state: 'ACTIVE',
      expiresAt: undefined,
    });
  },
});

const deactivateEventSource = operation<DeactivateEventSourceRequest, void>({
  access: sourceAccess('DeactivateEventSource'),
  run: ({ Name }, call) => {
    const source = findEventSource(call, Name);
    if (source.state !== 'ACTIVE') {
      throw invalidState(
        `Event source ${Name} is not in a valid state for this operation.`,
      );
    }
    eventSourcesOf(call, call.caller).set(Name, pending(source, call.clock));
  },
});

export const eventSourceOperations: [string, Operation][] = [
  ['DescribeEventSource', describeEventSource],
  ['ListEventSources', listEventSources],
  ['ActivateEventSource', activateEventSource],
  ['DeactivateEventSource', deactivateEventSource],
];
