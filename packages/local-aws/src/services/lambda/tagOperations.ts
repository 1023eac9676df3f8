import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-lambda';
import { Operation, operation } from '../../calls/operation';
import { tagMap, tagsFromMap, withoutTags, withTags } from '../tags';
import { changeFunction, findFunction, functionAccess } from './functions';

const tagAccess =
  (action: string) =>
  (
    { Resource }: { Resource: string },
    call: Parameters<typeof findFunction>[0],
  ) =>
    functionAccess(action)({ FunctionName: Resource }, call);

const tagResource = operation<TagResourceRequest, object>({
  access: tagAccess('TagResource'),
  run: ({ Resource, Tags }, call) => {
    const lambda = findFunction(call, Resource);
    const tags = withTags(lambda.tags, tagsFromMap(Tags));
    changeFunction(call, lambda, { tags });
    return {};
  },
});

const untagResource = operation<UntagResourceRequest, object>({
  access: tagAccess('UntagResource'),
  run: ({ Resource, TagKeys }, call) => {
    const lambda = findFunction(call, Resource);
    changeFunction(call, lambda, { tags: withoutTags(lambda.tags, TagKeys) });
    return {};
  },
});

const listTags = operation<ListTagsRequest, ListTagsResponse>({
  access: tagAccess('ListTags'),
  run: ({ Resource }, call) => ({
    Tags: tagMap(findFunction(call, Resource).tags),
  }),
});

export const tagOperations: [string, Operation][] = [
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTags', listTags],
];
