import type {
  PutPermissionRequest,
  RemovePermissionRequest,
} from '@aws-sdk/client-eventbridge';
import { PolicyDocument } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import {
  isPrincipalName,
  MalformedPolicyError,
  parsePolicy,
} from '../../policies';
import { ServiceError } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { invalid, notFound } from './errors';
import { busAccess, changeBus, findBus } from './find';
import { EventBus } from './state';

/** Resources a bus's policy may speak of: the bus and its rules. */
function checkResources({ policy }: PolicyDocument, bus: EventBus): void {
  const rules =
    bus.name === 'default'
      ? bus.arn.replace(':event-bus/default', ':rule/')
      : bus.arn.replace(':event-bus/', ':rule/');
  for (const { resources = [], principal } of policy.statements) {
    const stranger = resources.find(
      resource =>
        resource !== '*' &&
        resource !== bus.arn &&
        !resource.startsWith(rules) &&
        !/[*?]/.test(resource),
    );
    if (stranger !== undefined) {
      throw invalid(
        `Policy is not valid. Reason: Resource ${stranger} is neither ${bus.arn} nor one of its rules.`,
      );
    }
    const names = principal?.kind === 'listed' ? principal.aws : [];
    const badName = names.find(name => !isPrincipalName(name));
    if (badName !== undefined) {
      throw invalid(
        `Policy is not valid. Reason: ${badName} is not an account, a role or a user.`,
      );
    }
  }
}

function setPolicy(bus: EventBus, text: string, call: Call): void {
  const max = call.settings.quotas.policyCharacters;
  if (text.length > max) {
    throw new ServiceError(
      'PolicyLengthExceededException',
      `The policy of event bus ${bus.name} would have ${text.length} characters; the quota is ${max}.`,
    );
  }
  try {
    const document = { text, policy: parsePolicy(text, 'resource') };
    checkResources(document, bus);
    changeBus(call, bus, { policy: document });
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw invalid(`Policy is not valid. Reason: ${error.message}`);
    }
    throw error;
  }
}

/** The statements of a policy as they were written. */
function writtenStatements(
  bus: EventBus,
): { Sid?: string; [element: string]: unknown }[] {
  const { Statement = [] } = JSON.parse(bus.policy?.text ?? '{}');
  return [Statement].flat();
}

function writePolicy(Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function readStatement(input: Checked<PutPermissionRequest>, bus: EventBus) {
  const { Action, Principal, StatementId, Condition } = input;
  if (!Action || !Principal || !StatementId) {
    throw invalid(
      'Either Policy or all of Action, Principal and StatementId must be specified.',
    );
  }
  if (Action !== 'events:PutEvents') {
    throw invalid("Provided value in parameter 'action' is not supported.");
  }
  if (Condition && Principal !== '*') {
    throw invalid(
      "Value of the parameter 'principal' must be '*' when the parameter 'condition' is set.",
    );
  }
  if (
    Condition &&
    (Condition.Type !== 'StringEquals' ||
      Condition.Key !== 'aws:PrincipalOrgID')
  ) {
    throw invalid(
      'Parameter Condition is not valid. Reason: only StringEquals of aws:PrincipalOrgID is supported.',
    );
  }
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal:
      Principal === '*' ? '*' : { AWS: `arn:aws:iam::${Principal}:root` },
    Action,
    Resource: bus.arn,
    ...(Condition && {
      Condition: { StringEquals: { [Condition.Key]: Condition.Value } },
    }),
  };
}

const putPermission = operation<PutPermissionRequest, void>({
  access: ({ EventBusName }, call) =>
    busAccess(call, 'PutPermission', EventBusName),
  run: (input, call) => {
    const bus = findBus(call, input.EventBusName);
    if (input.Policy !== undefined) {
      if (input.Action || input.Principal || input.StatementId) {
        throw invalid(
          'Parameter Policy cannot be combined with Action, Principal or StatementId.',
        );
      }
      // Policy replaces the whole document.
      setPolicy(bus, input.Policy, call);
      return;
    }
    const statement = readStatement(input, bus);
    const others = writtenStatements(bus).filter(
      ({ Sid }) => Sid !== statement.Sid,
    );
    setPolicy(bus, writePolicy([...others, statement]), call);
  },
});

const removePermission = operation<RemovePermissionRequest, void>({
  access: ({ EventBusName }, call) =>
    busAccess(call, 'RemovePermission', EventBusName),
  run: (input, call) => {
    const bus = findBus(call, input.EventBusName);
    if (input.RemoveAllPermissions) {
      changeBus(call, bus, { policy: undefined });
      return;
    }
    if (!input.StatementId) {
      throw invalid('Parameter StatementId must be specified.');
    }
    if (!bus.policy) {
      throw notFound('EventBus does not have a policy.');
    }
    const all = writtenStatements(bus);
    const rest = all.filter(({ Sid }) => Sid !== input.StatementId);
    if (rest.length === all.length) {
      throw notFound('Statement with the provided id does not exist.');
    }
    if (rest.length === 0) {
      changeBus(call, bus, { policy: undefined });
    } else {
      setPolicy(bus, writePolicy(rest), call);
    }
  },
});

export const permissionOperations: [string, Operation][] = [
  ['PutPermission', putPermission],
  ['RemovePermission', removePermission],
];
