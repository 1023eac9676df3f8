import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
} from '@aws-sdk/client-eventbridge';
import { parseArn, PolicyDocument, Tags } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { addTags, removeTags, tagList, tagsFromList } from '../tags';

interface Tagged {
  account: string;
  policy?: PolicyDocument;
  createdBy?: string;
  tags?: Tags;
}

/** The bus or rule of an ARN, as far as it is there. */
function findTagged(call: Call, text: string): Tagged {
  const arn = parseArn(text);
  const [type, ...names] = arn?.resource.split('/') ?? [];
  if (
    arn?.service !== 'events' ||
    !/^\d{12}$/.test(arn.account) ||
    (type !== 'rule' && type !== 'event-bus')
  ) {
    throw new ServiceError(
      'ValidationException',
      `Parameter ${text} is not valid. Reason: Provided Arn is not in correct format.`,
    );
  }
  const { account } = arn;
  const { buses } = call.accounts.region(arn);
  if (type === 'event-bus') {
    const bus = buses.get(names.join('/'));
    return { account, policy: bus?.policy, tags: bus?.tags };
  }
  const [rule, bus = 'default'] = [...names].reverse();
  const found = buses.get(bus);
  const { tags, createdBy } = found?.rules.get(rule) ?? {};
  return { account, policy: found?.policy, tags, createdBy };
}

function tagsOf(call: Call, arn: string): Tags {
  const { tags } = findTagged(call, arn);
  if (!tags) {
    throw new ServiceError(
      'ResourceNotFoundException',
      `Resource ${arn} does not exist.`,
    );
  }
  return tags;
}

const tagAccess =
  (action: string) =>
  ({ ResourceARN }: { ResourceARN: string }, call: Call): Access => {
    const { account, policy, createdBy } = findTagged(call, ResourceARN);
    return {
      action: `events:${action}`,
      resourceArn: ResourceARN,
      resourceAccount: account,
      resourcePolicy: policy,
      context: { 'events:creatorAccount': createdBy },
    };
  };

const tagResource = operation<TagResourceRequest, TagResourceResponse>({
  access: tagAccess('TagResource'),
  run: (input, call) => {
    addTags(tagsOf(call, input.ResourceARN), tagsFromList(input.Tags));
    return {};
  },
});

const untagResource = operation<UntagResourceRequest, UntagResourceResponse>({
  access: tagAccess('UntagResource'),
  run: (input, call) => {
    removeTags(tagsOf(call, input.ResourceARN), input.TagKeys);
    return {};
  },
});

const listTagsForResource = operation<
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>({
  access: tagAccess('ListTagsForResource'),
  run: (input, call) => ({ Tags: tagList(tagsOf(call, input.ResourceARN)) }),
});

export const tagOperations: [string, Operation][] = [
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
];
