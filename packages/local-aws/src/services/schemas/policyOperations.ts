import { randomUUID } from 'node:crypto';
import type {
  DeleteResourcePolicyRequest,
  GetResourcePolicyRequest,
  GetResourcePolicyResponse,
  PutResourcePolicyRequest,
  PutResourcePolicyResponse,
} from '@aws-sdk/client-schemas';
import { PolicyDocument } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { MalformedPolicyError, parsePolicy } from '../../policies';
import { ServiceError } from '../../wire/errors';
import { badRequest, notFound } from './errors';
import { OpenRegistry, openForChange } from './find';
import { registryAccess } from './reference';
import { REGISTRIES } from './state';

/** The model leaves the registry's name optional; without one nothing is meant. */
function nameOf({ RegistryName }: { RegistryName?: string }): string {
  if (!RegistryName) {
    throw badRequest('RegistryName is required.');
  }
  return RegistryName;
}

/**
 * Only the owner handles the policy of a registry: the actions are none of
 * those that a policy can give away.
 */
const policyAccess =
  (action: string) =>
  (input: { RegistryName?: string }, call: Call): Access => ({
    ...registryAccess(action)({ RegistryName: nameOf(input) }, call),
    resourcePolicy: undefined,
  });

function readPolicy(text: string): PolicyDocument {
  const invalid = (reason: string) =>
    badRequest(`Provided registry policy is invalid: ${reason}.`);
  try {
    const policy = parsePolicy(text, 'resource');
    if (JSON.parse(text).Version === undefined) {
      throw invalid('Missing required field Version');
    }
    return { text, policy };
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw invalid(error.message);
    }
    throw error;
  }
}

function setPolicy(
  call: Call,
  open: OpenRegistry,
  policy: PolicyDocument | undefined,
): string | undefined {
  const policyRevision = policy && randomUUID();
  call.accounts
    .table(REGISTRIES, open)
    .set(open.name, { ...open.registry, policy, policyRevision });
  return policyRevision;
}

/** The policy of a registry. @throws `NotFoundException` where there is none */
function findPolicy({ name, registry }: OpenRegistry): PolicyDocument {
  if (!registry.policy) {
    throw notFound(`Registry with name ${name} has no resource policy.`);
  }
  return registry.policy;
}

const getResourcePolicy = operation<
  GetResourcePolicyRequest,
  GetResourcePolicyResponse
>({
  access: policyAccess('GetResourcePolicy'),
  run: (input, call) => {
    const open = openForChange(call, nameOf(input));
    return {
      Policy: findPolicy(open).text,
      RevisionId: open.registry.policyRevision,
    };
  },
});

const putResourcePolicy = operation<
  PutResourcePolicyRequest,
  PutResourcePolicyResponse
>({
  access: policyAccess('PutResourcePolicy'),
  run: (input, call) => {
    const open = openForChange(call, nameOf(input));
    const { RevisionId: revision } = input;
    if (revision !== undefined && revision !== open.registry.policyRevision) {
      throw new ServiceError(
        'PreconditionFailedException',
        `The policy of registry ${open.name} is not at revision ${revision}.`,
      );
    }
    const policy = readPolicy(String(input.Policy));
    return { Policy: policy.text, RevisionId: setPolicy(call, open, policy) };
  },
});

const deleteResourcePolicy = operation<DeleteResourcePolicyRequest, void>({
  access: policyAccess('DeleteResourcePolicy'),
  run: (input, call) => {
    const open = openForChange(call, nameOf(input));
    findPolicy(open);
    setPolicy(call, open, undefined);
  },
});

export const policyOperations: [string, Operation][] = [
  ['GetResourcePolicy', getResourcePolicy],
  ['PutResourcePolicy', putResourcePolicy],
  ['DeleteResourcePolicy', deleteResourcePolicy],
];
