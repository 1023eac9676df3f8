export {
  demoAccountIds,
  demoAccounts,
  type DemoAccount,
  type DemoAccountIds,
  type DemoAccountName,
} from './accounts';
export { demoAppConfig, type DemoAws } from './appConfig';
export { assumedRoleCredentials, localCredentialsFor } from './credentials';
export { eventTypes } from './eventTypes/eventTypes';
export type { DemoEventType, DetailSchema } from './eventTypes/eventType';
export { catalogLocationPath, catalogPath, policiesPath } from './files';
export {
  provisionDemoOrganisation,
  type ProvisionOptions,
  type ProvisionReport,
} from './provision';
export type { AwsAccess } from './provision/clients';
export { hubBusName, registryName } from './provision/hub';
export type { ProvisionStep } from './provision/journal';
export { demoSubscriptions, type DemoSubscription } from './subscriptions';
