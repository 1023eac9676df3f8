import {
  BareType,
  BindingType,
  RecordDeclaration,
  Scalar,
  UnionDeclaration,
} from './bindingModel';

export function unionReader(union: UnionDeclaration): string {
  return `_read_${union.name}`;
}

export function nameSet(record: RecordDeclaration): string {
  const names = record.fields.map(({ jsonName }) => literal(jsonName));
  // Empty braces would be a dict.
  return names.length === 0 ? 'set()' : `{${names.join(', ')}}`;
}

export function typeText(type: BindingType): string {
  return type.kind === 'nullable'
    ? `${bareText(type.of)} | None`
    : bareText(type);
}

function bareText(type: BareType): string {
  switch (type.kind) {
    case 'any':
      return 'Any';
    case 'null':
      return 'None';
    case 'string':
      return 'str';
    case 'integer':
      return 'int';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    case 'literal':
      // Literal takes no fractions.
      return type.base === 'number'
        ? 'float'
        : `Literal[${type.values.map(literal).join(', ')}]`;
    case 'list':
      return `list[${typeText(type.items)}]`;
    case 'map':
      return `dict[str, ${typeText(type.values)}]`;
    default:
      return type.declaration.name;
  }
}

export function reader(type: BindingType): string {
  switch (type.kind) {
    case 'nullable':
      return `_nullable(${reader(type.of)})`;
    case 'literal':
      return `_literal(${type.values.map(literal).join(', ')})`;
    case 'list':
      return `_list(${reader(type.items)})`;
    case 'map':
      return `_map(${reader(type.values)})`;
    case 'named': {
      const { declaration } = type;
      if (declaration.kind === 'record') return `${declaration.name}.from_dict`;
      return declaration.kind === 'enum'
        ? `_enum(${declaration.name})`
        : unionReader(declaration);
    }
    default:
      return `_${type.kind}`;
  }
}

export function docstring(about: string[]): string[] {
  if (about.length === 0) return [];
  const lines = about.map(line =>
    line.replace(/\\/g, '\\\\').replace(/"/g, '\\"'),
  );
  const [first, ...more] = lines;
  return [
    `    """${first}${more.length === 0 ? '"""' : ''}`,
    ...more.map(line => `    ${line}`.trimEnd()),
    ...(more.length === 0 ? [] : ['    """']),
    '',
  ];
}

export function literal(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  // JSON's escapes are Python's too.
  return JSON.stringify(value);
}
