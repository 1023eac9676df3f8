import {
  AccountRegion,
  Arn,
  fullComponentRef,
  hubBusArn,
  Plan,
  planOnboarding,
  Platform,
  queueArn,
  WantedOnboarding,
} from '@busline/backstage-plugin-eventbridge-common';
import { Scanner } from '../scan/Scanner';
import { Observed, TopologyService } from '../topology/TopologyService';

/** Plans on what AWS says now, not on what it said at the last scan. */
export class Planner {
  readonly #platform: Platform;
  readonly #scanner: Scanner;
  readonly #topology: TopologyService;

  constructor(deps: {
    platform: Platform;
    scanner: Scanner;
    topology: TopologyService;
  }) {
    this.#platform = deps.platform;
    this.#scanner = deps.scanner;
    this.#topology = deps.topology;
  }

  get hubBusArn(): Arn {
    return hubBusArn(this.#platform);
  }

  /** Rescans the accounts that the onboarding touches, then plans. */
  async plan(wanted: WantedOnboarding, signal: AbortSignal): Promise<Plan> {
    const places = this.#involved(wanted, await this.#topology.observed());
    await this.rescan(places, wanted, signal);
    return planOnboarding(wanted, await this.#topology.observed());
  }

  /** Scans again what an onboarding touched. */
  async rescan(
    places: AccountRegion[],
    wanted: WantedOnboarding,
    signal: AbortSignal,
  ): Promise<void> {
    const queueName =
      wanted.kind === 'subscription' ? wanted.target.name : undefined;
    await this.#scanner.scan(places, {
      signal,
      // A queue that exists but that no rule names yet: plan with it.
      queueArns: queueName
        ? places.map(place => queueArn(place, queueName))
        : [],
    });
  }

  /** Where the changes of a plan are. */
  placesOf(plan: Plan): AccountRegion[] {
    const { accountId, region } = this.#platform.hub;
    return this.#known([
      { accountId, region },
      ...plan.changes.map(change => ({
        accountId: change.accountId,
        region: change.region,
      })),
    ]);
  }

  /** The hub, and the account of the component that is onboarded. */
  #involved(
    { component }: WantedOnboarding,
    { components }: Observed,
  ): AccountRegion[] {
    const { accountId, region } = this.#platform.hub;
    const ref = fullComponentRef(component)?.toLowerCase();
    const found = components.find(
      candidate => candidate.ref.toLowerCase() === ref,
    );
    return this.#known([
      { accountId, region },
      {
        accountId: found?.accountId ?? accountId,
        region: found?.region ?? region,
      },
    ]);
  }

  /** Each place once, and only those of the platform. */
  #known(places: AccountRegion[]): AccountRegion[] {
    return this.#platform.accounts.flatMap(({ id, regions }) =>
      regions
        .filter(region =>
          places.some(
            place => place.accountId === id && place.region === region,
          ),
        )
        .map(region => ({ accountId: id, region })),
    );
  }
}
