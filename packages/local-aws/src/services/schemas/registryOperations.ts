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
import { ServiceError } from '../../wire/errors';
import { tagMap, tagsFromMap } from '../tags';
import { badRequest, findRegistry, registryAccess, schemasPage } from './find';
import { REGISTRIES, Registry, schemasOf } from './state';

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
      if (!/^[\w.-]{1,64}$/.test(name)) {
        throw badRequest(
          `Registry name ${name} is not valid: up to 64 letters, digits, dots, hyphens and underscores.`,
        );
      }
      if (name.startsWith('aws.')) {
        throw badRequest('Registry names beginning with aws. are reserved.');
      }
      const registries = accounts.table(REGISTRIES, caller);
      if (registries.has(name)) {
        throw new ServiceError(
          'ConflictException',
          `Registry with name ${name} already exists.`,
        );
      }
      if (registries.size >= settings.quotas.registriesPerAccount) {
        throw new ServiceError(
          'ForbiddenException',
          `The account already has ${registries.size} registries, the most it may have.`,
        );
      }
      const registry: Registry = {
        name,
        arn: registryArn(caller, name),
        description: input.Description,
        tags: tagsFromMap(input.Tags),
      };
      registries.set(name, registry);
      return describe(registry);
    },
  },
);

const describeRegistry = operation<
  DescribeRegistryRequest,
  DescribeRegistryResponse
>({
  access: registryAccess('DescribeRegistry'),
  run: (input, call) => describe(findRegistry(call, input.RegistryName)),
});

const updateRegistry = operation<UpdateRegistryRequest, UpdateRegistryResponse>(
  {
    access: registryAccess('UpdateRegistry'),
    run: (input, call) => {
      const registry = findRegistry(call, input.RegistryName);
      const changed = call.accounts
        .table(REGISTRIES, call.caller)
        .set(registry.name, {
          ...registry,
          description: input.Description ?? registry.description,
        });
      return describe(changed);
    },
  },
);

const deleteRegistry = operation<DeleteRegistryRequest, void>({
  access: registryAccess('DeleteRegistry'),
  run: (input, call) => {
    const registry = findRegistry(call, input.RegistryName);
    if (schemasOf(call.accounts, call.caller, registry.name).size > 0) {
      throw badRequest(
        `Registry ${registry.name} still has schemas: delete them first.`,
      );
    }
    call.accounts.table(REGISTRIES, call.caller).delete(registry.name);
  },
});

const listRegistries = operation<ListRegistriesRequest, ListRegistriesResponse>(
  {
    access: (_, { caller }) => ({
      action: 'schemas:ListRegistries',
      resourceArn: registryArn(caller, '*'),
    }),
    run: (input, { accounts, caller }) => {
      // Local AWS brings no registries of AWS's own, such as aws.events.
      const registries =
        input.Scope?.toUpperCase() === 'AWS'
          ? []
          : [...accounts.table(REGISTRIES, caller).values()];
      const { items, nextToken } = schemasPage(
        registries.filter(({ name }) =>
          name.startsWith(input.RegistryNamePrefix ?? ''),
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
