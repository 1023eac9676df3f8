import { tagList, tagsFromMap } from '../tags';
import { TaggableService } from '../taggable';
import { ALARMS } from './alarms/alarmState';
import { tagOperations } from './alarms/tagOperations';

const operations = new Map(tagOperations);

/** Alarms. */
export const taggableAlarms: TaggableService = {
  service: 'cloudwatch',
  *list(accounts, place) {
    for (const { arn, tags } of accounts.table(ALARMS, place).values()) {
      yield { arn, type: 'cloudwatch:alarm', tags };
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
