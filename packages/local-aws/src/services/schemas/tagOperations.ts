import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-schemas';
import { parseArn, Tags } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { addTags, removeTags, tagMap, tagsFromMap } from '../tags';
import { badRequest, notFound } from './find';

function tagsOf(call: Call, text: string): Tags {
  const arn = parseArn(text);
  const [type, registryName, ...schemaName] = arn?.resource.split('/') ?? [];
  if (
    arn?.service !== 'schemas' ||
    arn.account !== call.caller.account ||
    (type !== 'registry' && type !== 'schema')
  ) {
    throw badRequest(`${text} is not the ARN of a registry or schema.`);
  }
  const registry = call.accounts.region(arn).registries.get(registryName);
  const found =
    type === 'registry'
      ? registry
      : registry?.schemas.get(schemaName.join('/'));
  if (!found) {
    throw notFound(`Resource ${text} does not exist.`);
  }
  return found.tags;
}

const tagAccess =
  (action: string) =>
  ({ ResourceArn }: { ResourceArn: string }): Access => ({
    action: `schemas:${action}`,
    resourceArn: ResourceArn,
    resourceAccount: parseArn(ResourceArn)?.account,
  });

const tagResource = operation<TagResourceRequest, void>({
  access: tagAccess('TagResource'),
  run: (input, call) =>
    addTags(tagsOf(call, input.ResourceArn), tagsFromMap(input.Tags)),
});

const untagResource = operation<UntagResourceRequest, void>({
  access: tagAccess('UntagResource'),
  run: (input, call) =>
    removeTags(tagsOf(call, input.ResourceArn), input.TagKeys),
});

const listTagsForResource = operation<
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>({
  access: tagAccess('ListTagsForResource'),
  run: (input, call) => ({ Tags: tagMap(tagsOf(call, input.ResourceArn)) }),
});

export const tagOperations: [string, Operation][] = [
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
];
