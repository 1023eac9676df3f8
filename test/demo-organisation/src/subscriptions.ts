import type { DemoAccountName } from './accounts';

/**
 * A subscription that exists in the demo organisation from the start.
 *
 * @public
 */
export interface DemoSubscription {
  /** Name of the rule, on the hub bus and on the subscriber bus alike. */
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
    ruleName: 'access-granted-to-notification-service',
    consumer: component('notification-service'),
    account: 'notifications',
    source: 'com.larkgate.access',
    detailTypes: ['Access granted'],
    detailFilter: { data: { grantee: { kind: ['COURIER', 'GUEST'] } } },
    queueName: 'notification-service-access-granted',
  },
  {
    ruleName: 'access-revoked-to-device-gateway',
    consumer: component('device-gateway'),
    account: 'devices',
    source: 'com.larkgate.access',
    detailTypes: ['Access revoked'],
    queueName: 'device-gateway-access-revoked',
  },
  {
    ruleName: 'access-code-created-to-device-gateway',
    consumer: component('device-gateway'),
    account: 'devices',
    source: 'com.larkgate.access',
    detailTypes: ['Access code created'],
    queueName: 'device-gateway-access-code-created',
  },
  {
    ruleName: 'delivery-scheduled-to-access-service',
    consumer: component('access-service'),
    account: 'access',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery scheduled'],
    detailFilter: {
      data: { entry: { kind: [{ 'anything-but': 'DOORSTEP' }] } },
    },
    queueName: 'access-service-delivery-scheduled',
  },
  {
    ruleName: 'delivery-started-to-video-service',
    consumer: component('video-service'),
    account: 'devices',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery started'],
    queueName: 'video-service-delivery-started',
    flaw: 'untagged queue',
  },
  {
    ruleName: 'delivery-completed-to-notification-service',
    consumer: component('notification-service'),
    account: 'notifications',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery completed'],
    queueName: 'notification-service-delivery-completed',
  },
  {
    ruleName: 'delivery-completed-to-billing-service',
    consumer: component('billing-service'),
    account: 'delivery',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery completed'],
    detailFilter: {
      data: { charge: { amountMinor: [{ numeric: ['>', 0] }] } },
    },
    queueName: 'billing-service-delivery-completed',
  },
  {
    ruleName: 'delivery-failed-to-audit-service',
    consumer: component('audit-service'),
    account: 'insights',
    source: 'com.larkgate.delivery',
    detailTypes: ['Delivery failed'],
    queueName: 'audit-service-delivery-failed',
    flaw: 'bus policy missing',
  },
  {
    ruleName: 'door-opened-to-delivery-service',
    consumer: component('delivery-service'),
    account: 'delivery',
    source: 'com.larkgate.devices',
    detailTypes: ['Door opened'],
    detailFilter: { data: { actor: { kind: ['COURIER'] } } },
    queueName: 'delivery-service-door-opened',
  },
  {
    ruleName: 'door-closed-to-delivery-service',
    consumer: component('delivery-service'),
    account: 'delivery',
    source: 'com.larkgate.devices',
    detailTypes: ['Door closed'],
    queueName: 'delivery-service-door-closed',
  },
  {
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
    ruleName: 'resident-moves-to-access-service',
    consumer: component('access-service'),
    account: 'access',
    source: 'com.larkgate.residents',
    detailTypes: ['Resident moved in', 'Resident moved out'],
    queueName: 'access-service-resident-moves',
  },
];
