/**
 * What happened to one resource.
 *
 * @public
 */
export interface ProvisionStep {
  accountId: string;
  /** The kind and name of the resource, such as `rule access-granted on bus hub`. */
  resource: string;
  effect: 'created' | 'changed' | 'kept';
}

/** Collects the steps of one run, in order. */
export class Journal {
  readonly #steps: ProvisionStep[] = [];
  readonly #onStep: (step: ProvisionStep) => void;

  constructor(onStep: (step: ProvisionStep) => void = () => {}) {
    this.#onStep = onStep;
  }

  record(
    accountId: string,
    resource: string,
    effect: ProvisionStep['effect'],
  ): void {
    const step = { accountId, resource, effect };
    this.#steps.push(step);
    this.#onStep(step);
  }

  get steps(): readonly ProvisionStep[] {
    return this.#steps;
  }
}

/** The effect of a step on a resource that was or was not there before. */
export function effectOf(
  existed: boolean,
  changed: boolean,
): ProvisionStep['effect'] {
  if (!existed) {
    return 'created';
  }
  return changed ? 'changed' : 'kept';
}
