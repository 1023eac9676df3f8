import {
  EventbridgeApi,
  Plan,
  Run,
  Topology,
  WantedOnboarding,
} from '@busline/backstage-plugin-eventbridge-common';
import { planFixture } from './plan';
import { topologyFixture } from './topology';

/** An EventbridgeApi that lives in memory: what it is given is what it tells. */
export class InMemoryEventbridgeApi implements EventbridgeApi {
  readonly requests: string[] = [];
  readonly planned: WantedOnboarding[] = [];

  constructor(
    private readonly answers: {
      topology?: Topology | Error;
      plan?: Plan | Error;
    } = {},
  ) {}

  async getTopology(): Promise<Topology> {
    this.requests.push('getTopology');
    return this.#answer(this.answers.topology ?? topologyFixture);
  }

  async refresh(): Promise<Topology> {
    this.requests.push('refresh');
    const topology = this.#answer(this.answers.topology ?? topologyFixture);
    const now = new Date().toISOString();
    return {
      ...topology,
      derivedAt: now,
      accounts: topology.accounts.map(account =>
        account.seenAt ? { ...account, seenAt: now } : account,
      ),
    };
  }

  async plan(wanted: WantedOnboarding): Promise<Plan> {
    this.planned.push(wanted);
    return this.#answer(this.answers.plan ?? planFixture);
  }

  apply(): Promise<Run> {
    return this.#notHere();
  }

  verify(): Promise<Run> {
    return this.#notHere();
  }

  getRun(): Promise<Run> {
    return this.#notHere();
  }

  cancelRun(): Promise<Run> {
    return this.#notHere();
  }

  #answer<T>(answer: T | Error): T {
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  }

  async #notHere(): Promise<Run> {
    throw new Error('There are no runs without a backend');
  }
}
