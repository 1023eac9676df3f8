import type {
  AddPermissionRequest,
  RemovePermissionRequest,
} from '@aws-sdk/client-sqs';
import { Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { changeQueue, queueAccess, queueOf, readPolicy } from './queues';
import { Queue } from './state';

/** Actions that AddPermission may share ("AddPermission", SQS API reference). */
const SHAREABLE = [
  '*',
  'SendMessage',
  'ReceiveMessage',
  'DeleteMessage',
  'ChangeMessageVisibility',
  'GetQueueAttributes',
  'GetQueueUrl',
];
const MAX_ACTIONS = 7;

const invalid = (value: string, parameter: string, reason: string) =>
  new ServiceError(
    'InvalidParameterValue',
    `Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`,
  );

interface Statement {
  Sid?: string;
}

/** The statements of a queue's policy as they were written. */
function statementsOf(queue: Queue): Statement[] {
  const { Statement: written = [] } = JSON.parse(queue.policy?.text ?? '{}');
  return [written].flat();
}

function withStatements(queue: Queue, Statement: object[]): Queue {
  const attributes = new Map(queue.attributes);
  if (Statement.length === 0) {
    attributes.delete('Policy');
    return { ...queue, attributes, policy: undefined };
  }
  const text = JSON.stringify({
    Version: '2008-10-17',
    Id: `${queue.arn}/SQSDefaultPolicy`,
    Statement,
  });
  attributes.set('Policy', text);
  return { ...queue, attributes, policy: readPolicy(text) };
}

const addPermission = operation<AddPermissionRequest, void>({
  access: queueAccess('AddPermission'),
  run: (input, call) => {
    const queue = queueOf(input, call);
    const { Label, Actions, AWSAccountIds } = input;
    if (!/^[\w-]{1,80}$/.test(Label)) {
      throw invalid(
        Label,
        'Label',
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    }
    if (Actions.length > MAX_ACTIONS) {
      throw new ServiceError(
        'OverLimit',
        `${Actions.length} Actions were found, maximum allowed is ${MAX_ACTIONS}.`,
      );
    }
    const stranger = Actions.find(action => !SHAREABLE.includes(action));
    if (stranger !== undefined) {
      throw invalid(
        `SQS:${stranger}`,
        'ActionName',
        'Only the queue owner is allowed to invoke this action.',
      );
    }
    if (
      AWSAccountIds.length === 0 ||
      !AWSAccountIds.every(id => /^\d{12}$/.test(id))
    ) {
      throw invalid(
        `[${AWSAccountIds.join(', ')}]`,
        'PrincipalId',
        'Unable to verify.',
      );
    }
    const others = statementsOf(queue);
    if (others.some(({ Sid }) => Sid === Label)) {
      throw invalid(Label, 'Label', 'Already exists.');
    }
    const one = <Item>(list: Item[]) => (list.length === 1 ? list[0] : list);
    const statement = {
      Sid: Label,
      Effect: 'Allow',
      Principal: {
        AWS: one(AWSAccountIds.map(id => `arn:aws:iam::${id}:root`)),
      },
      Action: one(Actions.map(action => `SQS:${action}`)),
      Resource: queue.arn,
    };
    changeQueue(call, withStatements(queue, [...others, statement]));
  },
});

const removePermission = operation<RemovePermissionRequest, void>({
  access: queueAccess('RemovePermission'),
  run: (input, call) => {
    const queue = queueOf(input, call);
    const all = statementsOf(queue);
    const rest = all.filter(({ Sid }) => Sid !== input.Label);
    if (rest.length === all.length) {
      throw invalid(
        input.Label,
        'Label',
        "can't find label on existing policy.",
      );
    }
    changeQueue(call, withStatements(queue, rest));
  },
});

export const permissionOperations: [string, Operation][] = [
  ['AddPermission', addPermission],
  ['RemovePermission', removePermission],
];
