/**
 * Three-valued truth: reading a policy without the request that will come
 * leaves things open, and an open question must never look like a `no`.
 *
 * @public
 */
export type Certainty = 'yes' | 'no' | 'unknown';

/** `no` wins, then `unknown`. @public */
export function allOf(values: Iterable<Certainty>): Certainty {
  let result: Certainty = 'yes';
  for (const value of values) {
    if (value === 'no') {
      return 'no';
    }
    if (value === 'unknown') {
      result = 'unknown';
    }
  }
  return result;
}

/** `yes` wins, then `unknown`. @public */
export function anyOf(values: Iterable<Certainty>): Certainty {
  let result: Certainty = 'no';
  for (const value of values) {
    if (value === 'yes') {
      return 'yes';
    }
    if (value === 'unknown') {
      result = 'unknown';
    }
  }
  return result;
}

/** @public */
export function not(value: Certainty): Certainty {
  if (value === 'unknown') {
    return 'unknown';
  }
  return value === 'yes' ? 'no' : 'yes';
}

/** @public */
export function certain(holds: boolean): Certainty {
  return holds ? 'yes' : 'no';
}
