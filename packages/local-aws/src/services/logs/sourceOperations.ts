import type {
  DeleteDeliverySourceRequest,
  DeliverySource as ShownSource,
  DescribeDeliverySourcesRequest,
  DescribeDeliverySourcesResponse,
  GetDeliverySourceRequest,
  GetDeliverySourceResponse,
  PutDeliverySourceRequest,
  PutDeliverySourceResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { parseArn } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { busAt } from '../events/state';
import { takeTablePage } from '../page';
import { tagMap, tagsFromMap } from '../tags';
import { checkLimit, invalidToken } from './checks';
import { DELIVERY_SOURCES, DeliverySource, LOG_DELIVERIES } from './deliveries';

/** "Logging event buses": one kind of logs for each level. */
const LOG_TYPES = ['ERROR_LOGS', 'INFO_LOGS', 'TRACE_LOGS'];

const sourceArn = ({ region, account }: Call['caller'], name: string) =>
  `arn:aws:logs:${region}:${account}:delivery-source:${name}`;

function sourceAccess(action: string) {
  return ({ name = '*' }: { name?: string }, { caller }: Call): Access => ({
    action: `logs:${action}`,
    resourceArn: sourceArn(caller, name),
  });
}

function shown(source: DeliverySource): ShownSource {
  return {
    name: source.name,
    arn: source.arn,
    resourceArns: [source.resourceArn],
    service: source.service,
    logType: source.logType,
    tags: source.tags.size > 0 ? tagMap(source.tags) : undefined,
  };
}

export const conflict = (message: string) =>
  new ServiceError('ConflictException', message);

export const invalid = (message: string) =>
  new ServiceError('ValidationException', message);

export const notThere = (what: string) =>
  new ServiceError(
    'ResourceNotFoundException',
    `Requested ${what} does not exist in this account.`,
  );

function checkResource(resourceArn: string, logType: string, call: Call): void {
  const arn = parseArn(resourceArn);
  if (arn?.service !== 'events') {
    throw new ServiceError(
      'ResourceNotFoundException',
      'Cannot access provided service.',
    );
  }
  if (!LOG_TYPES.includes(logType)) {
    throw invalid('This service is not allowed for this LogSource.');
  }
  const [type, name = ''] = arn.resource.split('/');
  const { caller } = call;
  if (
    type !== 'event-bus' ||
    arn.account !== caller.account ||
    arn.region !== caller.region ||
    !busAt(call.accounts, arn, name)
  ) {
    throw new ServiceError(
      'ResourceNotFoundException',
      `Resource ${resourceArn} does not exist.`,
    );
  }
}

const putDeliverySource = operation<
  PutDeliverySourceRequest,
  PutDeliverySourceResponse
>({
  access: (input, call) => [
    sourceAccess('PutDeliverySource')(input, call),
    // "Permissions that allow a service to send its logs".
    {
      action: 'events:AllowVendedLogDeliveryForResource',
      resourceArn: input.resourceArn,
    },
  ],
  run: (input, call) => {
    const { name, resourceArn, logType } = input;
    checkResource(resourceArn, logType, call);
    const sources = call.accounts.table(DELIVERY_SOURCES, call.caller);
    const old = sources.get(name);
    if (old && input.tags) {
      throw conflict(
        'Tags can only be provided when a resource is being created, not updated.',
      );
    }
    if (old && old.resourceArn !== resourceArn) {
      throw conflict(
        'Update to existing Delivery Source with new ResourceId is not allowed. Please create a new Delivery Source instead.',
      );
    }
    const twin = [...sources.values()].find(
      other =>
        other.name !== name &&
        other.resourceArn === resourceArn &&
        other.logType === logType,
    );
    if (twin) {
      throw conflict(
        `The resource has a Delivery Source for ${logType} already: ${twin.name}.`,
      );
    }
    const source = sources.set(name, {
      name,
      arn: sourceArn(call.caller, name),
      resourceArn,
      service: 'events',
      logType,
      tags: old?.tags ?? tagsFromMap(input.tags),
    });
    return { deliverySource: shown(source) };
  },
});

const getDeliverySource = operation<
  GetDeliverySourceRequest,
  GetDeliverySourceResponse
>({
  access: sourceAccess('GetDeliverySource'),
  run: ({ name }, { accounts, caller }) => {
    const source = accounts.table(DELIVERY_SOURCES, caller).get(name);
    if (!source) {
      throw notThere('Delivery Source');
    }
    return { deliverySource: shown(source) };
  },
});

const describeDeliverySources = operation<
  DescribeDeliverySourcesRequest,
  DescribeDeliverySourcesResponse
>({
  access: (_, call) => sourceAccess('DescribeDeliverySources')({}, call),
  run: ({ limit, nextToken }, { accounts, caller }) => {
    const page = takeTablePage(accounts.table(DELIVERY_SOURCES, caller), {
      limit: checkLimit(limit, 50),
      token: nextToken,
    });
    if (!page) {
      throw invalidToken();
    }
    return {
      deliverySources: page.items.map(shown),
      nextToken: page.nextToken,
    };
  },
});

const deleteDeliverySource = operation<DeleteDeliverySourceRequest, void>({
  access: sourceAccess('DeleteDeliverySource'),
  run: ({ name }, { accounts, caller }) => {
    const sources = accounts.table(DELIVERY_SOURCES, caller);
    if (!sources.has(name)) {
      throw notThere('Delivery Source');
    }
    const deliveries = accounts.table(LOG_DELIVERIES, caller);
    if (
      [...deliveries.values()].some(({ sourceName }) => sourceName === name)
    ) {
      throw conflict(
        'This Delivery Source has Deliveries associated with it. Please delete them first.',
      );
    }
    sources.delete(name);
  },
});

export const sourceOperations: [string, Operation][] = [
  ['PutDeliverySource', putDeliverySource],
  ['GetDeliverySource', getDeliverySource],
  ['DescribeDeliverySources', describeDeliverySources],
  ['DeleteDeliverySource', deleteDeliverySource],
];
