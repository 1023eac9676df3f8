import type {
  CreateRegistryRequest,
  CreateRegistryResponse,
  DeleteRegistryRequest,
  DescribeRegistryRequest,
  DescribeRegistryResponse,
  ListRegistriesRequest,
  ListRegistriesResponse,
  UpdateRegistryRequest,
  UpdateRegistryResponse,
} from '@aws-sdk/client-schemas';
import { registryArn } from '../../accounts';
import { Operation, operation } from '../../calls/operation';
import { tagMap, tagsFromMap } from '../tags';
import { AWS_EVENTS, awsRegistry } from './awsEvents';
import {
  badRequest,
  conflict,
  forbidden,
  managedByAws,
  refuseProblems,
} from './errors';
import { openForChange, openRegistry } from './find';
import { descriptionProblems, nameProblems, tagProblems } from './limits';
import { schemasPage } from './page';
import { registryAccess } from './reference';
import { DISCOVERED_SCHEMAS, REGISTRIES, Registry } from './state';

const MAX_NAME = 64;

function describe(registry: Registry) {
  return {
    RegistryName: registry.name,
    RegistryArn: registry.arn,
    Description: registry.description,
    Tags: tagMap(registry.tags),
  };
}

const createRegistry = operation<CreateRegistryRequest, CreateRegistryResponse>(
  {
    access: registryAccess('CreateRegistry'),
    run: (input, { accounts, caller, settings }) => {
      const name = input.RegistryName;
      const tags = tagsFromMap(input.Tags);
      if (name.startsWith('aws.')) {
        throw managedByAws();
      }
      refuseProblems([
        ...nameProblems('Registry', name, MAX_NAME),
        ...descriptionProblems(input.Description),
        ...tagProblems(tags),
      ]);
      const registries = accounts.table(REGISTRIES, caller);
      if (registries.has(name)) {
        throw conflict(`Registry with name ${name} already exists.`);
      }
      if (name === DISCOVERED_SCHEMAS) {
        throw forbidden(
          `Registry ${name} is made by AWS, when a discoverer finds the first schema.`,
        );
      }
      // What AWS made does not count.
      const count =
        registries.size - (registries.has(DISCOVERED_SCHEMAS) ? 1 : 0);
      if (count >= settings.quotas.registriesPerAccount) {
        throw forbidden(
          `The account already has ${count} registries, the most it may have.`,
        );
      }
      const registry = registries.set(name, {
        name,
        arn: registryArn(caller, name),
        description: input.Description,
        tags,
      });
      return describe(registry);
    },
  },
);

const describeRegistry = operation<
  DescribeRegistryRequest,
  DescribeRegistryResponse
>({
  access: registryAccess('DescribeRegistry'),
  run: (input, call) =>
    describe(openRegistry(call, input.RegistryName).registry),
});

const updateRegistry = operation<UpdateRegistryRequest, UpdateRegistryResponse>(
  {
    access: registryAccess('UpdateRegistry'),
    run: (input, call) => {
      const open = openForChange(call, input.RegistryName);
      refuseProblems(descriptionProblems(input.Description));
      const changed = call.accounts.table(REGISTRIES, open).set(open.name, {
        ...open.registry,
        description: input.Description ?? open.registry.description,
      });
      return describe(changed);
    },
  },
);

const deleteRegistry = operation<DeleteRegistryRequest, void>({
  access: registryAccess('DeleteRegistry'),
  run: (input, call) => {
    const open = openForChange(call, input.RegistryName);
    if (open.name === DISCOVERED_SCHEMAS) {
      throw forbidden(`Registry ${open.name} is AWS's and cannot be deleted.`);
    }
    if (open.schemas.size > 0) {
      throw badRequest(
        `Registry ${open.name} still has schemas: delete them first.`,
      );
    }
    call.accounts.table(REGISTRIES, open).delete(open.name);
  },
});

/** `LOCAL` is the account's own, `AWS` those of AWS, and nothing is both. */
function isInScope(registry: Registry, scope: string | undefined): boolean {
  const isOfAws = registry.name.startsWith('aws.');
  switch (scope?.toUpperCase()) {
    case undefined:
      return true;
    case 'LOCAL':
      return !isOfAws;
    case 'AWS':
      return isOfAws;
    default:
      throw badRequest(`Scope ${scope} must be LOCAL or AWS.`);
  }
}

const listRegistries = operation<ListRegistriesRequest, ListRegistriesResponse>(
  {
    access: (_, { caller }) => ({
      action: 'schemas:ListRegistries',
      resourceArn: registryArn(caller, '*'),
    }),
    run: (input, { accounts, caller }) => {
      const managed = awsRegistry(caller.region, AWS_EVENTS);
      const registries = [
        ...accounts.table(REGISTRIES, caller).values(),
        ...(managed ? [managed] : []),
      ];
      const { items, nextToken } = schemasPage(
        registries.filter(
          registry =>
            isInScope(registry, input.Scope) &&
            registry.name.startsWith(input.RegistryNamePrefix ?? ''),
        ),
        registry => registry.name,
        input,
      );
      return {
        Registries: items.map(registry => ({
          RegistryName: registry.name,
          RegistryArn: registry.arn,
          Tags: tagMap(registry.tags),
        })),
        NextToken: nextToken,
      };
    },
  },
);

export const registryOperations: [string, Operation][] = [
  ['CreateRegistry', createRegistry],
  ['DescribeRegistry', describeRegistry],
  ['UpdateRegistry', updateRegistry],
  ['DeleteRegistry', deleteRegistry],
  ['ListRegistries', listRegistries],
];
