import type {
  AddPermissionInput,
  CreateTopicInput,
  CreateTopicResponse,
  DeleteTopicInput,
  GetTopicAttributesInput,
  GetTopicAttributesResponse,
  ListTopicsInput,
  ListTopicsResponse,
  RemovePermissionInput,
  SetTopicAttributesInput,
} from '@aws-sdk/client-sns';
import { Call, Operation, operation } from '../../calls/operation';
import { takeTablePage } from '../page';
import { tagsFromList } from '../tags';
import { invalidParameter } from './errors';
import { findTopic, referToTopic, topicAccess } from './find';
import { EFFECTIVE_DELIVERY_POLICY } from './retry';
import { subscriptionsOf, Topic, topicArn, TOPICS } from './state';
import {
  defaultTopicPolicy,
  readTopicPolicy,
  withoutStatement,
  withStatement,
} from './topicPolicy';

const PAGE = 100;

const SETTABLE =
  /^(DisplayName|DeliveryPolicy|KmsMasterKeyId|SignatureVersion|TracingConfig|(HTTP|Lambda|SQS|Firehose|Application)(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn))$/;

/** A topic with attributes set, all or none. @throws `InvalidParameter` */
function withAttributes(
  topic: Topic,
  attributes: Readonly<Record<string, string>>,
  unknownAttribute: (name: string) => Error,
): Topic {
  let { policy } = topic;
  const next = new Map(topic.attributes);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'Policy') {
      policy =
        value === ''
          ? defaultTopicPolicy(topic.arn, topic.account)
          : readTopicPolicy(value);
    } else if (name === 'FifoTopic' && value === 'false') {
      // What every topic here is.
    } else if (!SETTABLE.test(name)) {
      throw unknownAttribute(name);
    } else if (value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  return { ...topic, policy, attributes: next };
}

function isSameMap(
  wanted: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, string>,
): boolean {
  return (
    wanted.size === there.size &&
    [...wanted].every(([key, value]) => there.get(key) === value)
  );
}

function checkName(name: string): void {
  if (name.endsWith('.fifo')) {
    throw invalidParameter(
      'Topic Name Reason: Local AWS has standard topics only: take a name without .fifo',
    );
  }
  if (!/^[\w-]{1,256}$/.test(name)) {
    throw invalidParameter(
      'Topic Name Reason: Topic names must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.',
    );
  }
}

const createTopic = operation<CreateTopicInput, CreateTopicResponse>({
  access: ({ Name }, { caller }) => ({
    action: 'SNS:CreateTopic',
    resourceArn: topicArn(caller, Name),
  }),
  run: (input, { accounts, caller }) => {
    checkName(input.Name);
    const topics = accounts.table(TOPICS, caller);
    const arn = topicArn(caller, input.Name);
    const tags = tagsFromList(input.Tags);
    const wanted = withAttributes(
      {
        name: input.Name,
        arn,
        account: caller.account,
        region: caller.region,
        attributes: new Map(),
        policy: defaultTopicPolicy(arn, caller.account),
        tags,
      },
      input.Attributes ?? {},
      name => invalidParameter(`Attributes Reason: Unknown attribute ${name}`),
    );
    const existing = topics.get(input.Name);
    if (!existing) {
      topics.set(input.Name, wanted);
      return { TopicArn: arn };
    }
    // CreateTopic says yes again as long as it asks for nothing different.
    const differs = Object.keys(input.Attributes ?? {}).some(name =>
      name === 'Policy'
        ? existing.policy.text !== wanted.policy.text
        : existing.attributes.get(name) !== wanted.attributes.get(name),
    );
    if (differs) {
      throw invalidParameter(
        'Attributes Reason: Topic already exists with different attributes',
      );
    }
    if (tags.size > 0 && !isSameMap(tags, existing.tags)) {
      throw invalidParameter(
        'Tags Reason: Topic already exists with different tags',
      );
    }
    return { TopicArn: arn };
  },
});

const deleteTopic = operation<DeleteTopicInput, void>({
  access: ({ TopicArn }, call) => topicAccess(call, 'DeleteTopic', TopicArn),
  run: ({ TopicArn }, call) => {
    // Deleting a topic that is not there is a success, as in AWS.
    const { topic } = referToTopic(call, TopicArn);
    if (topic) {
      subscriptionsOf(call.accounts, topic).clear();
      call.accounts.table(TOPICS, topic).delete(topic.name);
    }
  },
});

const listTopics = operation<ListTopicsInput, ListTopicsResponse>({
  access: (_, { caller }) => ({
    action: 'SNS:ListTopics',
    resourceArn: topicArn(caller, '*'),
  }),
  run: ({ NextToken }, { accounts, caller }) => {
    const page = takeTablePage(accounts.table(TOPICS, caller), {
      limit: PAGE,
      token: NextToken,
    });
    if (!page) {
      throw invalidParameter('NextToken');
    }
    return {
      Topics: page.items.map(({ arn }) => ({ TopicArn: arn })),
      NextToken: page.nextToken,
    };
  },
});

const getTopicAttributes = operation<
  GetTopicAttributesInput,
  GetTopicAttributesResponse
>({
  access: ({ TopicArn }, call) =>
    topicAccess(call, 'GetTopicAttributes', TopicArn),
  run: ({ TopicArn }, call) => {
    const topic = findTopic(call, TopicArn);
    const subscriptions = [...subscriptionsOf(call.accounts, topic).values()];
    const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed);
    return {
      Attributes: {
        Policy: topic.policy.text,
        Owner: topic.account,
        TopicArn: topic.arn,
        DisplayName: '',
        SubscriptionsConfirmed: String(confirmed.length),
        SubscriptionsPending: String(subscriptions.length - confirmed.length),
        SubscriptionsDeleted: '0',
        EffectiveDeliveryPolicy: EFFECTIVE_DELIVERY_POLICY,
        ...Object.fromEntries(topic.attributes),
      },
    };
  },
});

function changeTopic(call: Call, topic: Topic): void {
  call.accounts.table(TOPICS, topic).set(topic.name, topic);
}

const setTopicAttributes = operation<SetTopicAttributesInput, void>({
  access: ({ TopicArn }, call) =>
    topicAccess(call, 'SetTopicAttributes', TopicArn),
  run: ({ TopicArn, AttributeName, AttributeValue = '' }, call) => {
    const topic = findTopic(call, TopicArn);
    changeTopic(
      call,
      withAttributes(topic, { [AttributeName]: AttributeValue }, () =>
        invalidParameter('AttributeName'),
      ),
    );
  },
});

const addPermission = operation<AddPermissionInput, void>({
  access: ({ TopicArn }, call) => topicAccess(call, 'AddPermission', TopicArn),
  run: ({ TopicArn, Label, AWSAccountId, ActionName }, call) => {
    const topic = findTopic(call, TopicArn);
    const stranger = ActionName.find(
      name => !defaultTopicPolicy(topic.arn, '').text.includes(`:${name}"`),
    );
    if (stranger !== undefined) {
      throw invalidParameter('Policy statement action out of service scope!');
    }
    const policy = withStatement(topic.policy, {
      Sid: Label,
      Effect: 'Allow',
      Principal: {
        AWS: AWSAccountId.map(account => `arn:aws:iam::${account}:root`),
      },
      Action: ActionName.map(name => `SNS:${name}`),
      Resource: topic.arn,
    });
    changeTopic(call, { ...topic, policy });
  },
});

const removePermission = operation<RemovePermissionInput, void>({
  access: ({ TopicArn }, call) =>
    topicAccess(call, 'RemovePermission', TopicArn),
  run: ({ TopicArn, Label }, call) => {
    const topic = findTopic(call, TopicArn);
    const policy = withoutStatement(topic.policy, Label);
    changeTopic(call, { ...topic, policy });
  },
});

export const topicOperations: [string, Operation][] = [
  ['CreateTopic', createTopic],
  ['DeleteTopic', deleteTopic],
  ['ListTopics', listTopics],
  ['GetTopicAttributes', getTopicAttributes],
  ['SetTopicAttributes', setTopicAttributes],
  ['AddPermission', addPermission],
  ['RemovePermission', removePermission],
];
