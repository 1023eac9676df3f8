import { Operation } from '../../calls/operation';
import { getResources } from './getResources';
import { getTagKeys, getTagValues } from './tagNames';
import { tagResources, untagResources } from './tagResources';

/** The operations of Resource Groups Tagging that local AWS has. */
export const taggingOperations: ReadonlyMap<string, Operation> = new Map([
  ['GetResources', getResources],
  ['GetTagKeys', getTagKeys],
  ['GetTagValues', getTagValues],
  ['TagResources', tagResources],
  ['UntagResources', untagResources],
]);
