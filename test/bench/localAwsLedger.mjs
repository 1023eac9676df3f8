/**
 * Counts how often each numbered event came out of each queue.
 *
 * @param queues - how many queues get every event
 * @param count - how many events there will be, numbered from 0
 */
export function openLedger(queues, count) {
  const times = Array.from({ length: queues }, () => new Uint8Array(count));
  const withdrawn = new Uint8Array(count);
  const strangers = [];
  let remaining = queues * count;
  const numbersWith = (queue, end, isMeant) => {
    const found = [];
    for (let number = 0; number < end; number++) {
      if (isMeant(times[queue][number], number)) {
        found.push(number);
      }
    }
    return found;
  };
  const missing = (queue, end = count) =>
    numbersWith(queue, end, (seen, number) => seen === 0 && !withdrawn[number]);
  const doubled = queue => numbersWith(queue, count, seen => seen > 1);
  const sum = of => times.reduce((all, _, queue) => all + of(queue).length, 0);
  return {
    note(queue, number) {
      if (number >= 0 && number < count) {
        // One that comes twice must not stand for one that never comes.
        if (times[queue][number]++ === 0 && !withdrawn[number]) {
          remaining--;
        }
      } else {
        strangers.push(number);
      }
    },
    /** The call that put an event failed: nobody can say whether it will come. */
    withdraw(number) {
      withdrawn[number] = 1;
      remaining -= times.filter(seen => seen[number] === 0).length;
    },
    /** Deliveries still to come. */
    get remaining() {
      return remaining;
    },
    /** Deliveries of events before `end` that have not come. */
    lost: end => sum(queue => missing(queue, end)),
    doubled: () => sum(doubled),
    /** What is not as it should be, in words. */
    problems() {
      const found = [];
      for (const queue of times.keys()) {
        for (const [words, numbers] of [
          ['never came', missing(queue)],
          ['came more than once', doubled(queue)],
        ]) {
          if (numbers.length > 0) {
            found.push(
              `queue ${queue}: ${
                numbers.length
              } ${words}, such as ${numbers.slice(0, 5)}`,
            );
          }
        }
      }
      if (strangers.length > 0) {
        found.push(`events nobody put: ${strangers.slice(0, 5)}`);
      }
      return found;
    },
  };
}

/** The same for a server that hands out one constant message: only how many came. */
export function openCount(queues, count) {
  let remaining = queues * count;
  return {
    note() {
      remaining--;
    },
    get remaining() {
      return remaining;
    },
    problems: () =>
      remaining === 0 ? [] : [`${remaining} deliveries too few or too many`],
  };
}
