import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  AccountRegion,
  Platform,
  TOPIC_TOPOLOGY_CHANGED,
} from '@busline/backstage-plugin-eventbridge-common';
import pLimit from 'p-limit';
import { AccountEntryError } from '../aws/assumedRoles';
import { awsReason } from '../aws/awsErrors';
import { AwsClients } from '../aws/clients';
import { SnapshotStore } from '../store/SnapshotStore';
import { queuesNamedBy, scanAccount } from './scanAccount';

/** Accounts scanned at once; each has AWS quotas of its own. */
const CONCURRENT_ACCOUNTS = 6;

/** What a {@link Scanner} may be told beside which accounts to scan. */
export interface ScanOptions {
  signal: AbortSignal;
  /** ARNs of queues to look at though no rule names them yet. */
  queueArns?: string[];
}

/** Scans accounts, keeps what it saw and tells who wants to know of changes. */
export class Scanner {
  readonly #platform: Platform;
  readonly #clients: AwsClients;
  readonly #store: SnapshotStore;
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #turns = new Map<string, ReturnType<typeof pLimit>>();

  constructor(deps: {
    platform: Platform;
    clients: AwsClients;
    store: SnapshotStore;
    events: EventsService;
    logger: LoggerService;
  }) {
    this.#platform = deps.platform;
    this.#clients = deps.clients;
    this.#store = deps.store;
    this.#events = deps.events;
    this.#logger = deps.logger;
  }

  /** Every account and Region of the platform. */
  async scanAll(options: ScanOptions): Promise<void> {
    await this.scan(
      this.#platform.accounts.flatMap(({ id, regions }) =>
        regions.map(region => ({ accountId: id, region })),
      ),
      options,
    );
  }

  /**
   * Scans these accounts. One that fails as a whole is noted in the store and
   * does not stop the others.
   */
  async scan(places: AccountRegion[], options: ScanOptions): Promise<void> {
    const { hub } = this.#platform;
    const isHub = (place: AccountRegion) =>
      place.accountId === hub.accountId && place.region === hub.region;
    // The hub's rules name queues in other accounts, so the hub comes first.
    const rounds = [
      places.filter(isHub),
      places.filter(place => !isHub(place)),
    ];
    const limit = pLimit(CONCURRENT_ACCOUNTS);
    let hasChanged = false;
    for (const round of rounds) {
      const changes = await Promise.all(
        round.map(place => limit(() => this.#scanInTurn(place, options))),
      );
      hasChanged = hasChanged || changes.includes(true);
    }
    if (hasChanged) {
      await this.#events.publish({
        topic: TOPIC_TOPOLOGY_CHANGED,
        eventPayload: {},
      });
    }
  }

  /** One scan of an account at a time: two would only share its quota. */
  #scanInTurn(place: AccountRegion, options: ScanOptions): Promise<boolean> {
    const key = `${place.accountId}/${place.region}`;
    const turn = this.#turns.get(key) ?? pLimit(1);
    this.#turns.set(key, turn);
    return turn(() => this.#scanOne(place, options));
  }

  async #scanOne(
    { accountId, region }: AccountRegion,
    { signal, queueArns = [] }: ScanOptions,
  ): Promise<boolean> {
    signal.throwIfAborted();
    const startedAt = new Date().toISOString();
    const scans = await this.#store.scans();
    const snapshots = scans.flatMap(({ snapshot }) => snapshot ?? []);
    try {
      const snapshot = await scanAccount({
        clients: this.#clients.in(accountId, region, 'scan'),
        platform: this.#platform,
        last: snapshots.find(
          known => known.accountId === accountId && known.region === region,
        ),
        mentioned: new Set([...queuesNamedBy(snapshots), ...queueArns]),
        signal,
      });
      return await this.#store.keep(snapshot, startedAt);
    } catch (error) {
      signal.throwIfAborted();
      const reason = awsReason(error);
      const isNews = await this.#store.keepFailure(accountId, region, {
        at: startedAt,
        reason,
        mend:
          error instanceof AccountEntryError
            ? error.mend
            : 'Look whether AWS can be reached from here; the next scan tries again.',
      });
      if (isNews) {
        this.#logger.warn(
          `Could not scan account ${accountId} in ${region}: ${reason}`,
        );
      }
      return isNews;
    }
  }
}
