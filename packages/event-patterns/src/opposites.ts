import { Alternative } from './alternative';

type AnythingBut = Extract<Alternative, { kind: 'anything-but' }>;

/** What a text must be to miss the alternative, where one operator says so; empty where none does. */
export function oppositeOf(alternative: Alternative): AnythingBut[] {
  const but = (of: AnythingBut['of'], text: string): AnythingBut[] => [
    { kind: 'anything-but', of, values: [text] },
  ];
  switch (alternative.kind) {
    case 'prefix':
    case 'suffix':
      return alternative.ignoreCase
        ? []
        : but(alternative.kind, alternative.text);
    case 'equals-ignore-case':
    case 'wildcard':
      return but(alternative.kind, alternative.text);
    case 'exact':
      return typeof alternative.value === 'string'
        ? but('value', alternative.value)
        : [];
    default:
      return [];
  }
}

/** One value of an `anything-but`, as the alternative it refuses. */
export function refusedBy(
  of: AnythingBut['of'],
  value: string | number,
): Alternative {
  const text = String(value);
  switch (of) {
    case 'value':
      return { kind: 'exact', value };
    case 'prefix':
    case 'suffix':
      return { kind: of, text, ignoreCase: false };
    default:
      return { kind: of, text };
  }
}
