import {
  BareType,
  BindingType,
  Declaration,
  EnumDeclaration,
  RecordDeclaration,
  Scalar,
  UnionDeclaration,
} from './bindingModel';
import { Names } from './identifiers';
import { NameHint, OptionShape, RecordShape, Shape } from './schemaShapes';
import { optionSimplifier } from './simplifyOptions';

/**
 * Turns shapes into types with names: choices become unions without needless options, and what has members or values of its
 * own is declared once.
 *
 * @returns the declarations, filled as types are settled
 */
export function settleTypes(names: Names): {
  declarations: Declaration[];
  settle: (shape: Shape) => BindingType;
} {
  const declarations: Declaration[] = [];
  const records = new Map<RecordShape, RecordDeclaration>();
  const unions = new Map<Shape, BareType>();
  const enums = new Map<string, EnumDeclaration>();
  const withoutNeedless = optionSimplifier();
  const given = new Set<string>();
  /** Being settled: meeting one again means a list or map of itself. */
  const open = new Set<Shape>();
  return { declarations, settle };

  function settle(shape: Shape): BindingType {
    const core = coreOf(shape);
    const all = optionsOf(core);
    const isNullable = all.some(({ kind }) => kind === 'null');
    const options = withoutNeedless(all, hintOf(core));
    if (options.length === 0) return { kind: isNullable ? 'null' : 'any' };
    const type = settleOptions(core, options);
    return isNullable && type.kind !== 'any'
      ? { kind: 'nullable', of: type }
      : type;
  }

  function settleOptions(core: Shape, options: OptionShape[]): BareType {
    const known = unions.get(core);
    if (known) return known;
    const [first] = options;
    const isWithinItself = open.has(core) && first?.kind !== 'record';
    if (options.length > 1 || isWithinItself) {
      const union = declareUnion(core);
      // Where the shape is met inside itself, the outer call settles the options.
      if (!isWithinItself) {
        union.options = options.map(option => settleOption(option));
      }
      return unions.get(core) ?? { kind: 'any' };
    }
    if (!first) return { kind: 'any' };
    if (first.kind === 'record') return settleOption(first);
    open.add(core);
    const type = settleOption(first);
    open.delete(core);
    const self = unions.get(core);
    if (self?.kind === 'named' && self.declaration.kind === 'union') {
      self.declaration.options = [type];
      return self;
    }
    return type;
  }

  function declareUnion(core: Shape): UnionDeclaration {
    const declaration: UnionDeclaration = {
      kind: 'union',
      name: claim(hintOf(core)),
      about: core.kind === 'choice' ? core.about : [],
      options: [],
    };
    declarations.push(declaration);
    unions.set(core, { kind: 'named', declaration });
    return declaration;
  }

  function settleOption(option: OptionShape): BareType {
    switch (option.kind) {
      case 'record':
        return { kind: 'named', declaration: declareRecord(option) };
      case 'list':
        return { kind: 'list', items: settle(option.items) };
      case 'map':
        return { kind: 'map', values: settle(option.values) };
      case 'literal':
        return settleLiteral(option.values, option.hint, option.about);
      case 'never':
        return { kind: 'any' };
      default:
        return { kind: option.kind };
    }
  }

  function declareRecord(shape: RecordShape): RecordDeclaration {
    const known = records.get(shape);
    if (known) return known;
    const declaration: RecordDeclaration = {
      kind: 'record',
      name: claim(shape.hint),
      about: shape.about,
      fields: [],
    };
    records.set(shape, declaration);
    declarations.push(declaration);
    for (const field of shape.fields) {
      declaration.fields.push({ ...field, type: settle(field.shape) });
    }
    if (shape.rest) declaration.rest = settle(shape.rest);
    return declaration;
  }

  function settleLiteral(
    values: Scalar[],
    hint: NameHint,
    about: string[],
  ): BareType {
    const texts = values.filter(
      (value): value is string => typeof value === 'string',
    );
    if (texts.length < 2) {
      return { kind: 'literal', base: baseOf(values), values };
    }
    // The same choice of words under the same name is the same type.
    const key = JSON.stringify([hint.claimed ?? hint.wanted, texts]);
    const known = enums.get(key);
    if (known) return { kind: 'named', declaration: known };
    const declaration: EnumDeclaration = {
      kind: 'enum',
      name: claim(hint),
      about,
      values: texts,
    };
    enums.set(key, declaration);
    declarations.push(declaration);
    return { kind: 'named', declaration };
  }

  /** A definition that is a choice gives its name to the union, not also to an option. */
  function claim({ wanted, within, claimed }: NameHint): string {
    if (claimed !== undefined && !given.has(claimed)) {
      given.add(claimed);
      return claimed;
    }
    return names.claim(wanted, `${within}${wanted}`);
  }
}

function baseOf(values: Scalar[]): 'string' | 'integer' | 'number' | 'boolean' {
  if (values.every(value => Number.isSafeInteger(value))) return 'integer';
  const [first] = values;
  if (typeof first === 'number') return 'number';
  return typeof first === 'boolean' ? 'boolean' : 'string';
}

/** What a chain of references leads to. */
function coreOf(shape: Shape): Shape {
  let core = shape;
  const seen = new Set<Shape>();
  while (core.kind === 'reference' && core.target && !seen.has(core)) {
    seen.add(core);
    core = core.target;
  }
  return core;
}

/** All options, choices inside choices included. A shape that leads only to itself has none. */
function optionsOf(shape: Shape): OptionShape[] {
  const found: OptionShape[] = [];
  const seen = new Set<Shape>();
  const waiting = [shape];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'reference') {
      if (next.target) waiting.unshift(next.target);
    } else if (next.kind === 'choice') {
      waiting.unshift(...next.options);
    } else {
      found.push(next);
    }
  }
  return found;
}

function hintOf(shape: Shape): NameHint {
  return 'hint' in shape ? shape.hint : { wanted: 'Value', within: '' };
}
