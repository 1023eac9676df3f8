import { TaggableService } from '../taggable';
import { FUNCTIONS } from './state';
import { tagOperations } from './tagOperations';

const operations = new Map(tagOperations);

/** Functions. */
export const taggableFunctions: TaggableService = {
  service: 'lambda',
  *list(accounts, place) {
    for (const { arn, tags } of accounts.table(FUNCTIONS, place).values()) {
      yield { arn, type: 'lambda:function', tags };
    }
  },
  tag: (Resource, Tags) => ({
    operation: operations.get('TagResource'),
    input: { Resource, Tags },
  }),
  untag: (Resource, TagKeys) => ({
    operation: operations.get('UntagResource'),
    input: { Resource, TagKeys },
  }),
};
