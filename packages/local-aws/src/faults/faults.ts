import { Fault, FaultEffect } from './fault';

/** A call or delivery that a fault may strike. */
export interface Struck {
  service: string;
  operation: string;
  account: string;
}

/** A fault in place. */
export interface PlacedFault extends Fault {
  id: number;
  /** How often it has struck. */
  struck: number;
}

/** The faults that are injected at the moment. */
export class Faults {
  #faults: PlacedFault[] = [];
  #lastId = 0;

  list(): readonly PlacedFault[] {
    return this.#faults;
  }

  add(fault: Fault): PlacedFault {
    const placed = { ...fault, id: ++this.#lastId, struck: 0 };
    this.#faults.push(placed);
    return placed;
  }

  /** @returns whether there was one of this id. */
  remove(id: number): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter(fault => fault.id !== id);
    return this.#faults.length < before;
  }

  clear(): void {
    this.#faults = [];
  }

  /**
   * The fault that strikes a call or delivery, if one does; it is counted.
   *
   * @param effects - what can be done to it; default: everything
   */
  strike(call: Struck, effects?: readonly FaultEffect[]): Fault | undefined {
    if (this.#faults.length === 0) {
      return undefined;
    }
    const fault = this.#faults.find(
      candidate =>
        fits(candidate, call) &&
        (effects?.includes(candidate.effect) ?? true) &&
        happens(candidate),
    );
    if (fault) {
      fault.struck++;
      if (fault.count !== undefined && fault.struck >= fault.count) {
        this.remove(fault.id);
      }
    }
    return fault;
  }
}

function fits(fault: Fault, call: Struck): boolean {
  return (
    (fault.service === undefined || fault.service === call.service) &&
    (fault.operation === undefined || fault.operation === call.operation) &&
    (fault.account === undefined || fault.account === call.account)
  );
}

function happens({ effect, rate = 1 }: Fault): boolean {
  // The rate of a partial failure is the share of its entries.
  return effect === 'partial' || Math.random() < rate;
}
