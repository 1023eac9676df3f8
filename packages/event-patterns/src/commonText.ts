import { Alternative } from './alternative';
import { TextMachine, textMachines } from './textMachine';

/** Steps of reading that may still be spent. Shared by all questions of one call, so that no pattern can make it slow. */
export interface Budget {
  steps: number;
}

/** Readable units to stand for "any other", the first that no alternative names. */
const OTHERS = 'xyzwvutqjk0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&~'.split('');

/**
 * The shortest text that matches every alternative, `none` if it is proven that there is none, `unknown` if it was not decided.
 * A text found still has to be tried where an alternative is about addresses.
 */
export function commonText(
  alternatives: readonly Alternative[],
  budget: Budget,
): { text: string } | 'none' | 'unknown' {
  const machines: TextMachine[] = [];
  for (const alternative of alternatives) {
    const own = textMachines(alternative);
    if (!own) return 'none';
    machines.push(...own);
  }
  return shortestText(machines, budget);
}

interface Visit {
  open: readonly (readonly number[])[];
  text: string;
}

function shortestText(
  machines: readonly TextMachine[],
  budget: Budget,
): { text: string } | 'none' | 'unknown' {
  const units = unitsOf(machines);
  const seen = new Set<string>();
  const queue: Visit[] = [
    { open: machines.map(({ start }) => start), text: '' },
  ];
  for (let at = 0; at < queue.length; at++) {
    const { open, text } = queue[at];
    const passes = machines.every(
      (machine, index) => machine.accepts(open[index]) !== machine.refuses,
    );
    if (passes) {
      if (isWellFormed(text)) return { text };
      return 'unknown';
    }
    const cost = open.reduce((sum, states) => sum + states.length, 1);
    for (const unit of units) {
      if (budget.steps <= 0) return 'unknown';
      budget.steps -= cost;
      const next = machines.map((machine, index) =>
        machine.step(open[index], unit),
      );
      const isDead = machines.some(
        ({ refuses }, index) => !refuses && next[index].length === 0,
      );
      if (isDead) continue;
      const key = next.join(';');
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ open: next, text: text + unit });
    }
  }
  return 'none';
}

/** Every unit some machine tells apart, and one that stands for all others. */
function unitsOf(machines: readonly TextMachine[]): string[] {
  const named = new Set(machines.flatMap(({ units }) => [...units]));
  let other = OTHERS.find(unit => !named.has(unit));
  for (let code = 0x4e00; other === undefined; code++) {
    const unit = String.fromCharCode(code);
    if (!named.has(unit)) other = unit;
  }
  return [other, ...named];
}

/** Half of a surrogate pair is no text. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
