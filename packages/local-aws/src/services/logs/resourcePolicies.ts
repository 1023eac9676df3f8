import type {
  DeleteResourcePolicyRequest,
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse,
  PutResourcePolicyRequest,
  PutResourcePolicyResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { Accounts, Place, PolicyDocument } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import {
  joinPolicies,
  MalformedPolicyError,
  parsePolicy,
} from '../../policies';
import { ServiceError } from '../../wire/errors';
import { takeTablePage } from '../page';
import { checkLimit, invalidToken } from './checks';
import { invalidParameter } from './errors';
import { RESOURCE_POLICIES, ResourcePolicy } from './state';

/** "CloudWatch Logs quotas": resource policies per Region. */
const MAX_POLICIES = 10;
const MAX_CHARACTERS = 5_120;

/** All resource policies of a place, which count as one. */
export function resourcePolicyOf(
  accounts: Accounts,
  place: Place,
): PolicyDocument | undefined {
  const all = [...accounts.table(RESOURCE_POLICIES, place).values()];
  return all.length === 0
    ? undefined
    : { text: '', policy: joinPolicies(all.map(({ policy }) => policy)) };
}

function access(action: string) {
  return (_: object, { caller }: Call): Access => ({
    action: `logs:${action}`,
    resourceArn: `arn:aws:logs:${caller.region}:${caller.account}:log-group::log-stream:`,
  });
}

function refuseScope({ resourceArn }: { resourceArn?: string }): void {
  if (resourceArn !== undefined) {
    throw invalidParameter(
      'Local AWS has resource policies of accounts only: leave resourceArn out.',
    );
  }
}

function shown(policy: ResourcePolicy) {
  return {
    policyName: policy.name,
    policyDocument: policy.text,
    lastUpdatedTime: policy.updatedAtMs,
    policyScope: 'ACCOUNT' as const,
  };
}

function readPolicy(text: string): PolicyDocument {
  if (text.length > MAX_CHARACTERS) {
    throw invalidParameter(
      `1 validation error detected: Value at 'policyDocument' failed to satisfy constraint: Member must have length less than or equal to ${MAX_CHARACTERS}`,
    );
  }
  try {
    return { text, policy: parsePolicy(text, 'resource') };
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw invalidParameter(`Policy document is malformed: ${error.message}`);
    }
    throw error;
  }
}

/** Puts a resource policy in the place of one of the same name. */
export function setResourcePolicy(
  { accounts, clock }: Pick<Call, 'accounts' | 'clock'>,
  place: Place,
  name: string,
  text: string,
): ResourcePolicy {
  const policies = accounts.table(RESOURCE_POLICIES, place);
  if (!policies.has(name) && policies.size >= MAX_POLICIES) {
    throw new ServiceError(
      'LimitExceededException',
      'Resource limit exceeded.',
    );
  }
  return policies.set(name, {
    ...readPolicy(text),
    name,
    updatedAtMs: clock.now(),
  });
}

const putResourcePolicy = operation<
  PutResourcePolicyRequest,
  PutResourcePolicyResponse
>({
  access: access('PutResourcePolicy'),
  run: (input, call) => {
    refuseScope(input);
    const { policyName, policyDocument } = input;
    if (policyName === undefined || policyDocument === undefined) {
      throw invalidParameter(
        'Both policyName and policyDocument must be specified.',
      );
    }
    const policy = setResourcePolicy(
      call,
      call.caller,
      policyName,
      policyDocument,
    );
    return { resourcePolicy: shown(policy) };
  },
});

const describeResourcePolicies = operation<
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse
>({
  access: access('DescribeResourcePolicies'),
  run: (input, call) => {
    refuseScope(input);
    const page = takeTablePage(
      call.accounts.table(RESOURCE_POLICIES, call.caller),
      { limit: checkLimit(input.limit, 1000, 50), token: input.nextToken },
    );
    if (!page) {
      throw invalidToken();
    }
    return {
      resourcePolicies: page.items.map(shown),
      nextToken: page.nextToken,
    };
  },
});

const deleteResourcePolicy = operation<DeleteResourcePolicyRequest, void>({
  access: access('DeleteResourcePolicy'),
  run: (input, { accounts, caller }) => {
    refuseScope(input);
    const { policyName = '' } = input;
    if (!accounts.table(RESOURCE_POLICIES, caller).delete(policyName)) {
      throw new ServiceError(
        'ResourceNotFoundException',
        `Policy with name [${policyName}] does not exist`,
      );
    }
  },
});

export const resourcePolicyOperations: [string, Operation][] = [
  ['PutResourcePolicy', putResourcePolicy],
  ['DescribeResourcePolicies', describeResourcePolicies],
  ['DeleteResourcePolicy', deleteResourcePolicy],
];
