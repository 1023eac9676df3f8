import type {
  DeleteDeliveryDestinationPolicyRequest,
  DeleteDeliveryDestinationRequest,
  DeliveryDestination as ShownDestination,
  DescribeDeliveryDestinationsRequest,
  DescribeDeliveryDestinationsResponse,
  GetDeliveryDestinationPolicyRequest,
  GetDeliveryDestinationPolicyResponse,
  GetDeliveryDestinationRequest,
  GetDeliveryDestinationResponse,
  PutDeliveryDestinationPolicyRequest,
  PutDeliveryDestinationPolicyResponse,
  PutDeliveryDestinationRequest,
  PutDeliveryDestinationResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { MalformedPolicyError, parsePolicy } from '../../policies';
import { takeTablePage } from '../page';
import { tagMap, tagsFromMap } from '../tags';
import { checkLimit, invalidToken } from './checks';
import {
  DELIVERY_DESTINATIONS,
  DeliveryDestination,
  LOG_DELIVERIES,
} from './deliveries';
import { readGroupArn } from './find';
import { conflict, invalid, notThere } from './sourceOperations';

const destinationArn = ({ region, account }: Call['caller'], name: string) =>
  `arn:aws:logs:${region}:${account}:delivery-destination:${name}`;

function destinationAccess(action: string) {
  return (name: string, { caller }: Call): Access => ({
    action: `logs:${action}`,
    resourceArn: destinationArn(caller, name),
  });
}

function shown(destination: DeliveryDestination): ShownDestination {
  return {
    name: destination.name,
    arn: destination.arn,
    deliveryDestinationType: 'CWL',
    outputFormat: destination.outputFormat,
    deliveryDestinationConfiguration: { ...destination.configuration },
    tags: destination.tags.size > 0 ? tagMap(destination.tags) : undefined,
  };
}

function findDestination(name: string, { accounts, caller }: Call) {
  const destinations = accounts.table(DELIVERY_DESTINATIONS, caller);
  const destination = destinations.get(name);
  if (!destination) {
    throw notThere('Delivery Destination');
  }
  return { destinations, destination };
}

const putDeliveryDestination = operation<
  PutDeliveryDestinationRequest,
  PutDeliveryDestinationResponse
>({
  access: ({ name }, call) =>
    destinationAccess('PutDeliveryDestination')(name, call),
  run: (input, { accounts, caller }) => {
    const { name, deliveryDestinationConfiguration: configuration } = input;
    const resource = configuration?.destinationResourceArn ?? '';
    if (!configuration || !readGroupArn(resource)) {
      throw invalid(
        'Local AWS delivers logs to log groups only: destinationResourceArn must be the ARN of one.',
      );
    }
    const destinations = accounts.table(DELIVERY_DESTINATIONS, caller);
    const old = destinations.get(name);
    if (old && input.tags) {
      throw conflict(
        'Tags can only be provided when a resource is being created, not updated.',
      );
    }
    if (old && input.outputFormat && old.outputFormat !== input.outputFormat) {
      throw invalid(
        'Update to existing Delivery Destination with new Output Format is not allowed. Please create a new Delivery Destination instead.',
      );
    }
    const destination = destinations.set(name, {
      name,
      arn: destinationArn(caller, name),
      outputFormat: input.outputFormat ?? old?.outputFormat,
      configuration,
      policy: old?.policy,
      tags: old?.tags ?? tagsFromMap(input.tags),
    });
    return { deliveryDestination: shown(destination) };
  },
});

const getDeliveryDestination = operation<
  GetDeliveryDestinationRequest,
  GetDeliveryDestinationResponse
>({
  access: ({ name }, call) =>
    destinationAccess('GetDeliveryDestination')(name, call),
  run: ({ name }, call) => ({
    deliveryDestination: shown(findDestination(name, call).destination),
  }),
});

const describeDeliveryDestinations = operation<
  DescribeDeliveryDestinationsRequest,
  DescribeDeliveryDestinationsResponse
>({
  access: (_, call) =>
    destinationAccess('DescribeDeliveryDestinations')('*', call),
  run: ({ limit, nextToken }, { accounts, caller }) => {
    const page = takeTablePage(accounts.table(DELIVERY_DESTINATIONS, caller), {
      limit: checkLimit(limit, 50),
      token: nextToken,
    });
    if (!page) {
      throw invalidToken();
    }
    return {
      deliveryDestinations: page.items.map(shown),
      nextToken: page.nextToken,
    };
  },
});

const deleteDeliveryDestination = operation<
  DeleteDeliveryDestinationRequest,
  void
>({
  access: ({ name }, call) =>
    destinationAccess('DeleteDeliveryDestination')(name, call),
  run: ({ name }, call) => {
    const { destinations, destination } = findDestination(name, call);
    const deliveries = call.accounts.table(LOG_DELIVERIES, call.caller);
    if (
      [...deliveries.values()].some(
        ({ destinationArn: arn }) => arn === destination.arn,
      )
    ) {
      throw conflict(
        'This Delivery Destination has Deliveries associated with it. Please delete them first.',
      );
    }
    destinations.delete(name);
  },
});

const putDeliveryDestinationPolicy = operation<
  PutDeliveryDestinationPolicyRequest,
  PutDeliveryDestinationPolicyResponse
>({
  access: ({ deliveryDestinationName: name }, call) =>
    destinationAccess('PutDeliveryDestinationPolicy')(name, call),
  run: (input, call) => {
    const { deliveryDestinationName: name, deliveryDestinationPolicy: text } =
      input;
    const { destinations, destination } = findDestination(name, call);
    try {
      const policy = { text, policy: parsePolicy(text, 'resource') };
      destinations.set(name, { ...destination, policy });
    } catch (error) {
      if (error instanceof MalformedPolicyError) {
        throw invalid(`Policy document is malformed: ${error.message}`);
      }
      throw error;
    }
    return { policy: { deliveryDestinationPolicy: text } };
  },
});

const getDeliveryDestinationPolicy = operation<
  GetDeliveryDestinationPolicyRequest,
  GetDeliveryDestinationPolicyResponse
>({
  access: ({ deliveryDestinationName: name }, call) =>
    destinationAccess('GetDeliveryDestinationPolicy')(name, call),
  run: ({ deliveryDestinationName: name }, call) => {
    const { policy } = findDestination(name, call).destination;
    return { policy: policy && { deliveryDestinationPolicy: policy.text } };
  },
});

const deleteDeliveryDestinationPolicy = operation<
  DeleteDeliveryDestinationPolicyRequest,
  void
>({
  access: ({ deliveryDestinationName: name }, call) =>
    destinationAccess('DeleteDeliveryDestinationPolicy')(name, call),
  run: ({ deliveryDestinationName: name }, call) => {
    const { destinations, destination } = findDestination(name, call);
    destinations.set(name, { ...destination, policy: undefined });
  },
});

export const destinationOperations: [string, Operation][] = [
  ['PutDeliveryDestination', putDeliveryDestination],
  ['GetDeliveryDestination', getDeliveryDestination],
  ['DescribeDeliveryDestinations', describeDeliveryDestinations],
  ['DeleteDeliveryDestination', deleteDeliveryDestination],
  ['PutDeliveryDestinationPolicy', putDeliveryDestinationPolicy],
  ['GetDeliveryDestinationPolicy', getDeliveryDestinationPolicy],
  ['DeleteDeliveryDestinationPolicy', deleteDeliveryDestinationPolicy],
];
