import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-schemas';
import { parseArn, Place, Tags } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { tagMap, tagsFromMap, withoutTags, withTags } from '../tags';
import { badRequest, managedByAws, notFound, refuseProblems } from './errors';
import { tagProblems } from './limits';
import { DISCOVERERS, REGISTRIES, schemasOf } from './state';

interface Tagged {
  tags: Tags;
  setTags: (tags: Tags) => void;
}

function findTagged(
  { accounts }: Call,
  place: Place,
  type: string,
  [name, ...rest]: string[],
): Tagged | undefined {
  if (type === 'registry') {
    const table = accounts.table(REGISTRIES, place);
    const registry = table.get(name);
    return (
      registry && {
        tags: registry.tags,
        setTags: tags => table.set(name, { ...registry, tags }),
      }
    );
  }
  if (type === 'discoverer') {
    const table = accounts.table(DISCOVERERS, place);
    const discoverer = table.get(name);
    return (
      discoverer && {
        tags: discoverer.tags,
        setTags: tags => table.set(name, { ...discoverer, tags }),
      }
    );
  }
  const table = schemasOf(accounts, place, name);
  const schema = table.get(rest.join('/'));
  return (
    schema && {
      tags: schema.tags,
      setTags: tags => table.set(schema.name, { ...schema, tags }),
    }
  );
}

const TYPES = ['registry', 'schema', 'discoverer'];

/** The tags behind an ARN. @throws `BadRequestException`, `NotFoundException` */
function findTags(call: Call, text: string): Tagged {
  const arn = parseArn(text);
  const [type, ...names] = arn?.resource.split('/') ?? [];
  const isManaged = arn?.account === '' && names[0]?.startsWith('aws.');
  if (
    arn?.service !== 'schemas' ||
    !(isManaged || arn.account === call.caller.account) ||
    !TYPES.includes(type)
  ) {
    throw badRequest(
      `${text} is not the ARN of a registry, schema or discoverer.`,
    );
  }
  if (isManaged) {
    return {
      tags: new Map(),
      setTags: () => {
        throw managedByAws();
      },
    };
  }
  const found = findTagged(call, arn, type, names);
  if (!found) {
    throw notFound(`Resource ${text} does not exist.`);
  }
  return found;
}

const tagAccess =
  (action: string) =>
  ({ ResourceArn }: { ResourceArn: string }): Access => ({
    action: `schemas:${action}`,
    resourceArn: ResourceArn,
    resourceAccount: parseArn(ResourceArn)?.account || undefined,
  });

const tagResource = operation<TagResourceRequest, void>({
  access: tagAccess('TagResource'),
  run: (input, call) => {
    const { tags, setTags } = findTags(call, input.ResourceArn);
    const changed = withTags(tags, tagsFromMap(input.Tags));
    refuseProblems(tagProblems(changed));
    setTags(changed);
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
