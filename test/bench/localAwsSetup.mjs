/** Makes the buses, rules, queues and roles that the local AWS benchmark needs, through the AWS API. */
import {
  CreateEventBusCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { HUB, REGION, SUBSCRIBER } from './localAwsClients.mjs';
import { matchingPatterns, otherPatterns } from './localAwsEvents.mjs';

let made = 0;
/** A name not used before, not even in a server that is used again. */
export const newName = stem => `${stem}-${Date.now().toString(36)}-${++made}`;

const policy = (...statements) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const busArn = (account, name) =>
  `arn:aws:events:${REGION}:${account}:event-bus/${name}`;

/** A queue that EventBridge may send to. */
export async function makeQueue(sqs, stem) {
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({
      QueueName: newName(stem),
      Attributes: {
        Policy: policy({
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
        }),
      },
    }),
  );
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return { sqs, url: QueueUrl, arn: Attributes.QueueArn };
}

/** How many messages a queue holds, received ones that were not deleted among them. */
export async function messagesIn(queue) {
  const names = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
  ];
  const { Attributes } = await queue.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queue.url,
      AttributeNames: names,
    }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
}

/** A rule and its targets; `PutTargets` answers 200 when it failed, so this looks. */
export async function makeRule(events, bus, name, pattern, ...targets) {
  await events.send(
    new PutRuleCommand({
      Name: name,
      EventBusName: bus,
      EventPattern: JSON.stringify(pattern),
    }),
  );
  const { FailedEntryCount, FailedEntries } = await events.send(
    new PutTargetsCommand({
      Rule: name,
      EventBusName: bus,
      Targets: targets.map((target, i) => ({ Id: `t${i}`, ...target })),
    }),
  );
  if (FailedEntryCount > 0) {
    throw new Error(`PutTargets failed: ${JSON.stringify(FailedEntries)}`);
  }
}

/**
 * A bus with rules, of which some match every event, each with a queue of its
 * own. The targets of all others are one queue that must stay empty.
 */
export async function makeBus({ events, sqs }, rules, matching) {
  const bus = newName('bus');
  await events.send(new CreateEventBusCommand({ Name: bus }));
  const queues = [];
  for (const pattern of matchingPatterns.slice(0, matching)) {
    const queue = await makeQueue(sqs, 'match');
    queues.push(queue);
    const name = `match-${queues.length}`;
    await makeRule(events, bus, name, pattern, { Arn: queue.arn });
  }
  const idle = await makeQueue(sqs, 'idle');
  for (const [i, pattern] of otherPatterns(rules - matching).entries()) {
    await makeRule(events, bus, `other-${i}`, pattern, { Arn: idle.arn });
  }
  return { bus, queues, idle };
}

/** A hub bus whose rule forwards to a subscriber's bus in another account, whose rule feeds a queue there. */
export async function makeSubscription(connection) {
  const hub = connection.of(HUB);
  const subscriber = connection.of(SUBSCRIBER);
  const hubBus = newName('hub');
  const inBus = newName('in');
  const role = newName('forward');
  const inArn = busArn(SUBSCRIBER, inBus);
  await hub.events.send(new CreateEventBusCommand({ Name: hubBus }));
  await subscriber.events.send(new CreateEventBusCommand({ Name: inBus }));
  await subscriber.events.send(
    new PutPermissionCommand({
      EventBusName: inBus,
      Policy: policy({
        Sid: 'FromHub',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${HUB}:root` },
        Action: 'events:PutEvents',
        Resource: inArn,
      }),
    }),
  );
  await hub.iam.send(
    new CreateRoleCommand({
      RoleName: role,
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  await hub.iam.send(
    new PutRolePolicyCommand({
      RoleName: role,
      PolicyName: 'forward',
      PolicyDocument: policy({
        Effect: 'Allow',
        Action: 'events:PutEvents',
        Resource: inArn,
      }),
    }),
  );
  const queue = await makeQueue(subscriber.sqs, 'match');
  const [pattern] = matchingPatterns;
  await makeRule(subscriber.events, inBus, 'keep', pattern, { Arn: queue.arn });
  await makeRule(hub.events, hubBus, 'forward', pattern, {
    Arn: inArn,
    RoleArn: `arn:aws:iam::${HUB}:role/${role}`,
  });
  return { bus: hubBus, queues: [queue] };
}
