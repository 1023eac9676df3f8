import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** The event platform that Busline makes usable. */
  eventbridge: {
    /**
     * Where all calls to AWS go, Security Token Service included: an address
     * of a local AWS. Leave it out for real AWS.
     */
    endpoint?: string;
    /** The central bus, to which producers put events. */
    hub: {
      /** Account that owns the hub bus: 12 digits in quotes. */
      account: string;
      region: string;
      /** Name of the bus. */
      busName: string;
    };
    /**
     * Schema registry in the hub account and Region that holds the contracts.
     * Default: `busline`.
     */
    registryName?: string;
    /**
     * Role that reads an account: a name, or an ARN. Default for all
     * accounts: `busline-scan`.
     */
    scanRole?: string;
    /**
     * Role that changes an account and reads test events: a name, or an ARN.
     * Default for all accounts: `busline-apply`.
     */
    applyRole?: string;
    /** Every account of the platform, the hub's included. */
    accounts: Array<{
      /** 12 digits in quotes. */
      id: string;
      /** What people call it; shown instead of the id. */
      name: string;
      /** Regions to scan. */
      regions: string[];
      /** Instead of the default role. */
      scanRole?: string;
      /** Instead of the default role. */
      applyRole?: string;
      /**
       * Sent when a role is assumed, where the role's trust policy asks for
       * `sts:ExternalId`.
       *
       * @visibility secret
       */
      externalId?: string;
    }>;
    /**
     * How many different snapshots of each account and Region are kept, the
     * newest first. A scan that saw no change adds none. Default: 50.
     */
    snapshotsToKeep?: number;
    /** When accounts are scanned. Default: every 5 minutes. */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  };
}
