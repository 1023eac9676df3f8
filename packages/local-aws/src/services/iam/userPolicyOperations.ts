import type {
  AttachUserPolicyRequest,
  DeleteUserPolicyRequest,
  DetachUserPolicyRequest,
  GetUserPolicyRequest,
  GetUserPolicyResponse,
  ListAttachedUserPoliciesRequest,
  ListAttachedUserPoliciesResponse,
  ListUserPoliciesRequest,
  ListUserPoliciesResponse,
  PutUserPolicyRequest,
} from '@aws-sdk/client-iam';
import { Operation, operation } from '../../calls/operation';
import {
  attachmentAccess,
  attachPolicy,
  detachPolicy,
  listAttachedPolicies,
} from './attachments';
import { encodedDocument } from './documents';
import { USER, userAccess } from './identities';
import {
  deleteInlinePolicy,
  getInlinePolicy,
  listInlinePolicies,
  putInlinePolicy,
} from './inlinePolicies';

const putUserPolicy = operation<PutUserPolicyRequest, void>({
  access: userAccess('PutUserPolicy'),
  run: (input, call) => putInlinePolicy(USER, call, input.UserName, input),
});

const getUserPolicy = operation<GetUserPolicyRequest, GetUserPolicyResponse>({
  access: userAccess('GetUserPolicy'),
  run: ({ UserName, PolicyName }, call) => ({
    UserName,
    PolicyName,
    PolicyDocument: encodedDocument(
      getInlinePolicy(USER, call, UserName, PolicyName),
    ),
  }),
});

const deleteUserPolicy = operation<DeleteUserPolicyRequest, void>({
  access: userAccess('DeleteUserPolicy'),
  run: ({ UserName, PolicyName }, call) =>
    deleteInlinePolicy(USER, call, UserName, PolicyName),
});

const listUserPolicies = operation<
  ListUserPoliciesRequest,
  ListUserPoliciesResponse
>({
  access: userAccess('ListUserPolicies'),
  run: (input, call) => listInlinePolicies(USER, call, input.UserName, input),
});

const attachUserPolicy = operation<AttachUserPolicyRequest, void>({
  access: ({ UserName, PolicyArn }, call) =>
    attachmentAccess(USER, call, 'AttachUserPolicy', UserName, PolicyArn),
  run: ({ UserName, PolicyArn }, call) =>
    attachPolicy(USER, call, UserName, PolicyArn),
});

const detachUserPolicy = operation<DetachUserPolicyRequest, void>({
  access: ({ UserName, PolicyArn }, call) =>
    attachmentAccess(USER, call, 'DetachUserPolicy', UserName, PolicyArn),
  run: ({ UserName, PolicyArn }, call) =>
    detachPolicy(USER, call, UserName, PolicyArn),
});

const listAttachedUserPolicies = operation<
  ListAttachedUserPoliciesRequest,
  ListAttachedUserPoliciesResponse
>({
  access: userAccess('ListAttachedUserPolicies'),
  run: (input, call) => listAttachedPolicies(USER, call, input.UserName, input),
});

export const userPolicyOperations: [string, Operation][] = [
  ['PutUserPolicy', putUserPolicy],
  ['GetUserPolicy', getUserPolicy],
  ['DeleteUserPolicy', deleteUserPolicy],
  ['ListUserPolicies', listUserPolicies],
  ['AttachUserPolicy', attachUserPolicy],
  ['DetachUserPolicy', detachUserPolicy],
  ['ListAttachedUserPolicies', listAttachedUserPolicies],
];
