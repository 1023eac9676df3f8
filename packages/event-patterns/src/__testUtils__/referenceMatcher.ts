/*
 * A second matcher, written for likeness to the documentation and not for speed, and sharing no code with the first: it
 * lists every field of the event with the list elements around it, and tries every combination.
 */

type Rule = unknown;

/** Whether the pattern matches the event. Both are plain JSON; the pattern must be valid. */
export function referenceMatches(pattern: object, event: object): boolean {
  const fields = flatten(event, [], {});
  return variants(pattern).some(wanted => {
    const paths = [...wanted.keys()].sort();
    const search = (at: number, chosen: Record<string, number>): boolean => {
      if (at === paths.length) return true;
      const here = fields.filter(
        field =>
          field.path === paths[at] &&
          Object.entries(field.places).every(
            ([list, index]) =>
              chosen[list] === undefined || chosen[list] === index,
          ),
      );
      return (wanted.get(paths[at]) ?? []).some(rule =>
        isAbsence(rule)
          ? here.length === 0 && search(at + 1, chosen)
          : here.some(
              field =>
                fits(rule, field.value) &&
                search(at + 1, { ...chosen, ...field.places }),
            ),
      );
    };
    return search(0, {});
  });
}

interface Field {
  path: string;
  value: unknown;
  /** The element of each list around it. */
  places: Record<string, number>;
}

function flatten(
  value: unknown,
  steps: string[],
  places: Record<string, number>,
  list = 'r',
): Field[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, index) =>
      typeof element === 'object' && element !== null
        ? flatten(
            element,
            steps,
            { ...places, [list]: index },
            `${list}[${index}]`,
          )
        : [{ path: steps.join('.'), value: element, places }],
    );
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, inner]) =>
      flatten(inner, [...steps, name], places, `${list}/${name}`),
    );
  }
  return [{ path: steps.join('.'), value, places }];
}

/** One list of rules by path for each way through the `$or`s. Of a path given twice, the last counts. */
function variants(
  pattern: object,
  steps: string[] = [],
): Map<string, Rule[]>[] {
  return Object.entries(pattern).reduce<Map<string, Rule[]>[]>(
    (soFar, [key, value]) => {
      const path = [...steps, key];
      let options = [new Map([[path.join('.'), value]])];
      if (key === '$or') {
        options = value.flatMap((member: object) => variants(member, steps));
      } else if (!Array.isArray(value)) options = variants(value, path);
      return options.flatMap(option =>
        soFar.map(one => new Map([...one, ...option])),
      );
    },
    [new Map()],
  );
}

function isAbsence(rule: Rule): boolean {
  return JSON.stringify(rule) === '{"exists":false}';
}

function fits(rule: Rule, value: unknown): boolean {
  if (typeof rule === 'string' && typeof value === 'string') {
    const address = addressOf(rule);
    return rule === value || (address !== '' && address === addressOf(value));
  }
  if (typeof rule !== 'object' || rule === null) return rule === value;
  const [[operator, operand]] = Object.entries(rule);
  switch (operator) {
    case 'prefix':
      return matches(value, `${textOf(operand)}[^]*`);
    case 'suffix':
      return matches(value, `[^]*${textOf(operand)}`);
    case 'equals-ignore-case':
      return matches(value, textOf(rule));
    case 'wildcard':
      return matches(value, operand.split('*').map(literal).join('[^]*'));
    case 'anything-but': {
      if (typeof operand !== 'object') return value !== operand;
      if (Array.isArray(operand)) return !operand.includes(value);
      const [[inner, values]] = Object.entries(operand);
      return ![values].flat().some(one => fits({ [inner]: one }, value));
    }
    case 'numeric':
      return typeof value === 'number' && inRange(operand, value);
    case 'cidr':
      return typeof value === 'string' && inBlock(operand, value);
    case 'exists':
      return operand;
    default:
      throw new Error(operator);
  }
}

function matches(value: unknown, source: string): boolean {
  return typeof value === 'string' && new RegExp(`^(?:${source})$`).test(value);
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A regular expression for plain text, or for text whose characters each stand for their two forms. */
function textOf(operand: unknown): string {
  if (typeof operand === 'string') return literal(operand);
  return Object.values(operand as Record<string, string>)[0]
    .split('')
    .map(
      char =>
        `(?:${literal(char.toLowerCase())}|${literal(char.toUpperCase())})`,
    )
    .join('');
}

function inRange(operand: unknown[], value: number): boolean {
  const compare: Record<string, (bound: number) => boolean> = {
    '=': bound => value === bound,
    '<': bound => value < bound,
    '<=': bound => value <= bound,
    '>': bound => value > bound,
    '>=': bound => value >= bound,
  };
  return [0, 2].every(
    at =>
      at >= operand.length ||
      compare[String(operand[at])](Number(operand[at + 1])),
  );
}

/** An address as its bits, so that equal ones are equal text; empty if it is none. */
function addressOf(text: string): string {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const bytes = text.split('.').map(Number);
    return bytes.some(byte => byte > 255) ? '' : bytes.map(bits(8)).join('');
  }
  if (!/^[0-9a-f:]*:[0-9a-f:]*$/i.test(text)) return '';
  const halves = text.split('::');
  if (halves.length > 2) return '';
  const [head, tail] = halves.map(half => (half ? half.split(':') : []));
  const missing = 8 - head.length - (tail?.length ?? 0);
  const groups = tail
    ? [...head, ...Array(Math.max(missing, 0)).fill('0'), ...tail]
    : head;
  return groups.length === 8 && groups.every(group => /^.{1,4}$/.test(group))
    ? groups.map(group => bits(16)(parseInt(group, 16))).join('')
    : '';
}

function bits(width: number): (value: number) => string {
  return value => value.toString(2).padStart(width, '0');
}

function inBlock(block: string, value: string): boolean {
  const [network, maskBits] = block.split('/');
  const wanted = addressOf(network);
  const given = addressOf(value);
  return (
    given.length === wanted.length &&
    given.startsWith(wanted.slice(0, Number(maskBits)))
  );
}
