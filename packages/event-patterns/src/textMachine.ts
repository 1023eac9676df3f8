import { Alternative } from './alternative';
import { parseCidr } from './ipAddress';
import { parseWildcard } from './wildcard';

/**
 * Reads a text unit by unit and tells whether an alternative can still match, or does. Several states may be open at once; they
 * are kept sorted, so that equal sets have equal keys.
 */
export interface TextMachine {
  /** For `anything-but`: the text passes when the machine does not accept it. */
  refuses: boolean;
  /** Units the machine tells apart from all others. */
  units: ReadonlySet<string>;
  start: readonly number[];
  step(open: readonly number[], unit: string): readonly number[];
  accepts(open: readonly number[]): boolean;
}

const ANY = 'any';

/** One step of a text: any run of units, any run of some units, or one of several spellings of a character. */
type Token =
  | typeof ANY
  | { oneOf: ReadonlySet<string> }
  | { spellings: string[] };

/**
 * The machines that a text must satisfy, all of them, to match the alternative; undefined if no text can. Of `cidr` they take in
 * more than addresses, so that there only a refusal proves something.
 */
export function textMachines(
  alternative: Alternative,
): TextMachine[] | undefined {
  switch (alternative.kind) {
    case 'exact':
      return typeof alternative.value === 'string'
        ? [machine(literal(alternative.value))]
        : undefined;
    case 'anything-but':
      return alternative.values.flatMap(value =>
        typeof value === 'string'
          ? [{ ...machine(tokensOf(alternative.of, value)), refuses: true }]
          : [],
      );
    case 'prefix':
    case 'suffix': {
      const { kind, text, ignoreCase } = alternative;
      const own = ignoreCase ? anyCase(text) : literal(text);
      return [machine(kind === 'prefix' ? [...own, ANY] : [ANY, ...own])];
    }
    case 'equals-ignore-case':
    case 'wildcard':
      return [machine(tokensOf(alternative.kind, alternative.text))];
    case 'cidr': {
      const isV4 = parseCidr(alternative.text).network.length === 4;
      // An IPv4 address may also be written as an IPv6 one.
      const written = isV4
        ? '0123456789abcdefABCDEF:.'
        : '0123456789abcdefABCDEF:';
      return [machine([{ oneOf: new Set(written) }])];
    }
    case 'exists':
      return alternative.present ? [] : undefined;
    default:
      return undefined;
  }
}

function literal(text: string): Token[] {
  return text.split('').map(unit => ({ spellings: [unit] }));
}

/** A unit stands for its own lower-case and upper-case forms, as in the matcher. */
function anyCase(text: string): Token[] {
  return text.split('').map(unit => ({
    spellings: [...new Set([unit.toLowerCase(), unit.toUpperCase()])],
  }));
}

function tokensOf(
  kind: 'value' | 'prefix' | 'suffix' | 'equals-ignore-case' | 'wildcard',
  text: string,
): Token[] {
  switch (kind) {
    case 'prefix':
      return [...literal(text), ANY];
    case 'suffix':
      return [ANY, ...literal(text)];
    case 'equals-ignore-case':
      return anyCase(text);
    case 'wildcard':
      return parseWildcard(text).flatMap((part, index) =>
        index === 0 ? literal(part) : [ANY, ...literal(part)],
      );
    default:
      return literal(text);
  }
}

function machine(tokens: readonly Token[]): TextMachine {
  const moves: Map<string, number>[] = [];
  const loops = new Map<number, 'any' | ReadonlySet<string>>();
  const units = new Set<string>();
  const newState = () => moves.push(new Map()) - 1;
  // Spellings may share a beginning, so each starts from a state of its own beside the token's.
  const silent = new Map<number, number[]>();
  let at = newState();
  for (const token of tokens) {
    if (token === ANY || 'oneOf' in token) {
      const kind = token === ANY ? 'any' : token.oneOf;
      if (loops.has(at)) {
        const next = newState();
        silent.set(at, [next]);
        at = next;
      }
      loops.set(at, kind);
      if (kind !== 'any') kind.forEach(unit => units.add(unit));
      continue;
    }
    const end = newState();
    const { spellings } = token;
    const entries = spellings.map(spelling => {
      const entry = newState();
      let from = entry;
      spelling.split('').forEach((unit, index) => {
        units.add(unit);
        const to = index === spelling.length - 1 ? end : newState();
        moves[from].set(unit, to);
        from = to;
      });
      return entry;
    });
    silent.set(at, entries);
    at = end;
  }
  const final = at;

  const settle = (states: Iterable<number>): number[] => {
    const open = new Set<number>();
    const todo = [...states];
    for (let state = todo.pop(); state !== undefined; state = todo.pop()) {
      if (open.has(state)) continue;
      open.add(state);
      todo.push(...(silent.get(state) ?? []));
    }
    return [...open].sort((a, b) => a - b);
  };

  return {
    refuses: false,
    units,
    start: settle([0]),
    step(open, unit) {
      const next: number[] = [];
      for (const state of open) {
        const to = moves[state].get(unit);
        if (to !== undefined) next.push(to);
        const loop = loops.get(state);
        if (loop === 'any' || loop?.has(unit)) next.push(state);
      }
      return settle(next);
    },
    accepts: open => open.includes(final),
  };
}
