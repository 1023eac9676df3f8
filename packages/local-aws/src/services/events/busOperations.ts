import type {
  CreateEventBusRequest,
  CreateEventBusResponse,
  DeleteEventBusRequest,
  DescribeEventBusRequest,
  DescribeEventBusResponse,
  ListEventBusesRequest,
  ListEventBusesResponse,
  UpdateEventBusRequest,
  UpdateEventBusResponse,
} from '@aws-sdk/client-eventbridge';
import { busArn } from '../../accounts';
import { Operation, operation } from '../../calls/operation';
import { tagsFromList } from '../tags';
import { eventsTablePage } from './checks';
import { alreadyExists, invalid, limitExceeded } from './errors';
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

const createEventBus = operation<CreateEventBusRequest, CreateEventBusResponse>(
  {
    access: ({ Name }, { caller }) => ({
      action: 'events:CreateEventBus',
      resourceArn: busArn(caller, Name),
    }),
    run: (input, { accounts, caller, clock, settings }) => {
      const buses = accounts.table(BUSES, caller);
      if (buses.has(input.Name)) {
        throw alreadyExists(`Event bus ${input.Name} already exists.`);
      }
      if (buses.size >= settings.quotas.busesPerAccount) {
        throw limitExceeded();
      }
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
  run: ({ Name }, { accounts, caller }) => {
    if (Name === 'default') {
      throw invalid('Cannot delete event bus default.');
    }
    const buses = accounts.table(BUSES, caller);
    const bus = buses.get(Name);
    if (bus && rulesOf(accounts, bus).size > 0) {
      throw invalid(
        `Event bus ${Name} cannot be deleted while it has rules: delete its rules first.`,
      );
    }
    // Deleting a bus that is not there is a success, as in AWS.
    buses.delete(Name);
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
