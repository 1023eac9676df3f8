import type {
  AttachedPermissionsBoundary,
  PermissionsBoundaryAttachmentType,
  Policy as PolicyShape,
  Role as RoleShape,
  User as UserShape,
} from '@aws-sdk/client-iam';
import { Call } from '../../calls/operation';
import { tagList } from '../tags';
import { encodedDocument } from './documents';
import { policyUsage } from './managedPolicies';
import { Identity, ManagedPolicy, Role, User } from './state';

function describeBoundary({
  permissionsBoundary,
}: Identity): AttachedPermissionsBoundary | undefined {
  return permissionsBoundary === undefined
    ? undefined
    : {
        // What IAM answers; the model's enumeration has another word for it.
        PermissionsBoundaryType: 'Policy' as PermissionsBoundaryAttachmentType,
        PermissionsBoundaryArn: permissionsBoundary,
      };
}

const describeTags = ({ tags }: Pick<Identity, 'tags'>) =>
  tags.size > 0 ? tagList(tags) : undefined;

/** A role as IAM describes it. */
export function describeRole(role: Role): RoleShape {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodedDocument(role.trust),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    PermissionsBoundary: describeBoundary(role),
    Tags: describeTags(role),
  };
}

/** A user as IAM describes it. */
export function describeUser(user: User): UserShape {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    PermissionsBoundary: describeBoundary(user),
    Tags: describeTags(user),
  };
}

/** A managed policy as IAM describes it. */
export function describePolicy(call: Call, policy: ManagedPolicy): PolicyShape {
  const usage = policyUsage(call, policy.arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: usage.attachedRoles.length + usage.attachedUsers.length,
    PermissionsBoundaryUsageCount:
      usage.boundedRoles.length + usage.boundedUsers.length,
    IsAttachable: true,
    Description: policy.description,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
    Tags: describeTags(policy),
  };
}
