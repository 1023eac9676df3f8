/** What a condition's values are in JSON. */
export type ValueKind = 'text' | 'number' | 'boolean';

/** What the guided form can ask of a field. */
export type Operator =
  | 'is'
  | 'is not'
  | 'starts with'
  | 'ends with'
  | 'contains'
  | 'greater than'
  | 'at least'
  | 'less than'
  | 'at most'
  | 'is present'
  | 'is absent';

/** One line of the guided form. */
export interface Condition {
  /** Dotted path such as `detail.customer.country`. */
  path: string;
  kind: ValueKind;
  operator: Operator;
  /**
   * One for most operators, several for `is` and `is not`, none for presence.
   * Of several, blanks around each are left out of the filter, and so are
   * empty ones: they come from typing a list.
   */
  values: string[];
}

const OPERATORS: Record<ValueKind, Operator[]> = {
  text: [
    'is',
    'is not',
    'starts with',
    'ends with',
    'contains',
    'is present',
    'is absent',
  ],
  number: [
    'is',
    'is not',
    'greater than',
    'at least',
    'less than',
    'at most',
    'is present',
    'is absent',
  ],
  boolean: ['is', 'is present', 'is absent'],
};

const NUMERIC: Partial<Record<Operator, string>> = {
  'greater than': '>',
  'at least': '>=',
  'less than': '<',
  'at most': '<=',
};

/** Operators that make sense for a kind of value, the commonest first. */
export function operatorsFor(kind: ValueKind): Operator[] {
  return OPERATORS[kind];
}

/** How many values an operator takes. */
export function valuesTaken(operator: Operator): 'none' | 'one' | 'several' {
  if (operator === 'is present' || operator === 'is absent') {
    return 'none';
  }
  return operator === 'is' || operator === 'is not' ? 'several' : 'one';
}

/** Whether a condition has all it needs to become part of a filter. */
export function isComplete(condition: Condition): boolean {
  return (
    condition.path !== '' &&
    (valuesTaken(condition.operator) === 'none' ||
      filledValues(condition).length > 0)
  );
}

/**
 * The event pattern that asks for all complete conditions; absent where there
 * are none. A value that is not of the field's kind stays text, so that the
 * pattern's own check can name it.
 */
export function filterOf(
  conditions: Condition[],
): Record<string, unknown> | undefined {
  const complete = conditions.filter(isComplete);
  if (complete.length === 0) {
    return undefined;
  }
  const filter: Record<string, unknown> = {};
  for (const condition of complete) {
    place(filter, condition.path.split('.'), alternativesOf(condition));
  }
  return filter;
}

/**
 * The conditions that make up a filter, or `undefined` where it asks for
 * something the guided form has no words for.
 */
export function conditionsOf(filter: unknown): Condition[] | undefined {
  const conditions = readObject(filter, []);
  const isFaithful =
    conditions !== undefined &&
    JSON.stringify(filterOf(conditions) ?? {}) === JSON.stringify(filter);
  return isFaithful ? conditions : undefined;
}

function filledValues({ operator, values }: Condition): string[] {
  const isList = valuesTaken(operator) === 'several';
  return (isList ? values.map(value => value.trim()) : values).filter(
    value => value !== '',
  );
}

function alternativesOf(condition: Condition): unknown[] {
  const filled = filledValues(condition);
  const values = filled.map(value => typed(value, condition.kind));
  const [value] = values;
  switch (condition.operator) {
    case 'is':
      return values;
    case 'is not':
      return [{ 'anything-but': values }];
    case 'starts with':
      return [{ prefix: value }];
    case 'ends with':
      return [{ suffix: value }];
    case 'contains':
      return [{ wildcard: `*${filled[0]}*` }];
    case 'is present':
      return [{ exists: true }];
    case 'is absent':
      return [{ exists: false }];
    default:
      return [{ numeric: [NUMERIC[condition.operator], value] }];
  }
}

function typed(value: string, kind: ValueKind): unknown {
  if (kind === 'number' && value.trim() !== '' && Number.isFinite(+value)) {
    return Number(value);
  }
  if (kind === 'boolean' && (value === 'true' || value === 'false')) {
    return value === 'true';
  }
  return value;
}

function place(
  filter: Record<string, unknown>,
  [name, ...rest]: string[],
  alternatives: unknown[],
): void {
  if (rest.length === 0) {
    filter[name] = alternatives;
    return;
  }
  const inner = isObject(filter[name]) ? filter[name] : {};
  filter[name] = inner;
  place(inner, rest, alternatives);
}

function readObject(value: unknown, path: string[]): Condition[] | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const conditions: Condition[] = [];
  for (const [name, inner] of Object.entries(value)) {
    const found = Array.isArray(inner)
      ? readAlternatives(inner, [...path, name].join('.'))
      : readObject(inner, [...path, name]);
    if (!found) {
      return undefined;
    }
    conditions.push(...found);
  }
  return conditions;
}

function readAlternatives(
  alternatives: unknown[],
  path: string,
): Condition[] | undefined {
  if (alternatives.every(isScalar)) {
    return [{ path, operator: 'is', ...textValues(alternatives) }];
  }
  const [only] = alternatives;
  if (alternatives.length !== 1 || !isObject(only)) {
    return undefined;
  }
  const [[key, operand], ...others] = Object.entries(only);
  if (others.length > 0) {
    return undefined;
  }
  const read = readOperator(key, operand);
  return read && [{ path, ...read }];
}

function readOperator(
  key: string,
  operand: unknown,
): Omit<Condition, 'path'> | undefined {
  switch (key) {
    case 'anything-but':
      return Array.isArray(operand) && operand.every(isScalar)
        ? { operator: 'is not', ...textValues(operand) }
        : undefined;
    case 'prefix':
    case 'suffix':
      return typeof operand === 'string'
        ? {
            operator: key === 'prefix' ? 'starts with' : 'ends with',
            kind: 'text',
            values: [operand],
          }
        : undefined;
    case 'wildcard':
      return typeof operand === 'string' && /^\*[^*\\]+\*$/.test(operand)
        ? { operator: 'contains', kind: 'text', values: [operand.slice(1, -1)] }
        : undefined;
    case 'exists':
      return {
        operator: operand === true ? 'is present' : 'is absent',
        kind: 'text',
        values: [],
      };
    case 'numeric':
      return readNumeric(operand);
    default:
      return undefined;
  }
}

function readNumeric(operand: unknown): Omit<Condition, 'path'> | undefined {
  if (!Array.isArray(operand) || operand.length !== 2) {
    return undefined;
  }
  const [sign, bound] = operand;
  const operator = OPERATORS.number.find(each => NUMERIC[each] === sign);
  return operator && { operator, kind: 'number', values: [String(bound)] };
}

function textValues(values: unknown[]): Pick<Condition, 'kind' | 'values'> {
  const [first] = values;
  const kinds: Record<string, ValueKind> = {
    number: 'number',
    boolean: 'boolean',
  };
  return { kind: kinds[typeof first] ?? 'text', values: values.map(String) };
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
