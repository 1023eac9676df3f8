import {
  BareType,
  bare,
  BindingField,
  BindingModel,
  BindingType,
  Declaration,
  EnumDeclaration,
  isNullable,
  RecordDeclaration,
  Scalar,
  UnionDeclaration,
} from './bindingModel';
import { GO_MEMBERS, GO_UNION } from './goJson';
import { identifiersFor, Names, pascalCase } from './identifiers';

/** Exported names are the contract's own; what the file adds is not exported. */
export const GO_RESERVED: readonly string[] = [];

/** Methods that a field cannot be called after. */
const FIELD_RESERVED = new Set(['MarshalJSON', 'UnmarshalJSON']);

/** The model as one Go file (1.18 or later) that needs the standard library only. */
export function writeGo(
  model: BindingModel,
  header: string[],
  packageName: string,
): string {
  const { declarations } = model;
  const constants = new Names(declarations.map(({ name }) => name));
  const structs = new Map(
    declarations.flatMap(declaration =>
      declaration.kind === 'record'
        ? [[declaration, structOf(declaration)] as const]
        : [],
    ),
  );
  const bodies = declarations.map(declaration => {
    switch (declaration.kind) {
      case 'enum':
        return enumText(declaration, constants);
      case 'union':
        return unionText(declaration);
      default:
        return structText(declaration, structs.get(declaration) ?? []);
    }
  });
  const hasUnions = declarations.some(({ kind }) => kind === 'union');
  const hasMembers = [...structs].some(([record, fields]) =>
    needsMembers(record, fields),
  );
  const imports = [
    ...(hasUnions ? ['bytes'] : []),
    ...(hasUnions || hasMembers ? ['encoding/json'] : []),
    ...(hasUnions ? ['errors', 'sort'] : []),
  ];
  return `${[
    header.map(line => `// ${line}`).join('\n'),
    `package ${packageName}`,
    ...(imports.length === 0
      ? []
      : [`import (\n${imports.map(name => `\t"${name}"\n`).join('')})`]),
    ...bodies,
    ...(hasUnions ? [GO_UNION] : []),
    ...(hasMembers ? [GO_MEMBERS] : []),
  ].join('\n\n')}\n`;
}

interface StructField extends BindingField {
  name: string;
  goType: string;
  /** Whether encoding/json can find the member by a tag. */
  hasTag: boolean;
}

function structOf(record: RecordDeclaration): StructField[] {
  const names = identifiersFor(
    record.fields.map(({ jsonName }) => jsonName),
    {
      change: exported,
      whenEmpty: 'Empty',
      digitPrefix: 'N',
      reserved: record.rest
        ? new Set([...FIELD_RESERVED, 'AdditionalProperties'])
        : FIELD_RESERVED,
    },
  );
  return record.fields.map(field => ({
    ...field,
    name: names.get(field.jsonName) ?? '',
    goType: fieldType(record, field),
    hasTag: canBeTag(field.jsonName),
  }));
}

/** A name in a script without capitals is not exported, so encoding/json would pass it over. */
function exported(text: string): string {
  const name = pascalCase(text);
  return name === '' || /^[\p{Lu}\p{Nd}]/u.test(name) ? name : `X${name}`;
}

/** Which names a tag can hold ("encoding/json", Marshal): others are passed over without a word. */
function canBeTag(jsonName: string): boolean {
  return /^[\p{L}\p{Nd}!#$%&()*+\-./:;<=>?@[\]^_{|}~ ]+$/u.test(jsonName);
}

function fieldType(record: RecordDeclaration, field: BindingField): string {
  const { type, required } = field;
  const plain = typeText(bare(type));
  if (/^(any|\[\]|map\[)/.test(plain)) return plain;
  const isOptional = !required || type.kind === 'nullable';
  // A struct cannot hold itself, only point to itself.
  return isOptional || leadsTo(type, record) ? `*${plain}` : plain;
}

function leadsTo(type: BindingType, record: RecordDeclaration): boolean {
  const seen = new Set<Declaration>();
  const waiting = [type];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const inner = bare(next);
    if (inner.kind !== 'named' || inner.declaration.kind !== 'record') continue;
    if (inner.declaration === record) return true;
    if (seen.has(inner.declaration)) continue;
    seen.add(inner.declaration);
    for (const field of inner.declaration.fields) {
      // Others are pointers anyway.
      if (field.required && field.type.kind === 'named') {
        waiting.push(field.type);
      }
    }
  }
  return false;
}

function needsMembers(
  record: RecordDeclaration,
  fields: StructField[],
): boolean {
  return record.rest !== undefined || fields.some(({ hasTag }) => !hasTag);
}

function structText(record: RecordDeclaration, fields: StructField[]): string {
  const lines = fields.map(field => {
    const omit = field.required ? '' : ',omitempty';
    // A lone "-" would mean that the field is not written.
    const tag = `${field.jsonName}${
      field.jsonName === '-' && field.required ? ',' : omit
    }`;
    return {
      about: [...field.about, ...allowed(field.type)],
      cells: [
        field.name,
        field.goType,
        `\`json:"${field.hasTag ? tag : '-'}"\``,
      ],
    };
  });
  if (record.rest) {
    lines.push({
      about: ['Members of other names.'],
      cells: [
        'AdditionalProperties',
        `map[string]${typeText(record.rest)}`,
        '`json:"-"`',
      ],
    });
  }
  return [
    ...comment(record.about, ''),
    lines.length === 0
      ? `type ${record.name} struct{}`
      : `type ${record.name} struct {\n${aligned(lines)}\n}`,
    ...(needsMembers(record, fields) ? ['', ...methods(record, fields)] : []),
  ].join('\n');
}

/** As gofmt does: cells of neighbouring lines stand under each other, and a comment begins anew. */
function aligned(lines: { about: string[]; cells: string[] }[]): string {
  const sections: { about: string[]; rows: string[][] }[] = [];
  for (const { about, cells } of lines) {
    const last = sections[sections.length - 1];
    if (last && about.length === 0) last.rows.push(cells);
    else sections.push({ about, rows: [cells] });
  }
  return sections
    .flatMap(({ about, rows }) => {
      const widths = [0, 1].map(column =>
        Math.max(...rows.map(row => [...(row[column] ?? '')].length)),
      );
      return [
        ...comment(about, '\t'),
        ...rows.map(
          row =>
            `\t${row
              .map((cell, column) =>
                column < row.length - 1
                  ? cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)
                  : cell,
              )
              .join(' ')}`,
        ),
      ];
    })
    .join('\n');
}

/** What tags cannot do: members of any name. */
function methods(record: RecordDeclaration, fields: StructField[]): string[] {
  const untagged = fields.filter(({ hasTag }) => !hasTag);
  const { name } = record;
  return [
    `func (r ${name}) MarshalJSON() ([]byte, error) {`,
    `\ttype plain ${name}`,
    '\tmembers, err := membersOf(plain(r))',
    '\tif err != nil {',
    '\t\treturn nil, err',
    '\t}',
    ...untagged.flatMap(field => {
      const add = `addMember(members, ${text(field.jsonName)}, r.${
        field.name
      })`;
      const lines = [
        `if err := ${add}; err != nil {`,
        '\treturn nil, err',
        '}',
      ];
      return (
        field.required
          ? lines
          : [
              `if r.${field.name} != nil {`,
              ...lines.map(line => `\t${line}`),
              '}',
            ]
      ).map(line => `\t${line}`);
    }),
    ...(record.rest
      ? [
          '\tfor name, value := range r.AdditionalProperties {',
          '\t\tif _, known := members[name]; known {',
          '\t\t\tcontinue',
          '\t\t}',
          '\t\tif err := addMember(members, name, value); err != nil {',
          '\t\t\treturn nil, err',
          '\t\t}',
          '\t}',
        ]
      : []),
    '\treturn json.Marshal(members)',
    '}',
    '',
    `func (r *${name}) UnmarshalJSON(data []byte) error {`,
    `\ttype plain ${name}`,
    '\tif err := json.Unmarshal(data, (*plain)(r)); err != nil {',
    '\t\treturn err',
    '\t}',
    '\tvar members map[string]json.RawMessage',
    '\tif err := json.Unmarshal(data, &members); err != nil {',
    '\t\treturn err',
    '\t}',
    ...untagged.flatMap(field => [
      `\tif raw, found := members[${text(field.jsonName)}]; found {`,
      `\t\tif err := json.Unmarshal(raw, &r.${field.name}); err != nil {`,
      '\t\t\treturn err',
      '\t\t}',
      '\t}',
    ]),
    ...(record.rest
      ? [
          ...fields.map(field => `\tdelete(members, ${text(field.jsonName)})`),
          `\tr.AdditionalProperties = make(map[string]${typeText(
            record.rest,
          )}, len(members))`,
          '\tfor name, raw := range members {',
          `\t\tvar value ${typeText(record.rest)}`,
          '\t\tif err := json.Unmarshal(raw, &value); err != nil {',
          '\t\t\treturn err',
          '\t\t}',
          '\t\tr.AdditionalProperties[name] = value',
          '\t}',
        ]
      : []),
    '\treturn nil',
    '}',
  ];
}

function enumText(declaration: EnumDeclaration, constants: Names): string {
  const { name, values } = declaration;
  const rows = values.map(value => {
    const constant = constants.claim(`${name}${pascalCase(value) || 'Empty'}`);
    return { about: [], cells: [constant, name, `= ${text(value)}`] };
  });
  return [
    ...comment(declaration.about, ''),
    `type ${name} string`,
    '',
    'const (',
    aligned(rows),
    ')',
  ].join('\n');
}

interface UnionOption {
  field: string;
  goType: string;
  option: BareType;
}

function unionText(union: UnionDeclaration): string {
  const { name } = union;
  const fields = new Names(FIELD_RESERVED);
  const options = union.options.map(
    (option): UnionOption => ({
      option,
      goType: typeText(option),
      field: fields.claim(optionName(option)),
    }),
  );
  return [
    ...comment([...union.about, 'One field is set, the others are nil.'], ''),
    `type ${name} struct {`,
    aligned(
      options.map(({ field, goType }) => ({
        about: [],
        cells: [field, `*${goType}`],
      })),
    ),
    '}',
    '',
    `func (u ${name}) MarshalJSON() ([]byte, error) {`,
    '\tswitch {',
    ...options.flatMap(({ field }) => [
      `\tcase u.${field} != nil:`,
      `\t\treturn json.Marshal(u.${field})`,
    ]),
    '\t}',
    `\treturn nil, errors.New("${name}: no field is set")`,
    '}',
    '',
    `func (u *${name}) UnmarshalJSON(data []byte) error {`,
    `\t*u = ${name}{}`,
    '\treturn readFirst(data, []option{',
    ...options.map(option => `\t\t${optionText(option)},`),
    '\t})',
    '}',
  ].join('\n');
}

function optionName(option: BareType): string {
  switch (option.kind) {
    case 'named':
      return option.declaration.name;
    case 'literal':
      return pascalCase(option.base);
    default:
      return pascalCase(option.kind);
  }
}

function optionText({ field, option }: UnionOption): string {
  const read = `read: func(data []byte) error { return readInto(data, &u.${field}) }`;
  const parts = [`kind: '${jsonKind(option)}'`];
  if (option.kind === 'literal') {
    parts.push(`values: ${valuesText(option.values)}`);
  }
  if (option.kind === 'named') {
    const { declaration } = option;
    if (declaration.kind === 'enum') {
      parts.push(`values: ${valuesText(declaration.values)}`);
    } else if (declaration.kind === 'record') {
      const required = declaration.fields.filter(field_ => field_.required);
      const fixed = declaration.fields.flatMap(({ jsonName, type }) => {
        const values = fixedValues(type);
        return values && !isNullable(type)
          ? [`${text(jsonName)}: ${valuesText(values).replace('[]any', '')}`]
          : [];
      });
      parts.push(
        `known: ${textsText(declaration.fields)}`,
        `required: ${textsText(required)}`,
        ...(fixed.length > 0
          ? [`fixed: map[string][]any{${fixed.join(', ')}}`]
          : []),
      );
    }
  }
  return `{${[...parts, read].join(', ')}}`;
}

function fixedValues(type: BindingType): Scalar[] | undefined {
  if (type.kind === 'literal') return type.values;
  return type.kind === 'named' && type.declaration.kind === 'enum'
    ? type.declaration.values
    : undefined;
}

function jsonKind(option: BareType): string {
  switch (option.kind) {
    case 'string':
      return '"';
    case 'integer':
    case 'number':
      return '0';
    case 'boolean':
      return 't';
    case 'list':
      return '[';
    case 'literal':
      return option.base === 'string'
        ? '"'
        : option.base === 'boolean'
        ? 't'
        : '0';
    case 'named':
      return option.declaration.kind === 'enum' ? '"' : '{';
    default:
      return '{';
  }
}

/** As encoding/json reads them: every number is a float64. */
function valuesText(values: Scalar[]): string {
  return `[]any{${values
    .map(value =>
      typeof value === 'string'
        ? text(value)
        : typeof value === 'number'
        ? `float64(${value})`
        : String(value),
    )
    .join(', ')}}`;
}

function textsText(fields: BindingField[]): string {
  return fields.length === 0
    ? 'nil'
    : `[]string{${fields.map(({ jsonName }) => text(jsonName)).join(', ')}}`;
}

function allowed(type: BindingType): string[] {
  const inner = bare(type);
  return inner.kind === 'literal'
    ? [`One of ${inner.values.map(value => JSON.stringify(value)).join(', ')}.`]
    : [];
}

function typeText(type: BindingType): string {
  switch (type.kind) {
    case 'nullable': {
      const inner = typeText(type.of);
      return /^(any|\[\]|map\[)/.test(inner) ? inner : `*${inner}`;
    }
    case 'any':
    case 'null':
      return 'any';
    case 'literal':
      return scalarType(type.base);
    case 'list':
      return `[]${typeText(type.items)}`;
    case 'map':
      return `map[string]${typeText(type.values)}`;
    case 'named':
      return type.declaration.name;
    default:
      return scalarType(type.kind);
  }
}

function scalarType(base: 'string' | 'integer' | 'number' | 'boolean'): string {
  return {
    string: 'string',
    integer: 'int64',
    number: 'float64',
    boolean: 'bool',
  }[base];
}

/** JSON's escapes are Go's too, but Go has none for half a surrogate pair and no byte order mark inside a file. */
function text(value: string): string {
  return JSON.stringify(value.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /\ufeff/g,
    '\\ufeff',
  );
}

function comment(about: string[], indent: string): string[] {
  return about.map(line =>
    `${indent}// ${line.replace(/\ufeff/g, '')}`.trimEnd(),
  );
}
