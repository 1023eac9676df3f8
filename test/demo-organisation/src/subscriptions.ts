import type { DemoAccountName } from './accounts';

/**
 * A subscription that exists in the demo organisation from the start.
 *
 * @public
 */
export interface DemoSubscription {
  /** Name of the rule on the hub bus, which forwards to the subscriber bus. */
  hubRuleName: string;
  /** Name of the rule on the subscriber bus, which delivers to the queue. */
  ruleName: string;
  /** Component ref of the consumer. */
  consumer: string;
  /** The account of the consumer, its subscriber bus and its queue. */
  account: DemoAccountName;
  /** `source` of the event types. */
  source: string;
  /** `detail-type`s that are forwarded. */
  detailTypes: readonly string[];
  /** Narrows the subscription: the pattern of `detail`. */
  detailFilter?: { readonly [field: string]: unknown };
  /**
   * Where the filter stands. On the hub bus as well, nothing that the consumer
   * does not want leaves the hub account, but no other service of the consumer's
   * account can be fed by the same rule.
   */
  filtersAt?: 'subscriber bus' | 'both buses';
  /** Name of the queue the events arrive in. */
  queueName: string;
  /** What is left wrong on purpose, so that there is something to find. */
  flaw?: 'no dead-letter queue' | 'untagged queue' | 'bus policy missing';
}

const component = (name: string) => `component:default/${name}`;

/**
 * The subscriptions that exist from the start. "Access granted" does not reach
 * the delivery service yet: that one is left for the template to create.
 *
 * @public
 */
export const demoSubscriptions: readonly DemoSubscription[] = [
  {
    hubRuleName: 'access-granted-to-notifications',
    ruleName: 'access-granted-to-notification-service',
    consumer: component('notification-service'),
    account: 'notifications',
    source: 'com.larkgate.access',
    detailTypes: ['Access granted'],
    detailFilter: { data: { grantee: { kind: ['COURIER', 'GUEST'] } } },
    queueName: 'notification-service-access-granted',
  },
  {
    hubRuleName: 'access-revoked-to-devices',
    ruleName: 'access-revoked-to-device-gateway',
    consumer: component('device-gateway'),
    account: 'devices',
    source: 'com.larkgate.access',
    detailTypes: ['Access revoked'],
    queueName: 'device-gateway-access-revoked',
  },
  {
    hubRuleName: 'access-code-created-to-devices',
    ruleName: 'access-code-created-to-device-gateway',
    consumer: component('device-gateway'),
    account: 'devices',
    source: 'com.larkgate.access',
    detailTypes: ['Access code created'],
    queueName: 'device-gateway-access-code-created',
  },
  {
    hubRuleName: 'delivery-scheduled-to-access',
    ruleName: 'delivery-scheduled-to-access-service',
    consumer: component('access-service'),
    account: 'access',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery scheduled'],
    detailFilter: {
      data: { entry: { kind: [{ 'anything-but': 'DOORSTEP' }] } },
    },
    filtersAt: 'both buses',
    queueName: 'access-service-delivery-scheduled',
  },
  {
    hubRuleName: 'delivery-started-to-devices',
    ruleName: 'delivery-started-to-video-service',
    consumer: component('video-service'),
    account: 'devices',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery started'],
    queueName: 'video-service-delivery-started',
    flaw: 'untagged queue',
  },
  {
    hubRuleName: 'delivery-completed-to-notifications',
    ruleName: 'delivery-completed-to-notification-service',
    consumer: component('notification-service'),
    account: 'notifications',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery completed'],
    queueName: 'notification-service-delivery-completed',
  },
  {
    hubRuleName: 'delivery-completed-to-delivery',
    ruleName: 'delivery-completed-to-billing-service',
    consumer: component('billing-service'),
    account: 'delivery',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery completed'],
    detailFilter: {
      data: { charge: { amountMinor: [{ numeric: ['>', 0] }] } },
    },
    filtersAt: 'both buses',
    queueName: 'billing-service-delivery-completed',
  },
  {
    hubRuleName: 'delivery-failed-to-insights',
    ruleName: 'delivery-failed-to-audit-service',
    consumer: component('audit-service'),
    account: 'insights',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery failed'],
    queueName: 'audit-service-delivery-failed',
    flaw: 'bus policy missing',
  },
  {
    hubRuleName: 'door-opened-to-delivery',
    ruleName: 'door-opened-to-delivery-service',
    consumer: component('delivery-service'),
    account: 'delivery',
    source: 'com.larkgate.devices',
    detailTypes: ['Door opened'],
    detailFilter: { data: { actor: { kind: ['COURIER'] } } },
    queueName: 'delivery-service-door-opened',
  },
  {
    hubRuleName: 'door-closed-to-delivery',
    ruleName: 'door-closed-to-delivery-service',
    consumer: component('delivery-service'),
    account: 'delivery',
    source: 'com.larkgate.devices',
    detailTypes: ['Door closed'],
    queueName: 'delivery-service-door-closed',
  },
  {
    hubRuleName: 'lock-battery-low-to-notifications',
    ruleName: 'lock-battery-low-to-notification-service',
    consumer: component('notification-service'),
    account: 'notifications',
    source: 'com.larkgate.devices',
    detailTypes: ['Lock battery low'],
    detailFilter: { data: { batteryPercent: [{ numeric: ['<=', 20] }] } },
    queueName: 'notification-service-lock-battery-low',
    flaw: 'no dead-letter queue',
  },
  {
    hubRuleName: 'resident-moves-to-access',
    ruleName: 'resident-moves-to-access-service',
    consumer: component('access-service'),
    account: 'access',
    source: 'com.larkgate.residents',
    detailTypes: ['Resident moved in', 'Resident moved out'],
    queueName: 'access-service-resident-moves',
  },
];
