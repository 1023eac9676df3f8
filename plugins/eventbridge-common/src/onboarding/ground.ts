import { CatalogComponent } from '../catalog/component';
import { Platform } from '../platform';
import { ObservedAws, observeAws } from '../snapshot/observedAws';
import { AccountScan } from '../snapshot/types';
import { deriveTopology } from '../topology/deriveTopology';
import { Topology } from '../topology/types';

/** What an onboarding is planned against. @public */
export interface Observed {
  platform: Platform;
  scans: AccountScan[];
  components: CatalogComponent[];
}

/** The observed state, ready for lookups. */
export interface Ground extends Observed {
  aws: ObservedAws;
  topology: Topology;
}

export function prepareGround(observed: Observed): Ground {
  return {
    ...observed,
    aws: observeAws(observed.scans),
    // A plan must not depend on the clock: equal states give equal plans.
    topology: deriveTopology({ ...observed, now: '' }),
  };
}
