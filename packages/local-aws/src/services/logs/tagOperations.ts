import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  ListTagsLogGroupRequest,
  ListTagsLogGroupResponse,
  TagLogGroupRequest,
  TagResourceRequest,
  UntagLogGroupRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-cloudwatch-logs';
import { Tags } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { tagMap, tagsFromMap, withoutTags, withTags } from '../tags';
import { findGroup, logsAccess, readGroupArn } from './find';
import { LOG_GROUPS, LogGroup } from './state';

const MAX_TAGS = 50;

function setTags({ accounts }: Call, group: LogGroup, tags: Tags): void {
  if (tags.size > MAX_TAGS) {
    throw new ServiceError(
      'TooManyTagsException',
      `The resource has more than ${MAX_TAGS} tags.`,
      { members: { resourceName: group.arn } },
    );
  }
  accounts.table(LOG_GROUPS, group).set(group.name, { ...group, tags });
}

/** The log group of an ARN; tags of other resources are not kept. */
function groupOfArn(resourceArn: string, call: Call): LogGroup {
  const named = readGroupArn(resourceArn);
  const group = named && call.accounts.table(LOG_GROUPS, named).get(named.name);
  if (!group) {
    throw new ServiceError(
      'ResourceNotFoundException',
      'The specified resource does not exist.',
    );
  }
  return group;
}

const arnAccess =
  (action: string) =>
  ({ resourceArn }: { resourceArn: string }, call: Call): Access =>
    logsAccess(action)({ logGroupIdentifier: resourceArn }, call);

const tagResource = operation<TagResourceRequest, void>({
  access: arnAccess('TagResource'),
  run: ({ resourceArn, tags }, call) => {
    const group = groupOfArn(resourceArn, call);
    setTags(call, group, withTags(group.tags, tagsFromMap(tags)));
  },
});

const untagResource = operation<UntagResourceRequest, void>({
  access: arnAccess('UntagResource'),
  run: ({ resourceArn, tagKeys }, call) => {
    const group = groupOfArn(resourceArn, call);
    setTags(call, group, withoutTags(group.tags, tagKeys));
  },
});

const listTagsForResource = operation<
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>({
  access: arnAccess('ListTagsForResource'),
  run: ({ resourceArn }, call) => ({
    tags: tagMap(groupOfArn(resourceArn, call).tags),
  }),
});

const tagLogGroup = operation<TagLogGroupRequest, void>({
  access: logsAccess('TagLogGroup'),
  run: (input, call) => {
    const group = findGroup(input, call);
    setTags(call, group, withTags(group.tags, tagsFromMap(input.tags)));
  },
});

const untagLogGroup = operation<UntagLogGroupRequest, void>({
  access: logsAccess('UntagLogGroup'),
  run: (input, call) => {
    const group = findGroup(input, call);
    setTags(call, group, withoutTags(group.tags, input.tags));
  },
});

const listTagsLogGroup = operation<
  ListTagsLogGroupRequest,
  ListTagsLogGroupResponse
>({
  access: logsAccess('ListTagsLogGroup'),
  run: (input, call) => ({ tags: tagMap(findGroup(input, call).tags) }),
});

export const tagOperations: [string, Operation][] = [
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
  ['TagLogGroup', tagLogGroup],
  ['UntagLogGroup', untagLogGroup],
  ['ListTagsLogGroup', listTagsLogGroup],
];
