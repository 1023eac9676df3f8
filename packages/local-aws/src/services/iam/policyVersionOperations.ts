import type {
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse,
  DeletePolicyVersionRequest,
  GetPolicyVersionRequest,
  GetPolicyVersionResponse,
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse,
  PolicyVersion as VersionShape,
  SetDefaultPolicyVersionRequest,
} from '@aws-sdk/client-iam';
import { Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { markedPage, noSuchEntity } from './checks';
import { encodedDocument, readPolicy } from './documents';
import {
  changePolicy,
  getManagedPolicy,
  getOwnPolicy,
  policyAccess,
} from './managedPolicies';
import { ManagedPolicy, PolicyVersion } from './state';
import { wholeSeconds } from './wholeSeconds';

const MAX_VERSIONS = 5;

/** A version as the listings describe it, without its document. */
function describeVersion(
  policy: ManagedPolicy,
  id: string,
  version: PolicyVersion,
): VersionShape {
  return {
    VersionId: id,
    IsDefaultVersion: id === policy.defaultVersionId,
    CreateDate: version.createdAt,
  };
}

/** A version of a policy. @throws `NoSuchEntity` */
function getVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  const version = policy.versions.get(id);
  if (!version) {
    throw noSuchEntity(
      `Policy ${policy.arn} version ${id} does not exist or is not attachable.`,
    );
  }
  return version;
}

const createPolicyVersion = operation<
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse
>({
  access: policyAccess('CreatePolicyVersion'),
  run: (input, call) => {
    const policy = getOwnPolicy(call, input.PolicyArn);
    const document = readPolicy(input.PolicyDocument, 'identity');
    if (policy.versions.size >= MAX_VERSIONS) {
      throw new ServiceError(
        'LimitExceededException',
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
      );
    }
    const lastVersion = policy.lastVersion + 1;
    const id = `v${lastVersion}`;
    const version = { document, createdAt: wholeSeconds(call.clock) };
    const changed = {
      ...policy,
      lastVersion,
      versions: new Map([...policy.versions, [id, version]]),
      defaultVersionId: input.SetAsDefault ? id : policy.defaultVersionId,
      updatedAt: version.createdAt,
    };
    changePolicy(call, policy, changed);
    return { PolicyVersion: describeVersion(changed, id, version) };
  },
});

const getPolicyVersion = operation<
  GetPolicyVersionRequest,
  GetPolicyVersionResponse
>({
  access: policyAccess('GetPolicyVersion'),
  run: ({ PolicyArn, VersionId }, call) => {
    const policy = getManagedPolicy(call, PolicyArn);
    const version = getVersion(policy, VersionId);
    return {
      PolicyVersion: {
        ...describeVersion(policy, VersionId, version),
        Document: encodedDocument(version.document),
      },
    };
  },
});

const listPolicyVersions = operation<
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse
>({
  access: policyAccess('ListPolicyVersions'),
  run: (input, call) => {
    const policy = getManagedPolicy(call, input.PolicyArn);
    // Newest first, in pages as well: v10 comes before v9.
    const rank = (id: string) =>
      String(1_000_000 - Number(id.slice(1))).padStart(7, '0');
    const { items, marker } = markedPage(
      policy.versions,
      ([id]) => rank(id),
      input,
    );
    return {
      Versions: items.map(([id, version]) =>
        describeVersion(policy, id, version),
      ),
      ...marker,
    };
  },
});

const setDefaultPolicyVersion = operation<SetDefaultPolicyVersionRequest, void>(
  {
    access: policyAccess('SetDefaultPolicyVersion'),
    run: ({ PolicyArn, VersionId }, call) => {
      const policy = getOwnPolicy(call, PolicyArn);
      getVersion(policy, VersionId);
      changePolicy(call, policy, {
        defaultVersionId: VersionId,
        updatedAt: wholeSeconds(call.clock),
      });
    },
  },
);

const deletePolicyVersion = operation<DeletePolicyVersionRequest, void>({
  access: policyAccess('DeletePolicyVersion'),
  run: ({ PolicyArn, VersionId }, call) => {
    const policy = getOwnPolicy(call, PolicyArn);
    getVersion(policy, VersionId);
    if (VersionId === policy.defaultVersionId) {
      throw new ServiceError(
        'DeleteConflictException',
        'Cannot delete the default version of a policy.',
      );
    }
    const versions = new Map(policy.versions);
    versions.delete(VersionId);
    changePolicy(call, policy, {
      versions,
      updatedAt: wholeSeconds(call.clock),
    });
  },
});

export const policyVersionOperations: [string, Operation][] = [
  ['CreatePolicyVersion', createPolicyVersion],
  ['GetPolicyVersion', getPolicyVersion],
  ['ListPolicyVersions', listPolicyVersions],
  ['SetDefaultPolicyVersion', setDefaultPolicyVersion],
  ['DeletePolicyVersion', deletePolicyVersion],
];
