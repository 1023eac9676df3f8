import {
  Accounts,
  defineTable,
  Place,
  PolicyDocument,
  Table,
  Tags,
} from '../../accounts';

/** A standard SNS topic. Its subscriptions are in a table of their own. */
export interface Topic extends Place {
  readonly name: string;
  readonly arn: string;
  /** Attributes that were set, as text; the policy is apart. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly policy: PolicyDocument;
  readonly tags: Tags;
}

/** A subscription to a topic. */
export interface Subscription {
  readonly id: string;
  readonly arn: string;
  readonly topicArn: string;
  /** The account that subscribed, which may be another than the topic's. */
  readonly owner: string;
  readonly protocol: string;
  readonly endpoint: string;
  /** Attributes that were set, as text, such as `FilterPolicy`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** What confirms it. */
  readonly token: string;
  readonly isConfirmed: boolean;
  readonly wasConfirmedBySignature: boolean;
}

/** The topics of an account in a Region by name. */
export const TOPICS = defineTable<Topic>('sns/topics', 'region');

/** The subscriptions of a topic by id. */
export const SUBSCRIPTIONS = defineTable<Subscription>(
  'sns/subscriptions',
  'region',
);

export const topicArn = ({ region, account }: Place, name: string) =>
  `arn:aws:sns:${region}:${account}:${name}`;

/** The subscriptions of a topic by id. */
export function subscriptionsOf(
  accounts: Accounts,
  topic: Place & { name: string },
): Table<Subscription> {
  return accounts.table(SUBSCRIPTIONS, topic, topic.name);
}
