import {
  BareType,
  BindingField,
  BindingType,
  isNullable,
  Scalar,
  UnionDeclaration,
} from './bindingModel';
import { FIELD_RESERVED } from './goStruct';
import { aligned, comment, text, typeText } from './goText';
import { Names, pascalCase } from './identifiers';

interface UnionOption {
  field: string;
  goType: string;
  option: BareType;
}

/** A struct with a field for each option, since Go has no unions. */
export function unionText(union: UnionDeclaration): string {
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
      return jsonKind({ kind: option.base });
    case 'named':
      return option.declaration.kind === 'enum' ? '"' : '{';
    default:
      return '{';
  }
}

/** As encoding/json reads them: every number is a float64. */
function valuesText(values: Scalar[]): string {
  const texts = values.map(value => {
    if (typeof value === 'string') return text(value);
    return typeof value === 'number' ? `float64(${value})` : String(value);
  });
  return `[]any{${texts.join(', ')}}`;
}

function textsText(fields: BindingField[]): string {
  return fields.length === 0
    ? 'nil'
    : `[]string{${fields.map(({ jsonName }) => text(jsonName)).join(', ')}}`;
}
