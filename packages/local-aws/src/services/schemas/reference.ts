import { parseArn, Place, registryArn, schemaArn } from '../../accounts';
import { Access, Call } from '../../calls/operation';
import { badRequest } from './errors';
import { REGISTRIES, Registry } from './state';

/** A registry that a call names, whether or not it is there. */
export interface RegistryReference extends Place {
  name: string;
  arn: string;
  /** Whether it is one of AWS's own, which nobody may change. */
  isManaged: boolean;
  registry?: Registry;
}

/**
 * The registry a RegistryName means: a name in the caller's account, or the
 * ARN of a registry, which may be another account's. Its resource policy then
 * has to allow the call ("Resource-based policies for Amazon EventBridge
 * schemas").
 *
 * @throws `BadRequestException` for an ARN of something else or elsewhere
 */
export function referToRegistry(
  { accounts, caller }: Call,
  nameOrArn: string,
): RegistryReference {
  const { region } = caller;
  let { account } = caller;
  let name = nameOrArn;
  if (nameOrArn.startsWith('arn:')) {
    const arn = parseArn(nameOrArn);
    if (arn?.service !== 'schemas' || !arn.resource.startsWith('registry/')) {
      throw badRequest(`${nameOrArn} is not the ARN of a registry.`);
    }
    // The registries of AWS have no account in their ARNs.
    account = arn.account || account;
    if (arn.region !== region) {
      throw badRequest(`${nameOrArn} is not in the Region ${region}.`);
    }
    name = arn.resource.slice('registry/'.length);
  }
  const isManaged = name.startsWith('aws.');
  const place = { account, region };
  return {
    ...place,
    name,
    arn: registryArn(isManaged ? { region, account: '' } : place, name),
    isManaged,
    registry: accounts.table(REGISTRIES, place).get(name),
  };
}

function accessTo(
  reference: RegistryReference,
  action: string,
  resourceArn: string,
): Access {
  return {
    action: `schemas:${action}`,
    resourceArn,
    resourceAccount: reference.account,
    resourcePolicy: reference.registry?.policy,
  };
}

/** Access to a registry. */
export const registryAccess =
  (action: string) =>
  ({ RegistryName }: { RegistryName: string }, call: Call): Access => {
    const reference = referToRegistry(call, RegistryName);
    return accessTo(reference, action, reference.arn);
  };

/** Access to a schema. The policy of its registry governs it. */
export const schemaAccess =
  (action: string) =>
  (input: { RegistryName: string; SchemaName: string }, call: Call): Access => {
    const reference = referToRegistry(call, input.RegistryName);
    const { isManaged, region, account, name } = reference;
    return accessTo(
      reference,
      action,
      schemaArn(
        { region, account: isManaged ? '' : account },
        name,
        input.SchemaName,
      ),
    );
  };
