import { randomUUID } from 'node:crypto';
import { Arn, parseArn, PolicyDocument } from '../accounts';
import { decide } from '../calls/authorise';
import { Platform } from '../calls/platform';
import { Principal } from '../policies';
import { busAt } from '../services/events/state';
import { invokeLater } from '../services/lambda/asynchronous';
import { functionAt } from '../services/lambda/functions';
import { FunctionResult, LambdaFunction } from '../services/lambda/state';
import { fanOut } from '../services/sns/fanOut';
import { readMessage } from '../services/sns/message';
import { TOPICS } from '../services/sns/state';
import { enqueue } from '../services/sqs/messages';
import { isFifo, QUEUES } from '../services/sqs/state';
import { refusalOf } from '../wire/errors';
import { eventTime } from './event';

/** What can be sent to. */
interface Destination {
  action: string;
  policy?: PolicyDocument;
  send: (result: FunctionResult) => void;
}

function executionRole({ settings, account, name }: LambdaFunction): Principal {
  const roleArn = settings.Role ?? '';
  const role = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return {
    kind: 'session',
    account,
    roleArn,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
  };
}

function queue(arn: Arn, platform: Platform): Destination | undefined {
  const found = platform.accounts.table(QUEUES, arn).get(arn.resource);
  // "Capturing records of Lambda asynchronous invocations": standard queues only.
  return found && !isFifo(found)
    ? {
        action: 'sqs:SendMessage',
        policy: found.policy,
        send: ({ body, attributes }) => {
          const senderId = 'lambda.amazonaws.com';
          enqueue(platform, found, { body, attributes, senderId });
        },
      }
    : undefined;
}

function topic(arn: Arn, platform: Platform): Destination | undefined {
  const found = platform.accounts.table(TOPICS, arn).get(arn.resource);
  return (
    found && {
      action: 'sns:Publish',
      policy: found.policy,
      send: ({ body }) =>
        fanOut(
          platform,
          found,
          readMessage({ Message: body }, platform.clock.date()),
        ),
    }
  );
}

function otherFunction(arn: Arn, platform: Platform): Destination | undefined {
  const [, name = ''] = arn.resource.split(':');
  const found = functionAt(platform, arn, name);
  return (
    found && {
      action: 'lambda:InvokeFunction',
      policy: found.policy,
      send: ({ body }) => invokeLater(platform, found, body),
    }
  );
}

/**
 * "Capturing records of Lambda asynchronous invocations": source, detail type
 * and resources of what a function puts on an event bus.
 */
function bus(
  arn: Arn,
  lambda: LambdaFunction,
  platform: Platform,
): Destination | undefined {
  const found = busAt(
    platform.accounts,
    arn,
    arn.resource.replace('event-bus/', ''),
  );
  return (
    found && {
      action: 'events:PutEvents',
      policy: found.policy,
      send: ({ body, detailType }) => {
        const now = platform.clock.date();
        platform.delivery.publish(found, {
          envelope: {
            version: '0',
            id: randomUUID(),
            'detail-type': detailType,
            source: 'lambda',
            account: lambda.account,
            time: eventTime(now),
            region: lambda.region,
            resources: [found.arn, `${lambda.arn}:$LATEST`],
            detail: JSON.parse(body),
          },
          ingestedAt: now,
          cameFromAnotherAccount: false,
          hops: 0,
        });
      },
    }
  );
}

function findDestination(
  arn: Arn,
  lambda: LambdaFunction,
  platform: Platform,
): Destination | undefined {
  switch (arn.service) {
    case 'sqs':
      return queue(arn, platform);
    case 'sns':
      return topic(arn, platform);
    case 'lambda':
      return otherFunction(arn, platform);
    case 'events':
      return bus(arn, lambda, platform);
    default:
      return undefined;
  }
}

/**
 * Sends a result to a queue, topic, function or event bus, as the function's
 * role. Nobody waits for it: what cannot be sent is logged.
 */
export function sendResult(
  platform: Platform,
  lambda: LambdaFunction,
  text: string,
  result: FunctionResult,
): void {
  const arn = parseArn(text);
  const destination = arn && findDestination(arn, lambda, platform);
  const denied =
    arn && destination
      ? decide(
          executionRole(lambda),
          {
            action: destination.action,
            resourceArn: text,
            resourceAccount: arn.account,
            resourcePolicy: destination.policy,
            region: lambda.region,
            context: {
              'events:source': 'lambda',
              'events:detail-type': result.detailType,
            },
          },
          platform,
        ).message
      : `There is no ${text}`;
  const refusal = denied ?? refusalOf(() => destination?.send(result));
  if (refusal) {
    platform.settings.logger.warn('A function could not send a result', {
      function: lambda.arn,
      destination: text,
      reason: refusal,
    });
  }
}
