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
import { busArn, EventBus } from '../../accounts';
import { Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { tagsFromList } from '../tags';
import { checkName, eventsPage, refuseViolations } from './checks';
import { busAccess, findBus } from './find';

const MAX_BUS_NAME = 256;

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
    run: (input, { accounts, caller, settings }) => {
      refuseViolations(checkName('name', input.Name, MAX_BUS_NAME));
      const { buses } = accounts.region(caller);
      if (buses.has(input.Name)) {
        throw new ServiceError(
          'ResourceAlreadyExistsException',
          `Event bus ${input.Name} already exists.`,
        );
      }
      if (buses.size >= settings.quotas.busesPerAccount) {
        throw new ServiceError(
          'LimitExceededException',
          'The requested resource exceeds the maximum number allowed.',
        );
      }
      const bus = accounts.addBus(caller, input.Name);
      bus.description = input.Description;
      bus.kmsKeyIdentifier = input.KmsKeyIdentifier;
      bus.deadLetterArn = input.DeadLetterConfig?.Arn;
      bus.logConfig = input.LogConfig;
      bus.tags = tagsFromList(input.Tags);
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
      const bus = findBus(call, input.Name);
      bus.description = input.Description ?? bus.description;
      bus.kmsKeyIdentifier = input.KmsKeyIdentifier ?? bus.kmsKeyIdentifier;
      bus.deadLetterArn = input.DeadLetterConfig
        ? input.DeadLetterConfig.Arn
        : bus.deadLetterArn;
      bus.logConfig = input.LogConfig ?? bus.logConfig;
      bus.modifiedAt = new Date();
      return { Arn: bus.arn, Name: bus.name, ...settingsOf(bus) };
    },
  },
);

const deleteEventBus = operation<DeleteEventBusRequest, void>({
  access: ({ Name }, call) => busAccess(call, 'DeleteEventBus', Name),
  run: ({ Name }, { accounts, caller }) => {
    if (Name === 'default') {
      throw new ServiceError(
        'ValidationException',
        'Cannot delete event bus default.',
      );
    }
    const { buses } = accounts.region(caller);
    const bus = buses.get(Name);
    if (bus && bus.rules.size > 0) {
      throw new ServiceError(
        'ValidationException',
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
      const buses = [...accounts.region(caller).buses.values()].filter(
        ({ name }) => name.startsWith(input.NamePrefix ?? ''),
      );
      const { items, nextToken } = eventsPage(buses, bus => bus.name, input);
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
