import { Arn } from './aws/arn';

/**
 * The platform as app-config describes it.
 *
 * @public
 */
export interface Platform {
  hub: {
    accountId: string;
    region: string;
    /** Name of the central bus in the hub account. */
    busName: string;
  };
  /** Registry in the hub account that holds the contracts. */
  registryName: string;
  accounts: PlatformAccount[];
}

/** An AWS account that Busline scans and may change. @public */
export interface PlatformAccount {
  id: string;
  /** What people call it; shown instead of the id. */
  name: string;
  regions: string[];
}

/** The ARN of the hub bus. @public */
export function hubBusArn(platform: Platform): Arn {
  const { accountId, region, busName } = platform.hub;
  return `arn:aws:events:${region}:${accountId}:event-bus/${busName}`;
}
