import {
  AccountScan,
  CatalogComponent,
  deriveTopology,
  Platform,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';
import { SnapshotStore } from '../store/SnapshotStore';
import { ComponentReader } from './ComponentReader';

/** All that the pure core looks at. */
export interface Observed {
  platform: Platform;
  scans: AccountScan[];
  components: CatalogComponent[];
}

/** Gives the topology of what is stored and what the catalog says. */
export class TopologyService {
  readonly #platform: Platform;
  readonly #store: SnapshotStore;
  readonly #components: ComponentReader;
  #derived?: { key: string; topology: Topology };

  constructor(
    platform: Platform,
    store: SnapshotStore,
    components: ComponentReader,
  ) {
    this.#platform = platform;
    this.#store = store;
    this.#components = components;
  }

  /** Derived anew only where what it is derived from has changed. */
  async topology(): Promise<Topology> {
    const observed = await this.#observed(this.#components.components());
    const key = JSON.stringify([observed.scans, observed.components]);
    if (this.#derived?.key !== key) {
      const topology = deriveTopology({
        ...observed,
        now: new Date().toISOString(),
      });
      this.#derived = { key, topology };
    }
    return this.#derived.topology;
  }

  /** What is stored now, with the catalog as it is now. */
  observed(): Promise<Observed> {
    return this.#observed(this.#components.freshComponents());
  }

  async #observed(reading: Promise<CatalogComponent[]>): Promise<Observed> {
    const [scans, components] = await Promise.all([
      this.#store.scans(),
      reading,
    ]);
    return { platform: this.#platform, scans, components };
  }
}
