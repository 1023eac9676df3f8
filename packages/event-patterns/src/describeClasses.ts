import { NumberClass, TextClass, ValueClass } from './valueClass';

/** Says in words what a contract allows, such as "one of "EU", "UK"". */
export function describeClasses(classes: readonly ValueClass[]): string {
  const values = classes.flatMap(one =>
    one.kind === 'values' ? one.values : [],
  );
  const [first] = values;
  const listed =
    values.length === 1
      ? `always ${JSON.stringify(first)}`
      : `one of ${values.map(value => JSON.stringify(value)).join(', ')}`;
  return [
    ...(values.length > 0 ? [listed] : []),
    ...new Set(
      classes.flatMap(one => {
        if (one.kind === 'values') return [];
        return one.kind === 'text'
          ? [describeTexts(one)]
          : [describeNumbers(one)];
      }),
    ),
  ].join(' or ');
}

function describeTexts({
  minLength,
  maxLength,
  patterns,
  formats,
}: TextClass): string {
  const limits = [
    ...(minLength > 0 ? [`at least ${minLength} characters`] : []),
    ...(maxLength < Infinity ? [`at most ${maxLength} characters`] : []),
    ...patterns.map(({ source }) => `the pattern ${source}`),
    ...formats.map(format => `the format ${format}`),
  ];
  return `a string${limits.length > 0 ? ` of ${limits.join(' and ')}` : ''}`;
}

function describeNumbers({ lower, upper, multiplesOf }: NumberClass): string {
  const kind = multiplesOf.includes(1) ? 'a whole number' : 'a number';
  const limits = [
    ...(lower ? [`${lower.inclusive ? '≥' : '>'} ${lower.value}`] : []),
    ...(upper ? [`${upper.inclusive ? '≤' : '<'} ${upper.value}`] : []),
  ];
  return [kind, limits.join(' and ')].filter(Boolean).join(' ');
}
