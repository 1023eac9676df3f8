import {
  BindingField,
  BindingType,
  RecordDeclaration,
  Scalar,
} from './bindingModel';
import { camelCase, identifiersFor } from './identifiers';
import { javadoc, reader, text, typeText } from './javaText';

/** Keywords, and names that components of a record cannot have ("The Java Language Specification", records). */
const COMPONENT_RESERVED = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally
  float for goto if implements import instanceof int interface long native new package private protected public return short
  static strictfp super switch synchronized this throw throws transient try void volatile while true false null _ var yield
  record sealed permits clone finalize getClass hashCode notify notifyAll toString wait toJson fromJson members`.split(
    /\s+/,
  ),
);

interface NamedField extends BindingField {
  name: string;
}

/** A record that is also an option of the named unions. */
export function declareRecord(
  record: RecordDeclaration,
  unions: string[],
): string {
  const names = identifiersFor(
    record.fields.map(({ jsonName }) => jsonName),
    {
      change: camelCase,
      whenEmpty: 'empty',
      digitPrefix: 'n',
      reserved: record.rest
        ? new Set([...COMPONENT_RESERVED, 'additionalProperties'])
        : COMPONENT_RESERVED,
    },
  );
  const fields = record.fields.map(
    (field): NamedField => ({
      ...field,
      name: names.get(field.jsonName) ?? '',
    }),
  );
  const known = `Set.of(${fields
    .map(({ jsonName }) => text(jsonName))
    .join(', ')})`;
  const components = [
    ...fields.map(({ name, type }) => `    ${typeText(type)} ${name}`),
    ...(record.rest
      ? [`    Map<String, ${typeText(record.rest)}> additionalProperties`]
      : []),
  ];
  const reads = [
    ...fields.map(
      ({ jsonName, required, type }) =>
        `        Json.${required ? 'required' : 'optional'}(members, ${text(
          jsonName,
        )}, ${reader(type)})`,
    ),
    ...(record.rest
      ? [`        Json.rest(members, NAMES, ${reader(record.rest)})`]
      : []),
  ];
  return [
    ...javadoc([...record.about, ...fields.flatMap(parameter)], ''),
    `public record ${record.name}(`,
    components.join(',\n'),
    `) implements ${['Json.Value', ...unions].join(', ')} {`,
    `  static final Set<String> NAMES = ${known};`,
    '',
    '  /** Reads the maps, lists and scalars that a JSON library makes of the text. */',
    `  public static ${record.name} fromJson(Object json) {`,
    '    Map<String, Object> members = Json.members(json);',
    `    return new ${record.name}(`,
    `${reads.join(',\n')});`,
    '  }',
    '',
    '  /** The maps, lists and scalars for a JSON library to write. */',
    '  @Override',
    '  public Map<String, Object> toJson() {',
    '    Map<String, Object> members = new LinkedHashMap<>();',
    ...(record.rest
      ? ['    members.putAll(Json.members(Json.plain(additionalProperties)));']
      : []),
    ...fields.map(({ name, jsonName, required }) => {
      const put = `members.put(${text(jsonName)}, Json.plain(${name}));`;
      return required ? `    ${put}` : `    if (${name} != null) ${put}`;
    }),
    '    return members;',
    '  }',
    '}',
  ].join('\n');
}

function parameter({ name, about, required, type }: NamedField): string[] {
  const allowed =
    type.kind === 'literal' ||
    (type.kind === 'nullable' && type.of.kind === 'literal')
      ? [
          `One of ${literalsOf(type)
            .map(value => JSON.stringify(value))
            .join(', ')}.`,
        ]
      : [];
  const lines = [
    ...about,
    ...allowed,
    ...(required ? [] : ['May be null: then it is absent.']),
  ];
  return lines.length === 0
    ? []
    : [`@param ${name} ${lines[0]}`, ...lines.slice(1)];
}

function literalsOf(type: BindingType): Scalar[] {
  if (type.kind === 'nullable') return literalsOf(type.of);
  return type.kind === 'literal' ? type.values : [];
}
