import { allows } from '../../aws/allows';
import { AccountRegion, Arn } from '../../aws/arn';
import { canonicalJson } from '../../aws/canonicalJson';
import { PolicyDocument, PolicyStatement } from '../../aws/policyDocument';
import { MANAGED_TAGS, TAGS } from '../../aws/tags';
import { Ground } from '../ground';
import { draft, Draft, seen, tagDifferences } from './draft';

/** The role by which hub rules put events on a subscriber bus. */
export interface WantedRole {
  /** The hub; a role has no Region, the change is listed under the hub's. */
  at: AccountRegion;
  arn: Arn;
  name: string;
  /** Name of the inline policy that Busline writes, where one is needed. */
  policyName: string;
  busArn: Arn;
  accountName: string;
}

const PUT_EVENTS = 'events:PutEvents';

/**
 * Trusted without a condition on aws:SourceAccount: the role allows one action
 * on one bus of the same organisation, and the bus admits only the hub.
 */
const TRUST: PolicyStatement = {
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sts:AssumeRole',
};

/** A role that already does what is needed, by whatever policy, is kept. */
export function draftRole(ground: Ground, wanted: WantedRole): Draft {
  const { at, arn, name, policyName, busArn, accountName } = wanted;
  const sighting = ground.aws.role(arn);
  const role = seen(sighting);
  const isTrusting =
    allows(role?.trustPolicy, {
      action: 'sts:AssumeRole',
      principal: { kind: 'service', service: 'events.amazonaws.com' },
      context: { 'aws:SourceAccount': at.accountId },
    }) === 'allowed';
  const mayPut =
    allows(
      {
        Statement: Object.values(role?.inlinePolicies ?? {}).flatMap(
          policy => policy.Statement,
        ),
      },
      { action: PUT_EVENTS, resource: busArn },
    ) === 'allowed';
  const policy: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: PUT_EVENTS, Resource: busArn }],
  };
  const own = role?.inlinePolicies[policyName];
  const isOwnRight =
    own !== undefined && canonicalJson(own) === canonicalJson(policy);
  const tags = role && !role.tags[TAGS.managedBy] ? {} : MANAGED_TAGS;

  const differences: string[] = [];
  if (role && !isTrusting) {
    differences.push('trust policy: lets events.amazonaws.com assume the role');
  }
  if (role && !mayPut) {
    differences.push(
      `policy ${policyName}: ${
        own ? 'is set right' : 'is added'
      }, allows ${PUT_EVENTS} on ${busArn}`,
    );
  }
  if (role) {
    differences.push(...tagDifferences(tags, role.tags));
  }
  return draft(ground, {
    at,
    arn,
    title: `role ${name}`,
    why: `Lets rules on the hub bus put events on the bus of account ${accountName}`,
    desired: {
      kind: 'role',
      name,
      description: `Lets rules on the hub bus put events on buses of account ${accountName}`,
      trustPolicy: trustOf(role?.trustPolicy, isTrusting),
      inlinePolicies: mayPut && !isOwnRight ? {} : { [policyName]: policy },
      tags,
    },
    sighting,
    differences,
  });
}

function trustOf(
  observed: PolicyDocument | undefined,
  isTrusting: boolean,
): PolicyDocument {
  if (observed && isTrusting) {
    return observed;
  }
  return {
    Version: '2012-10-17',
    ...observed,
    Statement: [...(observed?.Statement ?? []), TRUST],
  };
}
