import type { ConditionContext } from './context';
import { Piece, readTemplate, variableValue } from './template';

/** Says whether a text matches a pattern in the context of a request. */
export type TextMatcher = (text: string, context: ConditionContext) => boolean;

/**
 * How far the wildcards of a pattern reach.
 *
 * - `text`: over everything ("String condition operators").
 * - `resource`: in the first five parts of an ARN not over a colon, unless `*`
 *   ends its part ("IAM JSON policy elements: Resource": "it can expand to
 *   match beyond the colon boundaries").
 * - `arn`: in the first five parts never over a colon ("Amazon Resource Name
 *   (ARN) condition operators": each component is checked by itself).
 */
export type PatternKind = 'text' | 'resource' | 'arn';

// A pattern is matched as a list of character codes; these stand for wildcards.
const ANY = -1;
const ANY_IN_PART = -2;
const STAR = -3;
const STAR_IN_PART = -4;

const COLON = 58;
const ARN_PARTS = 6;

/** A run of codes, or a variable whose characters the request will tell. */
type Run = number[] | Exclude<Piece, string | { wildcard: string }>;

function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

function wildcardCode(
  wildcard: '*' | '?',
  kind: PatternKind,
  place: { isInLastPart: boolean; endsPart: boolean },
): number {
  const isBound =
    kind !== 'text' &&
    !place.isInLastPart &&
    !(kind === 'resource' && wildcard === '*' && place.endsPart);
  if (wildcard === '?') {
    return isBound ? ANY_IN_PART : ANY;
  }
  return isBound ? STAR_IN_PART : STAR;
}

function compileRuns(pieces: readonly Piece[], kind: PatternKind): Run[] {
  const runs: Run[] = [];
  let codes: number[] = [];
  let parts = 1;
  pieces.forEach((piece, i) => {
    if (typeof piece === 'string') {
      codes.push(...codesOf(piece));
      parts += piece.split(':').length - 1;
    } else if ('wildcard' in piece) {
      const next = pieces[i + 1];
      codes.push(
        wildcardCode(piece.wildcard, kind, {
          isInLastPart: parts >= ARN_PARTS,
          endsPart:
            next === undefined ||
            (typeof next === 'string' && next.startsWith(':')),
        }),
      );
    } else {
      runs.push(codes, piece);
      codes = [];
    }
  });
  runs.push(codes);
  return runs;
}

/** The codes of a pattern in a request; none when a variable has no value. */
function resolve(
  runs: readonly Run[],
  context: ConditionContext,
): number[] | undefined {
  const codes: number[] = [];
  for (const run of runs) {
    if (Array.isArray(run)) {
      codes.push(...run);
    } else {
      const value = variableValue(run, context);
      if (value === undefined) {
        return undefined;
      }
      // A wildcard in a value is text: values are data, not policy.
      codes.push(...codesOf(value));
    }
  }
  return codes;
}

/**
 * Matches greedily. On a mismatch the last star takes one character more; when
 * that star may not pass a colon, the last one that may does. Earlier stars
 * need not be tried again, since they have left as much as they could.
 */
function matches(codes: readonly number[], text: string): boolean {
  let at = 0;
  let i = 0;
  let star = -1;
  let starAt = 0;
  let boundStar = -1;
  let boundStarAt = 0;
  while (i < text.length || at < codes.length) {
    const code = codes[at];
    const given = i < text.length ? text.charCodeAt(i) : NaN;
    if (code === STAR) {
      star = at++;
      starAt = i;
      boundStar = -1;
    } else if (code === STAR_IN_PART) {
      boundStar = at++;
      boundStarAt = i;
    } else if (
      at < codes.length &&
      i < text.length &&
      (code === given ||
        code === ANY ||
        (code === ANY_IN_PART && given !== COLON))
    ) {
      at++;
      i++;
    } else if (
      boundStar !== -1 &&
      boundStarAt < text.length &&
      text.charCodeAt(boundStarAt) !== COLON
    ) {
      at = boundStar + 1;
      i = ++boundStarAt;
    } else if (star !== -1 && starAt < text.length) {
      at = star + 1;
      i = ++starAt;
      boundStar = -1;
    } else {
      return false;
    }
  }
  return true;
}

/**
 * Prepares a pattern in which `*` stands for any characters and `?` for exactly
 * one. The work is done here, once; a match neither parses nor compiles.
 */
export function compilePattern(
  text: string,
  kind: PatternKind,
  options: { variables: boolean },
): TextMatcher {
  if (text === '*') {
    return () => true;
  }
  const pieces = readTemplate(text, { wildcards: true, ...options });
  const [first, second] = pieces;
  if (pieces.length === 1 && typeof first === 'string') {
    return given => given === first;
  }
  const runs = compileRuns(pieces, kind);
  const [codes] = runs;
  if (runs.length === 1 && Array.isArray(codes)) {
    const isPrefix =
      pieces.length === 2 && typeof first === 'string' && codes.at(-1) === STAR;
    return isPrefix && second !== undefined
      ? given => given.startsWith(first)
      : given => matches(codes, given);
  }
  return (given, context) => {
    const resolved = resolve(runs, context);
    return resolved !== undefined && matches(resolved, given);
  };
}

/** Whether a text matches any of some patterns. */
export function compilePatterns(
  texts: readonly string[],
  kind: PatternKind,
  options: { variables: boolean },
): TextMatcher {
  const matchers = texts.map(text => compilePattern(text, kind, options));
  const [only] = matchers;
  return matchers.length === 1
    ? only
    : (text, context) => matchers.some(matcher => matcher(text, context));
}
