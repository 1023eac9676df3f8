import { TaggableService } from '../taggable';
import { LOG_GROUPS } from './state';
import { tagOperations } from './tagOperations';

const operations = new Map(tagOperations);

/** Log groups. */
export const taggableLogs: TaggableService = {
  service: 'logs',
  *list(accounts, place) {
    for (const { arn, tags } of accounts.table(LOG_GROUPS, place).values()) {
      yield { arn, type: 'logs:log-group', tags };
    }
  },
  tag: (resourceArn, tags) => ({
    operation: operations.get('TagResource'),
    input: { resourceArn, tags },
  }),
  untag: (resourceArn, tagKeys) => ({
    operation: operations.get('UntagResource'),
    input: { resourceArn, tagKeys },
  }),
};
