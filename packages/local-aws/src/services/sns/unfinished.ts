import {
  beginUnfinished,
  defineTable,
  Place,
  Underway,
  unfinished,
} from '../../accounts';
import { Platform } from '../../calls/platform';
import { Dispatch } from './endpoint';
import { TopicMessage } from './message';
import { subscriptionsOf, TOPICS } from './state';

/** A message that a subscription has not got yet. */
interface DispatchRow {
  readonly topic: Place & { readonly name: string };
  readonly subscriptionId: string;
  readonly message: TopicMessage;
  readonly retries: number;
}

const DISPATCHES = defineTable<DispatchRow>('sns/dispatches', 'platform', {
  isTraffic: true,
});

/** Writes down that a message is on its way to a subscription. */
export function keepDispatch(
  { accounts }: Platform,
  { topic, subscription, message }: Dispatch,
  retries: number,
): Underway {
  const { account, region, name } = topic;
  return beginUnfinished(accounts, DISPATCHES, {
    topic: { account, region, name },
    subscriptionId: subscription.id,
    message,
    retries,
  });
}

/** What an earlier process has not delivered; what nobody waits for is forgotten. */
export function unfinishedDispatches({ accounts }: Platform) {
  return unfinished(accounts, DISPATCHES).flatMap(({ row, underway }) => {
    const topic = accounts.table(TOPICS, row.topic).get(row.topic.name);
    const subscription =
      topic && subscriptionsOf(accounts, topic).get(row.subscriptionId);
    if (!topic || !subscription) {
      underway.end();
      return [];
    }
    const dispatch = { topic, subscription, message: row.message };
    return [{ dispatch, retries: row.retries, underway }];
  });
}
