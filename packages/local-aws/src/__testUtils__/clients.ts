import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SchemasClient } from '@aws-sdk/client-schemas';
import { SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { LocalAws } from '../server';

export const REGION = 'eu-west-1';

/** The accounts that tests play with. */
export const HUB = '111111111111';
export const PRODUCER = '222222222222';
export const CONSUMER = '333333333333';
export const OUTSIDER = '444444444444';

interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Real SDK clients that speak to a local AWS with one set of credentials. */
export function clientsWith(
  aws: Pick<LocalAws, 'url'>,
  credentials: Credentials,
) {
  const config = {
    endpoint: aws.url,
    region: REGION,
    credentials,
    maxAttempts: 1,
  };
  return {
    events: new EventBridgeClient(config),
    schemas: new SchemasClient(config),
    iam: new IAMClient(config),
    sts: new STSClient(config),
    sqs: new SQSClient(config),
    cloudwatch: new CloudWatchClient(config),
    tagging: new ResourceGroupsTaggingAPIClient(config),
    sns: new SNSClient(config),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
  };
}

export type Clients = ReturnType<typeof clientsWith>;

/** Clients that act as the root of an account. */
export function rootOf(aws: Pick<LocalAws, 'url'>, account: string): Clients {
  return clientsWith(aws, { accessKeyId: account, secretAccessKey: 'any' });
}

export function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Makes a role in an account with one inline policy, if statements are given. */
export async function makeRole(
  aws: Pick<LocalAws, 'url'>,
  account: string,
  name: string,
  options: { trusts: object; may: object[] },
): Promise<string> {
  const { iam } = rootOf(aws, account);
  await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: options.trusts,
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  if (options.may.length > 0) {
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: 'may',
        PolicyDocument: policy(...options.may),
      }),
    );
  }
  return `arn:aws:iam::${account}:role/${name}`;
}

/** Clients that act as a role which the root of its account assumed. */
export async function assume(
  aws: Pick<LocalAws, 'url'>,
  roleArn: string,
  sessionPolicy?: string,
): Promise<Clients> {
  const { sts } = rootOf(aws, roleArn.split(':')[4]);
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: 'test',
      Policy: sessionPolicy,
    }),
  );
  return clientsWith(aws, {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken,
  });
}

/** Makes a role that may do something in its account, and clients acting as it. */
export async function actAs(
  aws: Pick<LocalAws, 'url'>,
  account: string,
  name: string,
  may: object[],
): Promise<Clients> {
  const arn = await makeRole(aws, account, name, {
    trusts: { AWS: account },
    may,
  });
  return assume(aws, arn);
}

/** Makes a queue, open to EventBridge unless another policy is given. */
export async function makeQueue(
  aws: Pick<LocalAws, 'url'>,
  account: string,
  name: string,
  queuePolicy: string | undefined = policy({
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: '*',
  }),
) {
  const { sqs } = rootOf(aws, account);
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: queuePolicy ? { Policy: queuePolicy } : undefined,
    }),
  );
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  return { url: QueueUrl, arn: Attributes?.QueueArn ?? '', sqs };
}

export type TestQueue = Awaited<ReturnType<typeof makeQueue>>;

/** Takes the next message of a queue, waiting up to five seconds for it. */
export async function nextMessage(
  { sqs, url }: TestQueue,
  waitSeconds = 5,
): Promise<Message | undefined> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      WaitTimeSeconds: waitSeconds,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages?.[0];
}

/** The error that a call ends in. */
export async function errorOf(call: Promise<unknown>): Promise<Error> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) {
      return error;
    }
    throw error;
  }
  throw new Error('The call was expected to fail, and did not');
}

/** `allowed`, or the name of the error that a call ends in. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'allowed',
    (error: Error) => error.name,
  );
}

/** Waits until all events are routed and nothing is on its way. */
export async function settled(aws: LocalAws): Promise<void> {
  for (;;) {
    const answer = await fetch(`${aws.url}/_busline/health`);
    const { pendingDeliveries } = await answer.json();
    if (pendingDeliveries === 0) {
      return;
    }
  }
}

/** Puts the clock of a local AWS forward; resolves when all is done by then. */
export async function putForward(
  aws: LocalAws,
  seconds: number,
): Promise<void> {
  const answer = await fetch(`${aws.url}/_busline/clock`, {
    method: 'POST',
    body: JSON.stringify({ advanceSeconds: seconds }),
  });
  if (!answer.ok) {
    throw new Error(`The clock cannot be put forward: ${await answer.text()}`);
  }
}

/** What time it is on a local AWS. */
export async function timeOf(aws: LocalAws): Promise<Date> {
  const answer = await fetch(`${aws.url}/_busline/health`);
  const { time } = await answer.json();
  return new Date(time);
}

/** Takes every message of a queue, once nothing is on its way: their bodies. */
export async function takeAll(
  aws: LocalAws,
  { sqs, url }: TestQueue,
): Promise<string[]> {
  await settled(aws);
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) {
      return bodies;
    }
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await sqs.send(
        new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }),
      );
    }
  }
}
