import { tagList, tagsFromMap } from '../tags';
import { TaggableService } from '../taggable';
import { BUSES, rulesOf } from './state';
import { tagOperations } from './tagOperations';

const operations = new Map(tagOperations);

/** Event buses and rules. */
export const taggableEvents: TaggableService = {
  service: 'events',
  *list(accounts, place) {
    for (const bus of accounts.table(BUSES, place).values()) {
      yield { arn: bus.arn, type: 'events:event-bus', tags: bus.tags };
      for (const rule of rulesOf(accounts, bus).values()) {
        yield { arn: rule.arn, type: 'events:rule', tags: rule.tags };
      }
    }
  },
  tag: (arn, tags) => ({
    operation: operations.get('TagResource'),
    input: { ResourceARN: arn, Tags: tagList(tagsFromMap(tags)) },
  }),
  untag: (arn, TagKeys) => ({
    operation: operations.get('UntagResource'),
    input: { ResourceARN: arn, TagKeys },
  }),
};
