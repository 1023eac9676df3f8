import { busArn, Place } from './arn';
import { AccountState, EventBus, RegionState, Session } from './state';

function newBus(place: Place, name: string): EventBus {
  const now = new Date();
  return {
    name,
    arn: busArn(place, name),
    ...place,
    createdAt: now,
    modifiedAt: now,
    rules: new Map(),
    tags: new Map(),
  };
}

/**
 * All accounts of this local AWS. An account exists from the moment somebody
 * speaks of it, and has its default event bus in every Region.
 */
export class Accounts {
  readonly #accounts = new Map<string, AccountState>();
  readonly #sessions = new Map<string, Session>();

  /** Account-wide state, such as roles. */
  account(account: string): AccountState {
    let state = this.#accounts.get(account);
    if (!state) {
      state = { roles: new Map(), regions: new Map() };
      this.#accounts.set(account, state);
    }
    return state;
  }

  /** State of an account in a Region. */
  region(place: Place): RegionState {
    const { regions } = this.account(place.account);
    let state = regions.get(place.region);
    if (!state) {
      state = {
        buses: new Map([
          [
            'default',
            newBus({ account: place.account, region: place.region }, 'default'),
          ],
        ]),
        registries: new Map(),
        queues: new Map(),
      };
      regions.set(place.region, state);
    }
    return state;
  }

  /** Adds an event bus; the caller has made sure that the name is free. */
  addBus(place: Place, name: string): EventBus {
    const bus = newBus({ account: place.account, region: place.region }, name);
    this.region(place).buses.set(name, bus);
    return bus;
  }

  session(accessKeyId: string): Session | undefined {
    return this.#sessions.get(accessKeyId);
  }

  addSession(accessKeyId: string, session: Session): void {
    this.#sessions.set(accessKeyId, session);
  }

  /** Every account seen so far. */
  ids(): string[] {
    return [...this.#accounts.keys()].sort();
  }

  /** Forgets everything, sessions included. */
  clear(): void {
    for (const { regions } of this.#accounts.values()) {
      for (const { queues } of regions.values()) {
        for (const queue of queues.values()) {
          queue.waiting.forEach(wake => wake());
        }
      }
    }
    this.#accounts.clear();
    this.#sessions.clear();
  }
}
