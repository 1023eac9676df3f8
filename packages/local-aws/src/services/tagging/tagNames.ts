import type {
  GetTagKeysInput,
  GetTagKeysOutput,
  GetTagValuesInput,
  GetTagValuesOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { operation } from '../../calls/operation';
import { tagAccess } from './access';
import { taggedResources, taggingPage } from './tagged';

/** AWS does not say how long its pages of keys and values are. */
const PAGE = 100;

const itself = (text: string) => text;

export const getTagKeys = operation<GetTagKeysInput, GetTagKeysOutput>({
  access: tagAccess('GetTagKeys'),
  run: (input, call) => {
    const keys = taggedResources(call).flatMap(({ tags }) => [...tags.keys()]);
    const { items, PaginationToken } = taggingPage(
      new Set(keys),
      itself,
      PAGE,
      input.PaginationToken,
    );
    return { PaginationToken, TagKeys: items };
  },
});

export const getTagValues = operation<GetTagValuesInput, GetTagValuesOutput>({
  access: tagAccess('GetTagValues'),
  run: (input, call) => {
    const values = taggedResources(call).flatMap(({ tags }) => {
      const value = tags.get(input.Key);
      return value === undefined ? [] : [value];
    });
    const { items, PaginationToken } = taggingPage(
      new Set(values),
      itself,
      PAGE,
      input.PaginationToken,
    );
    return { PaginationToken, TagValues: items };
  },
});
