import {
  Change,
  DesiredResource,
  Plan,
} from '@busline/backstage-plugin-eventbridge-common';

const REGION = 'eu-central-1';

function change(
  effect: Change['effect'],
  account: { id: string; name: string },
  title: string,
  why: string,
  desired: DesiredResource,
  differences?: string[],
): Change {
  return {
    id: `${account.id} ${title}`,
    effect,
    accountId: account.id,
    accountName: account.name,
    region: REGION,
    title,
    why,
    differences,
    arn: `arn:aws:events:${REGION}:${account.id}:${title.replaceAll(' ', '/')}`,
    desired,
  };
}

const platform = { id: '111111111111', name: 'platform' };
const logistics = { id: '333333333333', name: 'logistics' };

/** What a subscription of the courier service to “Access granted” comes to. */
export const planFixture: Plan = {
  kind: 'subscription',
  eventType: {
    id: 'larkgate.access@Access granted',
    source: 'larkgate.access',
    detailType: 'Access granted',
    entityRef: 'api:default/access-granted',
  },
  component: {
    ref: 'component:default/courier-service',
    title: 'Courier service',
  },
  summary:
    'Bring “Access granted” to Courier service: 2 to create, 1 to change, 1 kept.',
  changes: [
    change(
      'keep',
      logistics,
      'bus subscriber',
      'Receives events from the hub bus.',
      { kind: 'event-bus', name: 'subscriber', tags: {} },
    ),
    change(
      'create',
      logistics,
      'queue courier-service-access-granted',
      'Where the events arrive.',
      {
        kind: 'queue',
        name: 'courier-service-access-granted',
        policyStatements: [],
        tags: {},
      },
    ),
    change(
      'create',
      logistics,
      'rule access-granted on bus subscriber',
      'Sends matching events to the queue.',
      {
        kind: 'rule',
        busName: 'subscriber',
        name: 'access-granted',
        description: '',
        eventPattern: '{}',
        tags: {},
      },
    ),
    change(
      'change',
      platform,
      'role busline-hub-to-subscribers',
      'Lets the hub bus send to subscriber buses.',
      {
        kind: 'role',
        name: 'busline-hub-to-subscribers',
        description: '',
        trustPolicy: { Statement: [] },
        inlinePolicies: {},
        tags: {},
      },
      ['adds bus subscriber of logistics to the inline policy'],
    ),
  ],
  problems: [],
  findings: [
    {
      code: 'filter-reads-personal-data',
      severity: 'warning',
      subject: { field: 'filter', name: 'detail.grantedTo.email' },
      message: 'The filter reads `detail.grantedTo.email`, personal data.',
      mend: 'Filter on `detail.accessId` where you can.',
    },
  ],
  delivery: {
    accountId: logistics.id,
    region: REGION,
    queueName: 'courier-service-access-granted',
    queueArn: `arn:aws:sqs:${REGION}:${logistics.id}:courier-service-access-granted`,
    deadLetterQueueName: 'courier-service-access-granted-undelivered',
  },
};
