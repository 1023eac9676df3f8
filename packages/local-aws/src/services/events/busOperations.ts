import type {
  CreateEventBusRequest,
  CreateEventBusResponse,
  DeadLetterConfig,
  DeleteEventBusRequest,
  DescribeEventBusRequest,
  DescribeEventBusResponse,
  ListEventBusesRequest,
  ListEventBusesResponse,
  UpdateEventBusRequest,
  UpdateEventBusResponse,
} from '@aws-sdk/client-eventbridge';
import { busArn } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { tagsFromList } from '../tags';
import { eventsTablePage } from './checks';
import { deadLetterProblem } from './deadLetterConfig';
import { alreadyExists, invalid, invalidState, limitExceeded } from './errors';
import { findEventSource } from './eventSourceOperations';
import { eventSourcesOf, pending } from './eventSources';
import { busAccess, changeBus, findBus } from './find';
import { BUSES, EventBus, newBus, rulesOf } from './state';

function settingsOf(bus: EventBus) {
  return {
    Description: bus.description,
    KmsKeyIdentifier: bus.kmsKeyIdentifier,
    DeadLetterConfig: bus.deadLetterArn
      ? { Arn: bus.deadLetterArn }
      : undefined,
    LogConfig: bus.logConfig,
  };
}

function describeBus(bus: EventBus): DescribeEventBusResponse {
  return {
    Name: bus.name,
    Arn: bus.arn,
    ...settingsOf(bus),
    Policy: bus.policy?.text,
    CreationTime: bus.createdAt,
    LastModifiedTime: bus.modifiedAt,
  };
}

/** @throws `ValidationException` */
function checkDeadLetters(
  config: DeadLetterConfig | undefined,
  region: string,
): void {
  const problem = deadLetterProblem(config?.Arn, region);
  if (problem) {
    throw invalid(problem);
  }
}

/**
 * A partner event bus takes up the partner's source, whose name it has.
 *
 * @throws `ResourceNotFoundException`, `InvalidStateException`
 */
function takeUpSource(
  { Name, EventSourceName }: CreateEventBusRequest,
  call: Call,
): void {
  if (EventSourceName === undefined) {
    return;
  }
  const source = findEventSource(call, EventSourceName);
  if (Name !== EventSourceName) {
    throw invalid(
      `Event bus name must be the name of its event source ${EventSourceName}.`,
    );
  }
  if (source.state !== 'PENDING') {
    throw invalidState(
      `Event source ${EventSourceName} is not in a valid state for this operation.`,
    );
  }
  eventSourcesOf(call, call.caller).set(source.name, {
    ...source,
    state: 'ACTIVE',
    expiresAt: undefined,
  });
}

const createEventBus = operation<CreateEventBusRequest, CreateEventBusResponse>(
  {
    access: ({ Name, Tags }, { caller }) =>
      ['CreateEventBus', ...(Tags?.length ? ['TagResource'] : [])].map(
        action => ({
          action: `events:${action}`,
          resourceArn: busArn(caller, Name),
        }),
      ),
    run: (input, call) => {
      const { accounts, caller, clock, settings } = call;
      const buses = accounts.table(BUSES, caller);
      if (input.EventSourceName === undefined && input.Name.includes('/')) {
        throw invalid("Event bus name must not contain '/'.");
      }
      checkDeadLetters(input.DeadLetterConfig, caller.region);
      if (buses.has(input.Name)) {
        throw alreadyExists(`Event bus ${input.Name} already exists.`);
      }
      if (buses.size >= settings.quotas.busesPerAccount) {
        throw limitExceeded();
      }
      takeUpSource(input, call);
      const bus = buses.set(input.Name, {
        ...newBus(caller, input.Name, clock.date()),
        description: input.Description,
        kmsKeyIdentifier: input.KmsKeyIdentifier,
        deadLetterArn: input.DeadLetterConfig?.Arn,
        logConfig: input.LogConfig,
        tags: tagsFromList(input.Tags),
      });
      return { EventBusArn: bus.arn, ...settingsOf(bus) };
    },
  },
);

const describeEventBus = operation<
  DescribeEventBusRequest,
  DescribeEventBusResponse
>({
  access: ({ Name }, call) => busAccess(call, 'DescribeEventBus', Name),
  run: ({ Name }, call) => describeBus(findBus(call, Name)),
});

const updateEventBus = operation<UpdateEventBusRequest, UpdateEventBusResponse>(
  {
    access: ({ Name }, call) => busAccess(call, 'UpdateEventBus', Name),
    run: (input, call) => {
      const old = findBus(call, input.Name);
      checkDeadLetters(input.DeadLetterConfig, old.region);
      const bus = changeBus(call, old, {
        description: input.Description ?? old.description,
        kmsKeyIdentifier: input.KmsKeyIdentifier ?? old.kmsKeyIdentifier,
        deadLetterArn: input.DeadLetterConfig
          ? input.DeadLetterConfig.Arn
          : old.deadLetterArn,
        logConfig: input.LogConfig ?? old.logConfig,
      });
      return { Arn: bus.arn, Name: bus.name, ...settingsOf(bus) };
    },
  },
);

const deleteEventBus = operation<DeleteEventBusRequest, void>({
  access: ({ Name }, call) => busAccess(call, 'DeleteEventBus', Name),
  run: ({ Name }, call) => {
    const { accounts, caller, clock } = call;
    if (Name === 'default') {
      throw invalid('Cannot delete event bus default.');
    }
    const buses = accounts.table(BUSES, caller);
    const bus = buses.get(Name);
    if (bus && rulesOf(accounts, bus).size > 0) {
      throw invalid("EventBus can't be deleted since it has rules.");
    }
    // Deleting a bus that is not there is a success, as in AWS.
    buses.delete(Name);
    // A partner's source without its bus waits for another one.
    const sources = eventSourcesOf(call, caller);
    const source = sources.get(Name);
    if (bus && source?.state === 'ACTIVE') {
      sources.set(Name, pending(source, clock));
    }
  },
});

const listEventBuses = operation<ListEventBusesRequest, ListEventBusesResponse>(
  {
    access: (_, { caller }) => ({
      action: 'events:ListEventBuses',
      resourceArn: busArn(caller, '*'),
    }),
    run: (input, { accounts, caller }) => {
      const { items, nextToken } = eventsTablePage(
        accounts.table(BUSES, caller),
        input,
      );
      return {
        EventBuses: items.map(bus => ({
          Name: bus.name,
          Arn: bus.arn,
          Description: bus.description,
          Policy: bus.policy?.text,
          CreationTime: bus.createdAt,
          LastModifiedTime: bus.modifiedAt,
        })),
        NextToken: nextToken,
      };
    },
  },
);

export const busOperations: [string, Operation][] = [
  ['CreateEventBus', createEventBus],
  ['DescribeEventBus', describeEventBus],
  ['UpdateEventBus', updateEventBus],
  ['DeleteEventBus', deleteEventBus],
  ['ListEventBuses', listEventBuses],
];
