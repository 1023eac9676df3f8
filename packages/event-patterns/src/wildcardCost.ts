import { parseWildcard } from './wildcard';

/** What one step of a wildcard takes: any run of characters, or one character. */
type Token = '*' | { unit: string };

/** Texts of this many kinds are tried; what is found up to there is a lower limit. */
const MAX_VISITS = 2000;

/**
 * How many wildcard beginnings one text can match at a time, at most, over all wildcards of a field: what keeps EventBridge's
 * matcher busy, and by which it refuses rules ("Rule is too complex - try using fewer wildcard characters or fewer repeating
 * character sequences after a wildcard character").
 *
 * @param enough - stops counting once this many are found
 */
export function wildcardCost(texts: readonly string[], enough: number): number {
  const wildcards = texts.map(tokensOf);
  const units = new Set(
    wildcards.flatMap(tokens =>
      tokens.flatMap(token => (token === '*' ? [] : [token.unit])),
    ),
  );
  const start = wildcards.map(tokens => settle(tokens, [0]));
  const seen = new Set([JSON.stringify(start)]);
  const queue = [start];
  let cost = 0;
  for (let at = 0; at < queue.length && at < MAX_VISITS; at++) {
    const open = queue[at];
    const busy = open.map((positions, index) =>
      countBusy(wildcards[index], positions),
    );
    cost = Math.max(
      cost,
      busy.reduce((sum, count) => sum + count, 0),
    );
    if (cost >= enough) return cost;
    for (const unit of units) {
      const next = open.map((positions, index) =>
        step(wildcards[index], positions, unit),
      );
      const key = JSON.stringify(next);
      if (!seen.has(key)) {
        seen.add(key);
        queue.push(next);
      }
    }
  }
  return cost;
}

function tokensOf(text: string): Token[] {
  return parseWildcard(text).flatMap((part, index): Token[] => [
    ...(index > 0 ? (['*'] as const) : []),
    ...part.split('').map(unit => ({ unit })),
  ]);
}

/** Positions from which a text may go on; before an asterisk that is also after it. */
function settle(tokens: readonly Token[], positions: number[]): number[] {
  const open = positions.map(position =>
    tokens[position] === '*' ? position + 1 : position,
  );
  return [...new Set(open)].sort((a, b) => a - b);
}

function step(
  tokens: readonly Token[],
  positions: readonly number[],
  unit: string,
): number[] {
  const next: number[] = [];
  for (const position of positions) {
    if (tokens[position - 1] === '*') next.push(position);
    const token = tokens[position];
    if (token !== undefined && token !== '*' && token.unit === unit) {
      next.push(position + 1);
    }
  }
  return settle(tokens, next);
}

/** Open positions at or after the first asterisk: up to there a wildcard is as cheap as any text. */
function countBusy(
  tokens: readonly Token[],
  positions: readonly number[],
): number {
  const first = tokens.indexOf('*');
  return first < 0 ? 0 : positions.filter(position => position > first).length;
}
