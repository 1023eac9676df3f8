import {
  bare,
  BindingField,
  BindingType,
  Declaration,
  RecordDeclaration,
} from './bindingModel';
import { aligned, comment, text, typeText } from './goText';
import { identifiersFor, isOfKnownLetters, pascalCase } from './identifiers';

/** Methods that a field cannot be called after. */
export const FIELD_RESERVED = new Set(['MarshalJSON', 'UnmarshalJSON']);

export interface StructField extends BindingField {
  name: string;
  goType: string;
  /** Whether encoding/json can find the member by a tag. */
  hasTag: boolean;
}

/** The fields of a struct, with names that Go exports. */
export function structOf(record: RecordDeclaration): StructField[] {
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
function exported(jsonName: string): string {
  const name = pascalCase(jsonName);
  return name === '' || /^[\p{Lu}\p{Nd}]/u.test(name) ? name : `X${name}`;
}

/** Which names a tag can hold ("encoding/json", Marshal): others are passed over without a word. */
function canBeTag(jsonName: string): boolean {
  const others = jsonName.replace(/[!#$%&()*+\-./:;<=>?@[\]^_{|}~ ]/g, '');
  return jsonName !== '' && isOfKnownLetters(others);
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

/** Whether tags are not enough to read and write the struct. */
export function needsMembers(
  record: RecordDeclaration,
  fields: StructField[],
): boolean {
  return record.rest !== undefined || fields.some(({ hasTag }) => !hasTag);
}

/** A struct, and its methods where tags are not enough. */
export function structText(
  record: RecordDeclaration,
  fields: StructField[],
): string {
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

function allowed(type: BindingType): string[] {
  const inner = bare(type);
  return inner.kind === 'literal'
    ? [`One of ${inner.values.map(value => JSON.stringify(value)).join(', ')}.`]
    : [];
}
