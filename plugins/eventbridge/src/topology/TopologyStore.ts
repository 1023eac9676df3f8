import {
  EventbridgeApi,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';

/** What the pages know of the topology at one moment. */
export interface TopologyState {
  topology?: Topology;
  /** The newest request failed; an older topology may still be there. */
  error?: Error;
  isLoading: boolean;
  isRefreshing: boolean;
}

/** The cards of one page, which appear together, share one request. */
const SAME_PAGE_MS = 2_000;

/** An open page asks again this often, so that it shows what others changed. */
const POLL_INTERVAL_MS = 15_000;

const stores = new WeakMap<EventbridgeApi, TopologyStore>();

/**
 * One topology for all components of an app, so that a page with several cards
 * makes one request.
 */
export class TopologyStore {
  readonly #api: EventbridgeApi;
  readonly #listeners = new Set<() => void>();
  #state: TopologyState = { isLoading: false, isRefreshing: false };
  #loadedAtMs: number | undefined;
  #pending: Promise<void> | undefined;
  #poll: ReturnType<typeof setInterval> | undefined;

  static of(api: EventbridgeApi): TopologyStore {
    const existing = stores.get(api);
    if (existing) {
      return existing;
    }
    const store = new TopologyStore(api);
    stores.set(api, store);
    return store;
  }

  private constructor(api: EventbridgeApi) {
    this.#api = api;
  }

  get state(): TopologyState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#poll ??= setInterval(() => {
      if (document.visibilityState === 'visible') {
        this.load();
      }
    }, POLL_INTERVAL_MS);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        clearInterval(this.#poll);
        this.#poll = undefined;
      }
    };
  }

  /** Loads, unless another card of the page has just done so. */
  async load(): Promise<void> {
    const isJustLoaded =
      this.#loadedAtMs !== undefined &&
      Date.now() - this.#loadedAtMs < SAME_PAGE_MS;
    if (!isJustLoaded) {
      await this.reload();
    }
  }

  /** Loads, however new the topology at hand is. */
  async reload(): Promise<void> {
    await this.#ask({ isLoading: true }, () => this.#api.getTopology());
  }

  /** Has every account scanned now. */
  async refresh(): Promise<void> {
    await this.#pending;
    await this.#ask({ isRefreshing: true }, () => this.#api.refresh());
  }

  async #ask(
    doing: Partial<TopologyState>,
    request: () => Promise<Topology>,
  ): Promise<void> {
    this.#pending ??= this.#settle(doing, request).finally(() => {
      this.#pending = undefined;
    });
    await this.#pending;
  }

  async #settle(
    doing: Partial<TopologyState>,
    request: () => Promise<Topology>,
  ): Promise<void> {
    this.#set({ ...this.#state, ...doing });
    try {
      const topology = await request();
      this.#loadedAtMs = Date.now();
      this.#set({ topology, isLoading: false, isRefreshing: false });
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      this.#loadedAtMs = undefined;
      this.#set({
        topology: this.#state.topology,
        error,
        isLoading: false,
        isRefreshing: false,
      });
    }
  }

  #set(state: TopologyState) {
    this.#state = state;
    this.#listeners.forEach(listener => listener());
  }
}
