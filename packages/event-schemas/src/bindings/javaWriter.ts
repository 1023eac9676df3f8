import {
  BareType,
  BindingField,
  BindingModel,
  BindingType,
  Declaration,
  EnumDeclaration,
  RecordDeclaration,
  Scalar,
  UnionDeclaration,
} from './bindingModel';
import { camelCase, identifiersFor, Names, upperCase } from './identifiers';
import { JAVA_JSON } from './javaJson';

/** Types of the library that the classes use, or that every class sees. */
export const JAVA_RESERVED = [
  ...['Json', 'Object', 'String', 'Long', 'Double', 'Boolean', 'Number'],
  ...['List', 'Map', 'LinkedHashMap', 'ArrayList', 'Function', 'Set', 'Record'],
  ...['Enum', 'Override', 'IllegalArgumentException', 'Math', 'Integer'],
  ...['BigDecimal', 'ArithmeticException', 'NumberFormatException'],
];

/** Keywords, and names that components of a record cannot have ("The Java Language Specification", records). */
const COMPONENT_RESERVED = new Set(
  `abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally
  float for goto if implements import instanceof int interface long native new package private protected public return short
  static strictfp super switch synchronized this throw throws transient try void volatile while true false null _ var yield
  record sealed permits clone finalize getClass hashCode notify notifyAll toString wait toJson fromJson members`.split(
    /\s+/,
  ),
);

export interface JavaFile {
  name: string;
  content: string;
}

/** The model as Java 17 records, enums and sealed interfaces, a file each, that need no library. */
export function writeJava(
  model: BindingModel,
  header: string[],
  packageName: string,
): JavaFile[] {
  const unionsOf = new Map<Declaration, string[]>();
  for (const declaration of model.declarations) {
    if (declaration.kind !== 'union') continue;
    for (const record of recordsIn(declaration)) {
      unionsOf.set(record, [...(unionsOf.get(record) ?? []), declaration.name]);
    }
  }
  const top = [
    ...header.map(line => `// ${line}`),
    `package ${packageName};`,
    '',
  ];
  const names = new Names([
    ...JAVA_RESERVED,
    ...model.declarations.map(({ name }) => name),
  ]);
  const files = model.declarations.map(declaration => ({
    name: declaration.name,
    body: declare(declaration, unionsOf.get(declaration) ?? [], names),
  }));
  return [
    ...files.map(({ name, body }) => ({
      name,
      content: `${[
        ...top,
        'import java.util.LinkedHashMap;',
        'import java.util.List;',
        'import java.util.Map;',
        'import java.util.Set;',
        '',
        body,
      ].join('\n')}\n`,
    })),
    { name: 'Json', content: `${[...top, JAVA_JSON].join('\n')}\n` },
  ];
}

function declare(
  declaration: Declaration,
  unions: string[],
  names: Names,
): string {
  switch (declaration.kind) {
    case 'record':
      return declareRecord(declaration, unions);
    case 'enum':
      return declareEnum(declaration);
    default:
      return declareUnion(declaration, names);
  }
}

interface NamedField extends BindingField {
  name: string;
}

function declareRecord(record: RecordDeclaration, unions: string[]): string {
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

function declareEnum(declaration: EnumDeclaration): string {
  const { name, values } = declaration;
  const names = identifiersFor(values, {
    change: upperCase,
    whenEmpty: 'EMPTY',
    digitPrefix: 'N',
    reserved: new Set(),
  });
  return [
    ...javadoc(declaration.about, ''),
    `public enum ${name} implements Json.Value {`,
    `${values
      .map(value => `  ${names.get(value)}(${text(value)})`)
      .join(',\n')};`,
    '',
    '  private final String json;',
    '',
    `  ${name}(String json) {`,
    '    this.json = json;',
    '  }',
    '',
    `  public static ${name} fromJson(Object json) {`,
    `    for (${name} value : values()) {`,
    '      if (value.json.equals(json)) return value;',
    '    }',
    `    throw new IllegalArgumentException("not a ${name}");`,
    '  }',
    '',
    '  @Override',
    '  public String toJson() {',
    '    return json;',
    '  }',
    '}',
  ].join('\n');
}

function recordsIn(union: UnionDeclaration): RecordDeclaration[] {
  return union.options.flatMap(option =>
    option.kind === 'named' && option.declaration.kind === 'record'
      ? [option.declaration]
      : [],
  );
}

/** Records are options themselves; everything else stands in a record of one component. */
function declareUnion(union: UnionDeclaration, typeNames: Names): string {
  const { name } = union;
  const records = recordsIn(union);
  const wrappers = union.options.flatMap(option => {
    if (option.kind === 'named' && option.declaration.kind === 'record') {
      return [];
    }
    return [{ option, wrapper: wrapperName(option, typeNames) }];
  });
  const permitted = [
    ...records.map(record => record.name),
    ...wrappers.map(({ wrapper }) => `${name}.${wrapper}`),
  ];
  return [
    ...javadoc(union.about, ''),
    `public sealed interface ${name} extends Json.Value permits ${permitted.join(
      ', ',
    )} {`,
    ...wrappers.flatMap(({ option, wrapper }) => [
      `  record ${wrapper}(${typeText(option)} value) implements ${name} {`,
      '    @Override',
      '    public Object toJson() {',
      '      return Json.plain(value);',
      '    }',
      '  }',
      '',
    ]),
    '  /** Reads the maps, lists and scalars that a JSON library makes of the text. */',
    `  static ${name} fromJson(Object json) {`,
    `    return Json.choose(`,
    '        json,',
    `        List.of(${wrappers
      .map(
        ({ option, wrapper }) =>
          `value -> new ${wrapper}(${apply(option, 'value')})`,
      )
      .join(', ')}),`,
    `        List.of(${records
      .map(
        record =>
          `new Json.Option<>(${record.name}.NAMES, ${record.name}::fromJson)`,
      )
      .join(', ')}));`,
    '  }',
    '}',
  ].join('\n');
}

function wrapperName(option: BareType, typeNames: Names): string {
  const stem =
    option.kind === 'named'
      ? option.declaration.name
      : option.kind === 'literal'
      ? pascal(option.base)
      : pascal(option.kind);
  // Inside the interface it would hide a type of its name.
  let wanted = `Of${stem}`;
  while (typeNames.has(wanted)) wanted = `${wanted}_`;
  return wanted;
}

function pascal(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function typeText(type: BindingType): string {
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

function reader(type: BindingType): string {
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
function apply(type: BareType, argument: string): string {
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
function text(value: string): string {
  return JSON.stringify(value).replace(
    /[\ud800-\udfff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16)}`,
  );
}

function javadoc(about: string[], indent: string): string[] {
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
