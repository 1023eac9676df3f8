import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
} from '@aws-sdk/client-sns';
import { Tags } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { tagList, tagsFromList, withoutTags, withTags } from '../tags';
import { referToTopic } from './find';
import { Topic, TOPICS } from './state';

const MAX_TAGS = 50;

const tagAccess =
  (action: string) =>
  ({ ResourceArn }: { ResourceArn: string }, call: Call): Access => {
    const { arn, account } = referToTopic(call, ResourceArn, 'ResourceArn');
    return {
      action: `SNS:${action}`,
      resourceArn: arn,
      resourceAccount: account,
    };
  };

/** Unlike other operations, these speak of a resource and not of a topic. */
function taggedTopic(call: Call, arn: string): Topic {
  const { topic } = referToTopic(call, arn, 'ResourceArn');
  if (!topic) {
    throw new ServiceError(
      'ResourceNotFoundException',
      'Resource does not exist',
    );
  }
  return topic;
}

function setTags({ accounts }: Call, topic: Topic, tags: Tags): void {
  if (tags.size > MAX_TAGS) {
    throw new ServiceError(
      'TagLimitExceededException',
      'Could not complete request: tag quota of per resource exceeded',
    );
  }
  accounts.table(TOPICS, topic).set(topic.name, { ...topic, tags });
}

const tagResource = operation<TagResourceRequest, TagResourceResponse>({
  access: tagAccess('TagResource'),
  run: (input, call) => {
    const topic = taggedTopic(call, input.ResourceArn);
    setTags(call, topic, withTags(topic.tags, tagsFromList(input.Tags)));
    return {};
  },
});

const untagResource = operation<UntagResourceRequest, UntagResourceResponse>({
  access: tagAccess('UntagResource'),
  run: (input, call) => {
    const topic = taggedTopic(call, input.ResourceArn);
    setTags(call, topic, withoutTags(topic.tags, input.TagKeys));
    return {};
  },
});

const listTagsForResource = operation<
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>({
  access: tagAccess('ListTagsForResource'),
  run: (input, call) => ({
    Tags: tagList(taggedTopic(call, input.ResourceArn).tags),
  }),
});

export const tagOperations: [string, Operation][] = [
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
];
