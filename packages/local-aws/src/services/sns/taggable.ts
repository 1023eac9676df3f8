import { tagList, tagsFromMap } from '../tags';
import { TaggableService } from '../taggable';
import { TOPICS } from './state';
import { tagOperations } from './tagOperations';

const operations = new Map(tagOperations);

/** Topics. */
export const taggableTopics: TaggableService = {
  service: 'sns',
  *list(accounts, place) {
    for (const { arn, tags } of accounts.table(TOPICS, place).values()) {
      yield { arn, type: 'sns:topic', tags };
    }
  },
  tag: (arn, tags) => ({
    operation: operations.get('TagResource'),
    input: { ResourceArn: arn, Tags: tagList(tagsFromMap(tags)) },
  }),
  untag: (arn, TagKeys) => ({
    operation: operations.get('UntagResource'),
    input: { ResourceArn: arn, TagKeys },
  }),
};
