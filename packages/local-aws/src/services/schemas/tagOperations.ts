import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-schemas';
import { parseArn, Tags } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { tagMap, tagsFromMap, withoutTags, withTags } from '../tags';
import { REGISTRIES, schemasOf } from './state';
import { badRequest, notFound } from './find';

function findTags(
  call: Call,
  text: string,
): { tags: Tags; setTags: (tags: Tags) => void } {
  const arn = parseArn(text);
  const [type, registryName, ...schemaName] = arn?.resource.split('/') ?? [];
  if (
    arn?.service !== 'schemas' ||
    arn.account !== call.caller.account ||
    (type !== 'registry' && type !== 'schema')
  ) {
    throw badRequest(`${text} is not the ARN of a registry or schema.`);
  }
  const registries = call.accounts.table(REGISTRIES, arn);
  const registry = registries.get(registryName);
  if (registry && type === 'registry') {
    return {
      tags: registry.tags,
      setTags: tags => registries.set(registry.name, { ...registry, tags }),
    };
  }
  const schemas = schemasOf(call.accounts, arn, registryName);
  const schema = schemas.get(schemaName.join('/'));
  if (!schema) {
    throw notFound(`Resource ${text} does not exist.`);
  }
  return {
    tags: schema.tags,
    setTags: tags => schemas.set(schema.name, { ...schema, tags }),
  };
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
  run: (input, call) => {
    const { tags, setTags } = findTags(call, input.ResourceArn);
    setTags(withTags(tags, tagsFromMap(input.Tags)));
  },
});

const untagResource = operation<UntagResourceRequest, void>({
  access: tagAccess('UntagResource'),
  run: (input, call) => {
    const { tags, setTags } = findTags(call, input.ResourceArn);
    setTags(withoutTags(tags, input.TagKeys));
  },
});

const listTagsForResource = operation<
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
>({
  access: tagAccess('ListTagsForResource'),
  run: (input, call) => ({
    Tags: tagMap(findTags(call, input.ResourceArn).tags),
  }),
});

export const tagOperations: [string, Operation][] = [
  ['TagResource', tagResource],
  ['UntagResource', untagResource],
  ['ListTagsForResource', listTagsForResource],
];
