import type {
  CreateDiscovererRequest,
  CreateDiscovererResponse,
  DeleteDiscovererRequest,
  DescribeDiscovererRequest,
  DescribeDiscovererResponse,
  DiscovererState,
  ListDiscoverersRequest,
  ListDiscoverersResponse,
  StartDiscovererRequest,
  StartDiscovererResponse,
  StopDiscovererRequest,
  StopDiscovererResponse,
  UpdateDiscovererRequest,
  UpdateDiscovererResponse,
} from '@aws-sdk/client-schemas';
import { parseArn } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { busAt, EventBus } from '../events/state';
import { tagMap, tagsFromMap } from '../tags';
import {
  busOf,
  deleteRule,
  discovererArn,
  discovererId,
  setRule,
} from './discovererRule';
import { badRequest, conflict, notFound, refuseProblems } from './errors';
import { descriptionProblems, tagProblems } from './limits';
import { schemasPage } from './page';
import { Discoverer, DISCOVERERS } from './state';

const BUS_PREFIX = 'event-bus/';

function summary(discoverer: Discoverer) {
  return {
    DiscovererArn: discoverer.arn,
    DiscovererId: discoverer.id,
    SourceArn: discoverer.sourceArn,
    State: discoverer.state,
    CrossAccount: discoverer.crossAccount,
    Tags: tagMap(discoverer.tags),
  };
}

const describe = (discoverer: Discoverer) => ({
  ...summary(discoverer),
  Description: discoverer.description,
});

const discovererAccess =
  (action: string) =>
  ({ DiscovererId }: { DiscovererId: string }, { caller }: Call): Access => ({
    action: `schemas:${action}`,
    resourceArn: discovererArn(caller, DiscovererId),
  });

/** @throws `NotFoundException` */
function findDiscoverer({ accounts, caller }: Call, id: string): Discoverer {
  const discoverer = accounts.table(DISCOVERERS, caller).get(id);
  if (!discoverer) {
    throw notFound(`Discoverer with id ${id} does not exist.`);
  }
  return discoverer;
}

/** Sets a changed discoverer, and its rule, in the place of what it was. */
function changeDiscoverer(
  call: Call,
  discoverer: Discoverer,
  change: Partial<Discoverer>,
): Discoverer {
  const changed = call.accounts
    .table(DISCOVERERS, call.caller)
    .set(discoverer.id, { ...discoverer, ...change });
  const bus = busOf(call, call.caller, discoverer.id);
  if (bus) {
    setRule(call, bus, changed);
  }
  return changed;
}

/** The bus to discover schemas on. @throws `BadRequestException` */
function findSource({ accounts, caller }: Call, sourceArn: string): EventBus {
  const arn = parseArn(sourceArn);
  if (arn?.service !== 'events' || !arn.resource.startsWith(BUS_PREFIX)) {
    throw badRequest('Source ARN must be a valid event bus ARN');
  }
  if (arn.region !== caller.region) {
    throw badRequest('Cross region Event Bus sourcing is not supported.');
  }
  if (arn.account !== caller.account) {
    throw badRequest('Cross account Event Bus sourcing is not supported.');
  }
  const name = arn.resource.slice(BUS_PREFIX.length);
  const bus = busAt(accounts, arn, name);
  if (!bus) {
    throw badRequest(`Event bus ${name} does not exist.`);
  }
  if (bus.kmsKeyIdentifier) {
    throw badRequest(
      'Schema discovery is not supported for event buses encrypted using a customer managed key.',
    );
  }
  return bus;
}

const createDiscoverer = operation<
  CreateDiscovererRequest,
  CreateDiscovererResponse
>({
  // Its name is not the caller's to choose, so policies cannot speak of it.
  access: (_, { caller }) => ({
    action: 'schemas:CreateDiscoverer',
    resourceArn: discovererArn(caller, '*'),
  }),
  run: (input, call) => {
    const tags = tagsFromMap(input.Tags);
    refuseProblems([
      ...descriptionProblems(input.Description),
      ...tagProblems(tags),
    ]);
    const bus = findSource(call, input.SourceArn);
    const id = discovererId(bus.name);
    const discoverers = call.accounts.table(DISCOVERERS, call.caller);
    if (discoverers.has(id)) {
      throw conflict(`Discoverer with id ${id} already exists.`);
    }
    const discoverer = discoverers.set(id, {
      id,
      arn: discovererArn(call.caller, id),
      sourceArn: bus.arn,
      description: input.Description,
      state: 'STARTED',
      crossAccount: input.CrossAccount ?? true,
      tags,
    });
    setRule(call, bus, discoverer);
    return describe(discoverer);
  },
});

const describeDiscoverer = operation<
  DescribeDiscovererRequest,
  DescribeDiscovererResponse
>({
  access: discovererAccess('DescribeDiscoverer'),
  run: (input, call) => describe(findDiscoverer(call, input.DiscovererId)),
});

const updateDiscoverer = operation<
  UpdateDiscovererRequest,
  UpdateDiscovererResponse
>({
  access: discovererAccess('UpdateDiscoverer'),
  run: (input, call) => {
    const discoverer = findDiscoverer(call, input.DiscovererId);
    refuseProblems(descriptionProblems(input.Description));
    const changed = changeDiscoverer(call, discoverer, {
      description: input.Description ?? discoverer.description,
      crossAccount: input.CrossAccount ?? discoverer.crossAccount,
    });
    return describe(changed);
  },
});

const deleteDiscoverer = operation<DeleteDiscovererRequest, void>({
  access: discovererAccess('DeleteDiscoverer'),
  run: (input, call) => {
    const { id } = findDiscoverer(call, input.DiscovererId);
    deleteRule(call, call.caller, id);
    call.accounts.table(DISCOVERERS, call.caller).delete(id);
  },
});

const listDiscoverers = operation<
  ListDiscoverersRequest,
  ListDiscoverersResponse
>({
  access: (_, { caller }) => ({
    action: 'schemas:ListDiscoverers',
    resourceArn: discovererArn(caller, '*'),
  }),
  run: (input, { accounts, caller }) => {
    const all = [...accounts.table(DISCOVERERS, caller).values()];
    const { items, nextToken } = schemasPage(
      all.filter(
        ({ id, sourceArn }) =>
          id.startsWith(input.DiscovererIdPrefix ?? '') &&
          sourceArn.startsWith(input.SourceArnPrefix ?? ''),
      ),
      ({ id }) => id,
      input,
    );
    return { Discoverers: items.map(summary), NextToken: nextToken };
  },
});

const setState =
  (state: DiscovererState) =>
  ({ DiscovererId }: { DiscovererId: string }, call: Call) => {
    const discoverer = findDiscoverer(call, DiscovererId);
    const { id } = changeDiscoverer(call, discoverer, { state });
    return { DiscovererId: id, State: state };
  };

const startDiscoverer = operation<
  StartDiscovererRequest,
  StartDiscovererResponse
>({ access: discovererAccess('StartDiscoverer'), run: setState('STARTED') });

const stopDiscoverer = operation<StopDiscovererRequest, StopDiscovererResponse>(
  { access: discovererAccess('StopDiscoverer'), run: setState('STOPPED') },
);

export const discovererOperations: [string, Operation][] = [
  ['CreateDiscoverer', createDiscoverer],
  ['DescribeDiscoverer', describeDiscoverer],
  ['UpdateDiscoverer', updateDiscoverer],
  ['DeleteDiscoverer', deleteDiscoverer],
  ['ListDiscoverers', listDiscoverers],
  ['StartDiscoverer', startDiscoverer],
  ['StopDiscoverer', stopDiscoverer],
];
