import { Accounts } from '../accounts';
import { Clock } from '../clock';
import type { Delivery } from '../delivery/delivery';
import type { Faults } from '../faults';
import { Settings } from '../options';

/**
 * A part of the platform that a service owns and that no restart needs to
 * keep, such as the long polls of its queues.
 */
export interface PartKind<Part> {
  readonly create: (platform: Platform) => Part;
  readonly dispose?: (part: Part) => void;
}

/**
 * Names a part of the platform.
 *
 * @param create - makes it, at its first use and after each reset
 * @param dispose - ends what it began
 */
export function definePart<Part>(
  create: PartKind<Part>['create'],
  dispose?: PartKind<Part>['dispose'],
): PartKind<Part> {
  return { create, dispose };
}

/** What all calls share. */
export interface Platform {
  readonly accounts: Accounts;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly delivery: Delivery;
  /** Address of this server, for queue URLs. */
  readonly url: string;
  /** A service's own part. */
  readonly part: <Part>(kind: PartKind<Part>) => Part;
}

/** Keeps the parts of a platform. */
export class Parts {
  readonly #platform: () => Platform;
  readonly #parts = new Map<PartKind<unknown>, unknown>();

  constructor(platform: () => Platform) {
    this.#platform = platform;
  }

  readonly get = <Part>(kind: PartKind<Part>): Part => {
    // A part is only ever stored under the kind that made it.
    const key = kind as PartKind<unknown>;
    let part = this.#parts.get(key) as Part | undefined;
    if (part === undefined) {
      part = kind.create(this.#platform());
      this.#parts.set(key, part);
    }
    return part;
  };

  /** Ends all parts; each is made anew at its next use. */
  clear(): void {
    const parts = [...this.#parts];
    this.#parts.clear();
    for (const [kind, part] of parts) {
      kind.dispose?.(part);
    }
  }
}
