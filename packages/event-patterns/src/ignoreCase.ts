/** Text compared the way EventBridge's matcher does: whatever the case, and whatever the locale. */
export interface CaselessText {
  equals(value: string): boolean;
  startsIn(value: string): boolean;
  endsIn(value: string): boolean;
}

/**
 * Each character of the text stands for its own lower-case and upper-case forms. Most have one of each, as long as
 * themselves, so that positions in text and value go together.
 */
export function caseless(text: string): CaselessText {
  // By UTF-16 unit: the matcher changes no case outside the basic plane.
  const forms = text
    .split('')
    .map(char => ({ lower: char.toLowerCase(), upper: char.toUpperCase() }));
  const isEven = forms.every(
    ({ lower, upper }) => lower.length === 1 && upper.length === 1,
  );
  return isEven ? evenText(forms) : unevenText(forms);
}

interface Forms {
  lower: string;
  upper: string;
}

function evenText(forms: readonly Forms[]): CaselessText {
  const lower = forms.map(form => form.lower.charCodeAt(0));
  const upper = forms.map(form => form.upper.charCodeAt(0));
  const { length } = forms;
  const liesAt = (value: string, start: number) => {
    for (let at = 0; at < length; at++) {
      const unit = value.charCodeAt(start + at);
      if (unit !== lower[at] && unit !== upper[at]) return false;
    }
    return true;
  };
  return {
    equals: value => value.length === length && liesAt(value, 0),
    startsIn: value => value.length >= length && liesAt(value, 0),
    endsIn: value =>
      value.length >= length && liesAt(value, value.length - length),
  };
}

/** A form may be longer than the character (`ß` has the upper case `SS`), so positions in the value are followed as a set. */
function unevenText(forms: readonly Forms[]): CaselessText {
  /** The positions in `value` at which the whole text can end, starting from `start`. */
  const endsOf = (value: string, start: number): Set<number> => {
    let positions = new Set([start]);
    for (const { lower, upper } of forms) {
      const next = new Set<number>();
      for (const position of positions) {
        if (value.startsWith(lower, position)) {
          next.add(position + lower.length);
        }
        if (value.startsWith(upper, position)) {
          next.add(position + upper.length);
        }
      }
      if (next.size === 0) return next;
      positions = next;
    }
    return positions;
  };
  const lengths = forms.map(({ lower, upper }) => [lower.length, upper.length]);
  const sum = (numbers: readonly number[]) =>
    numbers.reduce((total, number) => total + number, 0);
  const shortest = sum(lengths.map(both => Math.min(...both)));
  const longest = sum(lengths.map(both => Math.max(...both)));
  return {
    equals: value => endsOf(value, 0).has(value.length),
    startsIn: value => endsOf(value, 0).size > 0,
    endsIn: value => {
      const most = Math.min(value.length, longest);
      for (let length = shortest; length <= most; length++) {
        if (endsOf(value, value.length - length).has(value.length)) return true;
      }
      return false;
    },
  };
}
