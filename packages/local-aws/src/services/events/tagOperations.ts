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
import { tagList, tagsFromList, withoutTags, withTags } from '../tags';
import { invalidParameter, notFound, refuseManaged } from './errors';
import { BUSES, Rule, rulesOf } from './state';

interface Tagged {
  account: string;
  policy?: PolicyDocument;
  createdBy?: string;
  rule?: Rule;
  tags?: Tags;
  setTags?: (tags: Tags) => void;
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
    throw invalidParameter(text, 'Provided Arn is not in correct format.');
  }
  const { account } = arn;
  const buses = call.accounts.table(BUSES, arn);
  if (type === 'event-bus') {
    const bus = buses.get(names.join('/'));
    return {
      account,
      policy: bus?.policy,
      tags: bus?.tags,
      setTags: bus && (tags => buses.set(bus.name, { ...bus, tags })),
    };
  }
  // The name of a partner's bus has slashes of its own.
  const ruleName = names[names.length - 1];
  const busName = names.slice(0, -1).join('/') || 'default';
  const bus = buses.get(busName);
  const rules = bus && rulesOf(call.accounts, bus);
  const rule = rules?.get(ruleName);
  return {
    account,
    policy: bus?.policy,
    createdBy: rule?.createdBy,
    rule,
    tags: rule?.tags,
    setTags: rule && (tags => rules?.set(rule.name, { ...rule, tags })),
  };
}

/** @throws `ResourceNotFoundException` */
function findTags(call: Call, arn: string) {
  const { tags, setTags, rule } = findTagged(call, arn);
  if (!tags || !setTags) {
    throw notFound(`Resource ${arn} does not exist.`);
  }
  return { tags, setTags, rule };
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
    const { tags, setTags, rule } = findTags(call, input.ResourceARN);
    refuseManaged(rule);
    setTags(withTags(tags, tagsFromList(input.Tags)));
    return {};
  },
});

const untagResource = operation<UntagResourceRequest, UntagResourceResponse>({
  access: tagAccess('UntagResource'),
  run: (input, call) => {
    const { tags, setTags, rule } = findTags(call, input.ResourceARN);
    refuseManaged(rule);
    setTags(withoutTags(tags, input.TagKeys));
    return {};
  },
});

const listTagsForResource = operation<
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>({
  access: tagAccess('ListTagsForResource'),
  run: (input, call) => ({
    Tags: tagList(findTags(call, input.ResourceARN).tags),
  }),
});

export const tagOperations: [string, Operation][] = [
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
];
