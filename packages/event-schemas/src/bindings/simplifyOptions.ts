import { Scalar } from './bindingModel';
import { NameHint, OptionShape, Shape } from './schemaShapes';

/** Makes options of a union as few as they can be, without null. It remembers which lists and maps it has merged. */
export function optionSimplifier(): (
  options: OptionShape[],
  hint: NameHint,
) => OptionShape[] {
  const merged = new Map<string, Shape>();
  const numbers = new Map<Shape, number>();
  return withoutNeedless;

  /** Lists become one list of either's items, and maps alike: JSON does not show which of two lists an empty one is. */
  function withoutNeedless(
    options: OptionShape[],
    hint: NameHint,
  ): OptionShape[] {
    if (options.some(({ kind }) => kind === 'any')) return [{ kind: 'any' }];
    const has = (kind: string) => options.some(option => option.kind === kind);
    const kept: OptionShape[] = [];
    const scalars = new Set<string>();
    for (const option of options) {
      switch (option.kind) {
        case 'null':
        case 'never':
        case 'list':
        case 'map':
        case 'literal':
          break;
        case 'integer':
          if (!has('number')) scalars.add(option.kind);
          break;
        case 'record':
          if (!kept.includes(option)) kept.push(option);
          break;
        default:
          scalars.add(option.kind);
      }
    }
    for (const kind of ['string', 'integer', 'number', 'boolean'] as const) {
      if (scalars.has(kind)) kept.push({ kind });
    }
    kept.push(...literals(options, scalars, hint));
    const lists = options.filter(option => option.kind === 'list');
    if (lists.length > 0) {
      kept.push({
        kind: 'list',
        items: either(
          lists.map(({ items }) => items),
          hint,
        ),
        hint,
      });
    }
    const maps = options.filter(option => option.kind === 'map');
    if (maps.length > 0) {
      kept.push({
        kind: 'map',
        values: either(
          maps.map(({ values }) => values),
          hint,
        ),
        hint,
      });
    }
    return kept;
  }

  /** Literals of one JSON type each, as far as the options do not take all values of that type. */
  function literals(
    options: OptionShape[],
    scalars: ReadonlySet<string>,
    hint: NameHint,
  ): OptionShape[] {
    const found = options.filter(option => option.kind === 'literal');
    const values = [...new Set(found.flatMap(option => option.values))];
    const [only] = found;
    const bases: [string, (value: Scalar) => boolean][] = [
      ['string', value => typeof value === 'string'],
      ['number', value => typeof value === 'number'],
      ['boolean', value => typeof value === 'boolean'],
    ];
    return bases.flatMap(([base, isOfBase]): OptionShape[] => {
      const own = values.filter(
        value =>
          isOfBase(value) &&
          !(scalars.has('integer') && Number.isInteger(value)),
      );
      if (own.length === 0 || scalars.has(base)) return [];
      if (base === 'boolean' && own.length === 2) return [{ kind: 'boolean' }];
      return [
        {
          kind: 'literal',
          values: own,
          hint: found.length === 1 && only ? only.hint : hint,
          about: found.length === 1 && only ? only.about : [],
        },
      ];
    });
  }

  /** The same choice for the same shapes, or recursive lists would be merged anew at each turn. */
  function either(shapes: Shape[], hint: NameHint): Shape {
    const distinct = [...new Set(shapes)];
    const [first] = distinct;
    if (distinct.length === 1 && first) return first;
    const key = distinct.map(numberOfShape).join();
    const known = merged.get(key);
    if (known) return known;
    const shape: Shape = {
      kind: 'choice',
      options: distinct,
      hint: { wanted: `${hint.wanted}Item`, within: hint.within },
      about: [],
    };
    merged.set(key, shape);
    return shape;
  }

  function numberOfShape(shape: Shape): number {
    const known = numbers.get(shape) ?? numbers.size;
    numbers.set(shape, known);
    return known;
  }
}
