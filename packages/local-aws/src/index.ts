export { startLocalAws } from './server';
export type { LocalAws } from './server';
export { DEFAULT_QUOTAS } from './options';
export type {
  LocalAwsLogger,
  LocalAwsOptions,
  LocalAwsQuotas,
} from './options';
export type { SeedCall } from './admin';
export { withFaults } from './faults';
export type { Fault, FaultEffect } from './faults';
