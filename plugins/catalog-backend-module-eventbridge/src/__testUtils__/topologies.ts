import {
  AccountView,
  EventType,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

const SEEN_AT = '2026-11-01T12:00:00.000Z';

/** An account that was read completely. */
export const hubAccount: AccountView = {
  id: '111111111111',
  name: 'platform',
  region: 'eu-west-1',
  seenAt: SEEN_AT,
  status: 'complete',
  unseen: [],
};

/** An account in which one part could not be read. */
export function withUnseen(
  account: AccountView,
  operation: string,
): AccountView {
  return {
    ...account,
    status: 'partial',
    unseen: [
      {
        operation,
        subject: 'registry busline',
        reason: 'AccessDeniedException: not authorised.',
        mend: 'Allow it to the role busline-scan.',
      },
    ],
  };
}

/** One event type, sent by the access service and received by the delivery service. */
export const accessGranted: EventType = {
  source: 'com.larkgate.access',
  detailType: 'Access granted',
  id: 'com.larkgate.access@Access granted',
  entityRef: 'api:default/com.larkgate.access.access-granted',
  title: 'Access granted',
  description: 'Somebody may enter a building or a garage.',
  ownerRef: 'group:default/access',
  version: '2',
  versions: [{ version: '1' }, { version: '2' }],
  schemaArn:
    'arn:aws:schemas:eu-west-1:111111111111:schema/busline/com.larkgate.access@AccessGranted',
  detailSchema: {
    type: 'object',
    properties: { accessId: { type: 'string' } },
  },
  producers: [
    {
      componentRef: 'component:default/access-service',
      name: 'Access service',
      evidence: [{ kind: 'declared', because: 'A registry tag names it' }],
    },
  ],
  consumers: [
    {
      id: 'arn:aws:sqs:eu-west-1:333333333333:access-events',
      componentRef: 'component:default/delivery-service',
      name: 'Delivery service',
      filterWords: [],
      path: [],
      health: 'ok',
      evidence: [{ kind: 'routed', because: 'A rule leads to its queue' }],
    },
    {
      id: 'arn:aws:sqs:eu-west-1:666666666666:audit',
      name: 'insights',
      filterWords: [],
      path: [],
      health: 'ok',
      evidence: [{ kind: 'routed', because: 'A rule leads to its queue' }],
    },
  ],
};

/** A topology of these event types, as read from these accounts. */
export function topologyOf(
  eventTypes: EventType[],
  accounts: AccountView[] = [hubAccount],
): Topology {
  return {
    derivedAt: SEEN_AT,
    hubBusArn: 'arn:aws:events:eu-west-1:111111111111:event-bus/hub',
    accounts,
    eventTypes,
    findings: [],
  };
}
