/** The contract of the tests' event type, as a team would paste it. */
const CONTRACT = {
  type: 'object',
  required: ['doorId', 'grantedTo'],
  properties: {
    doorId: { type: 'string' },
    grantedTo: { type: 'string', enum: ['courier', 'resident'] },
  },
};

export const EVENT_TYPE = {
  source: 'com.example.access',
  detailType: 'Access granted',
};

export const publication = {
  kind: 'publication',
  component: 'access-service',
  ...EVENT_TYPE,
  contract: JSON.stringify(CONTRACT),
};

export const subscription = {
  kind: 'subscription',
  component: 'delivery-service',
  ...EVENT_TYPE,
  filter: { detail: { grantedTo: ['courier'] } },
};
