import type {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from '@aws-sdk/client-lambda';
import { Operation, operation } from '../../calls/operation';
import { MalformedPolicyError, parsePolicy } from '../../policies';
import { ServiceError } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { changeFunction, findFunction, functionAccess } from './functions';
import { LambdaFunction } from './state';

interface Statement {
  Sid?: string;
  [element: string]: unknown;
}

const MAX_CHARACTERS = 20_480;

function statementsOf({ policy }: LambdaFunction): Statement[] {
  return policy ? JSON.parse(policy.text).Statement : [];
}

/** @throws `PolicyLengthExceededException`, `InvalidParameterValueException` */
function policyOf(Statement: Statement[]) {
  if (Statement.length === 0) {
    return undefined;
  }
  const text = JSON.stringify({
    Version: '2012-10-17',
    Id: 'default',
    Statement,
  });
  if (text.length > MAX_CHARACTERS) {
    throw new ServiceError(
      'PolicyLengthExceededException',
      `The final policy size (${text.length}) is bigger than the limit (${MAX_CHARACTERS}).`,
    );
  }
  try {
    return { text, policy: parsePolicy(text, 'resource') };
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw new ServiceError(
        'InvalidParameterValueException',
        'The provided principal was invalid. Please check the principal and try again.',
      );
    }
    throw error;
  }
}

function principalOf(principal: string): unknown {
  if (principal === '*') {
    return '*';
  }
  if (/^\d{12}$/.test(principal)) {
    return { AWS: `arn:aws:iam::${principal}:root` };
  }
  return principal.startsWith('arn:')
    ? { AWS: principal }
    : { Service: principal };
}

/** A statement as Lambda writes it from what AddPermission was told. */
function statementOf(
  input: Checked<AddPermissionRequest>,
  { arn }: LambdaFunction,
): Statement {
  const equals: Record<string, string> = {};
  if (input.SourceAccount) {
    equals['AWS:SourceAccount'] = input.SourceAccount;
  }
  if (input.PrincipalOrgID) {
    equals['aws:PrincipalOrgID'] = input.PrincipalOrgID;
  }
  if (input.EventSourceToken) {
    equals['lambda:EventSourceToken'] = input.EventSourceToken;
  }
  if (input.FunctionUrlAuthType) {
    equals['lambda:FunctionUrlAuthType'] = input.FunctionUrlAuthType;
  }
  const condition = {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(input.SourceArn && { ArnLike: { 'AWS:SourceArn': input.SourceArn } }),
  };
  return {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal),
    Action: input.Action,
    Resource: arn,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

const addPermission = operation<AddPermissionRequest, AddPermissionResponse>({
  access: functionAccess('AddPermission'),
  run: (input, call) => {
    const lambda = findFunction(call, input.FunctionName, input.Qualifier);
    const old = statementsOf(lambda);
    if (old.some(({ Sid }) => Sid === input.StatementId)) {
      throw new ServiceError(
        'ResourceConflictException',
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    if (!/^(lambda:(\*|[A-Za-z]+)|\*)$/.test(input.Action)) {
      throw new ServiceError(
        'ValidationException',
        `1 validation error detected: Value '${input.Action}' at 'action' failed to satisfy constraint: Member must satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])`,
      );
    }
    const statement = statementOf(input, lambda);
    changeFunction(call, lambda, { policy: policyOf([...old, statement]) });
    return { Statement: JSON.stringify(statement) };
  },
});

const notThere = (message: string) =>
  new ServiceError('ResourceNotFoundException', message);

const removePermission = operation<RemovePermissionRequest, object>({
  access: functionAccess('RemovePermission'),
  run: (input, call) => {
    const lambda = findFunction(call, input.FunctionName, input.Qualifier);
    if (!lambda.policy) {
      throw notThere('No policy is associated with the given resource.');
    }
    const old = statementsOf(lambda);
    const kept = old.filter(({ Sid }) => Sid !== input.StatementId);
    if (kept.length === old.length) {
      throw notThere(
        `Statement ${input.StatementId} is not found in resource policy.`,
      );
    }
    changeFunction(call, lambda, { policy: policyOf(kept) });
    return {};
  },
});

const getPolicy = operation<GetPolicyRequest, GetPolicyResponse>({
  access: functionAccess('GetPolicy'),
  run: (input, call) => {
    const lambda = findFunction(call, input.FunctionName, input.Qualifier);
    if (!lambda.policy) {
      throw notThere('The resource you requested does not exist.');
    }
    return { Policy: lambda.policy.text, RevisionId: lambda.revisionId };
  },
});

export const permissionOperations: [string, Operation][] = [
  ['AddPermission', addPermission],
  ['RemovePermission', removePermission],
  ['GetPolicy', getPolicy],
];
