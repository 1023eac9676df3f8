import { parseArn } from '../../accounts';
import { TaggableService } from '../taggable';
import { queueOperations } from './queueOperations';
import { QUEUES } from './state';

const operations = new Map(queueOperations);

/** Of a queue's URL only account and name count. */
function urlOf(arn: string): string {
  const { account = '', resource = '' } = parseArn(arn) ?? {};
  return `/${account}/${resource}`;
}

/** Queues. */
export const taggableQueues: TaggableService = {
  service: 'sqs',
  *list(accounts, place) {
    for (const { arn, tags } of accounts.table(QUEUES, place).values()) {
      yield { arn, type: 'sqs:queue', tags };
    }
  },
  tag: (arn, Tags) => ({
    operation: operations.get('TagQueue'),
    input: { QueueUrl: urlOf(arn), Tags },
  }),
  untag: (arn, TagKeys) => ({
    operation: operations.get('UntagQueue'),
    input: { QueueUrl: urlOf(arn), TagKeys },
  }),
};
