import { createPermission } from '@backstage/plugin-permission-common';

/** See producers, consumers, contracts and findings. @public */
export const eventbridgeTopologyReadPermission = createPermission({
  name: 'eventbridge.topology.read',
  attributes: { action: 'read' },
});

/** Change AWS through an onboarding. @public */
export const eventbridgeOnboardingApplyPermission = createPermission({
  name: 'eventbridge.onboarding.apply',
  attributes: { action: 'create' },
});

/** Send a test event to the hub bus. @public */
export const eventbridgeTestEventSendPermission = createPermission({
  name: 'eventbridge.test-event.send',
  attributes: { action: 'create' },
});

/** Every permission of the plugin. @public */
export const eventbridgePermissions = [
  eventbridgeTopologyReadPermission,
  eventbridgeOnboardingApplyPermission,
  eventbridgeTestEventSendPermission,
];
