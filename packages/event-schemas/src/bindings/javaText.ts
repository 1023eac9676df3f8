import { BareType, BindingType, Scalar } from './bindingModel';

/** The Java type that holds values of a type; null is among the values of all of them. */
export function typeText(type: BindingType): string {
  switch (type.kind) {
    case 'nullable':
      return typeText(type.of);
    case 'any':
    case 'null':
      return 'Object';
    case 'literal':
      return scalarType(type.base);
    case 'list':
      return `List<${typeText(type.items)}>`;
    case 'map':
      return `Map<String, ${typeText(type.values)}>`;
    case 'named':
      return type.declaration.name;
    default:
      return scalarType(type.kind);
  }
}

function scalarType(base: 'string' | 'integer' | 'number' | 'boolean'): string {
  return {
    string: 'String',
    integer: 'Long',
    number: 'Double',
    boolean: 'Boolean',
  }[base];
}

/** A function that reads a value of the type from what a JSON library gives. */
export function reader(type: BindingType): string {
  switch (type.kind) {
    case 'nullable':
      return `Json.nullable(${reader(type.of)})`;
    case 'any':
      return 'Json::any';
    case 'null':
      return 'Json::nothing';
    case 'literal':
      return `Json.literal(${scalarReader(type.base)}, List.of(${type.values
        .map(value => scalar(value, type.base))
        .join(', ')}))`;
    case 'list':
      return `Json.list(${reader(type.items)})`;
    case 'map':
      return `Json.map(${reader(type.values)})`;
    case 'named':
      return `${type.declaration.name}::fromJson`;
    default:
      return scalarReader(type.kind);
  }
}

/** A method reference cannot be called where it stands. */
export function apply(type: BareType, argument: string): string {
  const how = reader(type);
  return how.includes('(')
    ? `${how}.apply(${argument})`
    : `${how.replace('::', '.')}(${argument})`;
}

function scalarReader(
  base: 'string' | 'integer' | 'number' | 'boolean',
): string {
  return {
    string: 'Json::text',
    integer: 'Json::integer',
    number: 'Json::number',
    boolean: 'Json::bool',
  }[base];
}

function scalar(value: Scalar, base: string): string {
  if (typeof value === 'string') return text(value);
  if (base === 'integer') return `${value}L`;
  return typeof value === 'number' ? `${value}d` : String(value);
}

/** JSON's escapes are Java's too, except that Java reads unicode escapes before it knows of strings. */
export function text(value: string): string {
  return JSON.stringify(value).replace(
    /[\ud800-\udfff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}

export function javadoc(about: string[], indent: string): string[] {
  if (about.length === 0) return [];
  const lines = about.map(line =>
    `${indent} * ${line
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/\*\//g, '*&#47;')
      .replace(/\\/g, '&#92;')}`.trimEnd(),
  );
  return [`${indent}/**`, ...lines, `${indent} */`];
}
