import type {
  AttachRolePolicyRequest,
  DeleteRolePolicyRequest,
  DetachRolePolicyRequest,
  GetRolePolicyRequest,
  GetRolePolicyResponse,
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
  ListRolePoliciesRequest,
  ListRolePoliciesResponse,
  PutRolePolicyRequest,
} from '@aws-sdk/client-iam';
import { Operation, operation } from '../../calls/operation';
import {
  attachmentAccess,
  attachPolicy,
  detachPolicy,
  listAttachedPolicies,
} from './attachments';
import { encodedDocument } from './documents';
import { ROLE, roleAccess } from './identities';
import {
  deleteInlinePolicy,
  getInlinePolicy,
  listInlinePolicies,
  putInlinePolicy,
} from './inlinePolicies';

const putRolePolicy = operation<PutRolePolicyRequest, void>({
  access: roleAccess('PutRolePolicy'),
  run: (input, call) => putInlinePolicy(ROLE, call, input.RoleName, input),
});

const getRolePolicy = operation<GetRolePolicyRequest, GetRolePolicyResponse>({
  access: roleAccess('GetRolePolicy'),
  run: ({ RoleName, PolicyName }, call) => ({
    RoleName,
    PolicyName,
    PolicyDocument: encodedDocument(
      getInlinePolicy(ROLE, call, RoleName, PolicyName),
    ),
  }),
});

const deleteRolePolicy = operation<DeleteRolePolicyRequest, void>({
  access: roleAccess('DeleteRolePolicy'),
  run: ({ RoleName, PolicyName }, call) =>
    deleteInlinePolicy(ROLE, call, RoleName, PolicyName),
});

const listRolePolicies = operation<
  ListRolePoliciesRequest,
  ListRolePoliciesResponse
>({
  access: roleAccess('ListRolePolicies'),
  run: (input, call) => listInlinePolicies(ROLE, call, input.RoleName, input),
});

const attachRolePolicy = operation<AttachRolePolicyRequest, void>({
  access: ({ RoleName, PolicyArn }, call) =>
    attachmentAccess(ROLE, call, 'AttachRolePolicy', RoleName, PolicyArn),
  run: ({ RoleName, PolicyArn }, call) =>
    attachPolicy(ROLE, call, RoleName, PolicyArn),
});

const detachRolePolicy = operation<DetachRolePolicyRequest, void>({
  access: ({ RoleName, PolicyArn }, call) =>
    attachmentAccess(ROLE, call, 'DetachRolePolicy', RoleName, PolicyArn),
  run: ({ RoleName, PolicyArn }, call) =>
    detachPolicy(ROLE, call, RoleName, PolicyArn),
});

const listAttachedRolePolicies = operation<
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse
>({
  access: roleAccess('ListAttachedRolePolicies'),
  run: (input, call) => listAttachedPolicies(ROLE, call, input.RoleName, input),
});

export const rolePolicyOperations: [string, Operation][] = [
  ['PutRolePolicy', putRolePolicy],
  ['GetRolePolicy', getRolePolicy],
  ['DeleteRolePolicy', deleteRolePolicy],
  ['ListRolePolicies', listRolePolicies],
  ['AttachRolePolicy', attachRolePolicy],
  ['DetachRolePolicy', detachRolePolicy],
  ['ListAttachedRolePolicies', listAttachedRolePolicies],
];
