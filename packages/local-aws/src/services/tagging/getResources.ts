import type {
  GetResourcesInput,
  GetResourcesOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { operation } from '../../calls/operation';
import { Checked } from '../../wire/model';
import { TaggedResource } from '../taggable';
import { tagList } from '../tags';
import { invalidParameter, tagAccess } from './access';
import { taggedResources, taggingPage } from './tagged';

type Input = Checked<GetResourcesInput>;

const DEFAULT_PAGE = 50;

function checkSize(
  name: string,
  list: readonly unknown[] | undefined,
  max: number,
): void {
  if (list && list.length > max) {
    throw invalidParameter(`${name} has more than ${max} members`);
  }
}

function checkRange(
  name: string,
  value: number | undefined,
  [min, max]: [number, number],
): void {
  if (value !== undefined && (value < min || value > max)) {
    throw invalidParameter(`${name} must be between ${min} and ${max}`);
  }
}

/** The limits of "GetResources". */
function check(input: Input): void {
  const { ResourceARNList, TagFilters = [], ResourceTypeFilters } = input;
  checkSize('TagFilters', TagFilters, 50);
  checkSize('ResourceTypeFilters', ResourceTypeFilters, 100);
  checkSize('ResourceARNList', ResourceARNList, 100);
  for (const { Key, Values } of TagFilters) {
    if (!Key) {
      throw invalidParameter('A TagFilter needs a Key');
    }
    checkSize('TagFilter Values', Values, 20);
  }
  checkRange('ResourcesPerPage', input.ResourcesPerPage, [1, 100]);
  checkRange('TagsPerPage', input.TagsPerPage, [100, 500]);
  if (
    ResourceARNList?.length &&
    (TagFilters.length > 0 ||
      ResourceTypeFilters?.length ||
      input.ResourcesPerPage !== undefined)
  ) {
    throw invalidParameter(
      'ResourceARNList cannot be used together with TagFilters, ResourceTypeFilters or ResourcesPerPage',
    );
  }
}

/** Filters of different keys must all fit; of a filter's values, any. */
function fits(resource: TaggedResource, input: Input): boolean {
  const { ResourceARNList, ResourceTypeFilters, TagFilters = [] } = input;
  if (ResourceARNList?.length && !ResourceARNList.includes(resource.arn)) {
    return false;
  }
  const [service] = resource.type.split(':');
  if (
    ResourceTypeFilters?.length &&
    !ResourceTypeFilters.some(
      filter => filter === resource.type || filter === service,
    )
  ) {
    return false;
  }
  return TagFilters.every(({ Key = '', Values = [] }) => {
    const value = resource.tags.get(Key);
    return (
      value !== undefined && (Values.length === 0 || Values.includes(value))
    );
  });
}

/** How many of some resources a page may hold, by the number of their tags. */
function lengthByTags(resources: TaggedResource[], maxTags: number): number {
  let tags = 0;
  const end = resources.findIndex(resource => {
    tags += resource.tags.size;
    return tags > maxTags;
  });
  // One resource is in a page whatever it brings, or there would be no end.
  return end < 0 ? resources.length : Math.max(end, 1);
}

export const getResources = operation<GetResourcesInput, GetResourcesOutput>({
  access: tagAccess('GetResources'),
  run: (input, call) => {
    check(input);
    const found = taggedResources(call).filter(one => fits(one, input));
    const take = (limit: number) =>
      taggingPage(found, ({ arn }) => arn, limit, input.PaginationToken);
    const whole = take(input.ResourcesPerPage ?? DEFAULT_PAGE);
    const { TagsPerPage } = input;
    const { items, PaginationToken } =
      TagsPerPage === undefined || whole.items.length === 0
        ? whole
        : take(lengthByTags(whole.items, TagsPerPage));
    return {
      PaginationToken,
      ResourceTagMappingList: items.map(({ arn, tags }) => ({
        ResourceARN: arn,
        Tags: tagList(tags),
        // There are no tag policies here that a resource might break.
        ComplianceDetails: input.IncludeComplianceDetails
          ? { ComplianceStatus: true }
          : undefined,
      })),
    };
  },
});
