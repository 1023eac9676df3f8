import { randomBytes } from 'node:crypto';
import type {
  CreateDeliveryRequest,
  CreateDeliveryResponse,
  DeleteDeliveryRequest,
  Delivery as ShownDelivery,
  DescribeDeliveriesRequest,
  DescribeDeliveriesResponse,
  GetDeliveryRequest,
  GetDeliveryResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { parseArn } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { takeTablePage } from '../page';
import { tagMap, tagsFromMap } from '../tags';
import { checkLimit, invalidToken } from './checks';
import {
  DELIVERY_DESTINATIONS,
  DELIVERY_SOURCES,
  LOG_DELIVERIES,
  LogDelivery,
} from './deliveries';
import { conflict, notThere } from './sourceOperations';

const deliveryArn = ({ region, account }: Call['caller'], id: string) =>
  `arn:aws:logs:${region}:${account}:delivery:${id}`;

function deliveryAccess(action: string, id: string, call: Call): Access {
  return {
    action: `logs:${action}`,
    resourceArn: deliveryArn(call.caller, id),
  };
}

function shown(delivery: LogDelivery): ShownDelivery {
  return {
    id: delivery.id,
    arn: delivery.arn,
    deliverySourceName: delivery.sourceName,
    deliveryDestinationArn: delivery.destinationArn,
    deliveryDestinationType: 'CWL',
    recordFields: delivery.recordFields && [...delivery.recordFields],
    fieldDelimiter: delivery.fieldDelimiter,
    tags: delivery.tags.size > 0 ? tagMap(delivery.tags) : undefined,
  };
}

const createDelivery = operation<CreateDeliveryRequest, CreateDeliveryResponse>(
  {
    access: (_, call) => deliveryAccess('CreateDelivery', '*', call),
    run: (input, call) => {
      const { accounts, caller } = call;
      const { deliverySourceName, deliveryDestinationArn } = input;
      if (!accounts.table(DELIVERY_SOURCES, caller).has(deliverySourceName)) {
        throw notThere('Delivery Source');
      }
      const arn = parseArn(deliveryDestinationArn);
      const name = arn?.resource.replace('delivery-destination:', '') ?? '';
      const isOwn =
        arn?.account === caller.account && arn.region === caller.region;
      if (!isOwn || !accounts.table(DELIVERY_DESTINATIONS, caller).has(name)) {
        throw notThere('Delivery Destination');
      }
      const deliveries = accounts.table(LOG_DELIVERIES, caller);
      const others = [...deliveries.values()].filter(
        ({ sourceName }) => sourceName === deliverySourceName,
      );
      if (
        others.some(other => other.destinationArn === deliveryDestinationArn)
      ) {
        throw conflict('The specified Delivery already exists');
      }
      if (others.length > 0) {
        throw conflict(
          'Delivery already exists for this Delivery Source with the same Delivery Destination Type.',
        );
      }
      const id = randomBytes(8).toString('hex');
      const delivery = deliveries.set(id, {
        id,
        arn: deliveryArn(caller, id),
        sourceName: deliverySourceName,
        destinationArn: deliveryDestinationArn,
        recordFields: input.recordFields,
        fieldDelimiter: input.fieldDelimiter,
        tags: tagsFromMap(input.tags),
      });
      return { delivery: shown(delivery) };
    },
  },
);

function findDelivery(id: string, { accounts, caller }: Call): LogDelivery {
  const delivery = accounts.table(LOG_DELIVERIES, caller).get(id);
  if (!delivery) {
    throw notThere('Delivery');
  }
  return delivery;
}

const getDelivery = operation<GetDeliveryRequest, GetDeliveryResponse>({
  access: ({ id }, call) => deliveryAccess('GetDelivery', id, call),
  run: ({ id }, call) => ({ delivery: shown(findDelivery(id, call)) }),
});

const describeDeliveries = operation<
  DescribeDeliveriesRequest,
  DescribeDeliveriesResponse
>({
  access: (_, call) => deliveryAccess('DescribeDeliveries', '*', call),
  run: ({ limit, nextToken }, { accounts, caller }) => {
    const page = takeTablePage(accounts.table(LOG_DELIVERIES, caller), {
      limit: checkLimit(limit, 50),
      token: nextToken,
    });
    if (!page) {
      throw invalidToken();
    }
    return { deliveries: page.items.map(shown), nextToken: page.nextToken };
  },
});

const deleteDelivery = operation<DeleteDeliveryRequest, void>({
  access: ({ id }, call) => deliveryAccess('DeleteDelivery', id, call),
  run: ({ id }, call) => {
    findDelivery(id, call);
    call.accounts.table(LOG_DELIVERIES, call.caller).delete(id);
  },
});

export const deliveryOperations: [string, Operation][] = [
  ['CreateDelivery', createDelivery],
  ['GetDelivery', getDelivery],
  ['DescribeDeliveries', describeDeliveries],
  ['DeleteDelivery', deleteDelivery],
];
