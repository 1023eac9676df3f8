import { Operation } from '../../calls/operation';
import { publishOperations } from './publishOperations';
import { subscriptionLists } from './subscriptionLists';
import { subscriptionOperations } from './subscriptionOperations';
import { tagOperations } from './tagOperations';
import { topicOperations } from './topicOperations';

export const snsOperations: ReadonlyMap<string, Operation> = new Map([
  ...topicOperations,
  ...subscriptionOperations,
  ...subscriptionLists,
  ...publishOperations,
  ...tagOperations,
]);
