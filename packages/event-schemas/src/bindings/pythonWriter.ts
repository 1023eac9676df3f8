import {
  BindingField,
  BindingModel,
  Declaration,
  isNullable,
  RecordDeclaration,
  UnionDeclaration,
} from './bindingModel';
import { identifiersFor, snakeCase, upperCase } from './identifiers';
import { PYTHON_READERS } from './pythonReaders';
import {
  docstring,
  literal,
  nameSet,
  reader,
  typeText,
  unionReader,
} from './pythonText';

/** Class names that would hide what the module itself uses, or that Python does not take. */
export const PYTHON_RESERVED = [
  ...['Any', 'Callable', 'Dict', 'Enum', 'List', 'Literal', 'Optional'],
  ...[
    'Tuple',
    'TypeVar',
    'Union',
    'T',
    'E',
    'Missing',
    'None',
    'True',
    'False',
  ],
  ...['ValueError', 'Exception', 'str', 'int', 'float', 'bool', 'dict', 'list'],
];

/** Keywords, what the classes themselves define, and types that a field's name would hide from the fields after it. */
const FIELD_RESERVED = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import
  in is lambda nonlocal not or pass raise return try while with yield match case type
  str int float bool dict list tuple set object self field dataclass staticmethod super
  from_dict to_dict`.split(/\s+/),
);

/** The model as one Python module of data classes that needs the standard library only. */
export function writePython(model: BindingModel, header: string[]): string {
  const { declarations } = model;
  const parts = [
    header.map(line => `# ${line}`).join('\n'),
    PYTHON_READERS,
    ...declarations.filter(({ kind }) => kind !== 'union').map(declare),
    // After the classes they name.
    ...declarations.flatMap(declaration =>
      declaration.kind === 'union' ? [declareUnion(declaration)] : [],
    ),
  ];
  return `${parts.join('\n\n\n')}\n`;
}

function declare(declaration: Declaration): string {
  switch (declaration.kind) {
    case 'record':
      return declareRecord(declaration);
    case 'enum': {
      const names = memberNames(declaration.values);
      const members = declaration.values.map(
        value => `    ${names.get(value)} = ${literal(value)}`,
      );
      return [
        `class ${declaration.name}(str, Enum):`,
        ...docstring(declaration.about),
        ...members,
      ].join('\n');
    }
    default:
      return declareUnion(declaration);
  }
}

function memberNames(values: string[]): Map<string, string> {
  return identifiersFor(values, {
    change: upperCase,
    whenEmpty: 'EMPTY',
    digitPrefix: 'N',
    reserved: new Set(),
  });
}

interface NamedField extends BindingField {
  name: string;
}

function declareRecord(record: RecordDeclaration): string {
  const names = identifiersFor(
    record.fields.map(({ jsonName }) => jsonName),
    {
      change: snakeCase,
      whenEmpty: 'empty',
      digitPrefix: 'n',
      reserved: record.rest
        ? new Set([...FIELD_RESERVED, 'additional_properties'])
        : FIELD_RESERVED,
    },
  );
  const fields = record.fields.map(field => ({
    ...field,
    name: names.get(field.jsonName) ?? '',
  }));
  // Fields without a default come first, or Python refuses the class.
  const ordered = [
    ...fields.filter(({ required }) => required),
    ...fields.filter(({ required }) => !required),
  ];
  const body = [
    ...docstring(record.about),
    ...ordered.flatMap(fieldLines),
    ...(record.rest
      ? [
          `    additional_properties: dict[str, ${typeText(
            record.rest,
          )}] = field(default_factory=dict)`,
        ]
      : []),
    '',
    '    @staticmethod',
    `    def from_dict(value: Any) -> ${record.name}:`,
    `        """Reads what json.loads gives. Raises ValueError where that does not fit."""`,
    `        members = _members(value)`,
    `        return ${record.name}(`,
    ...ordered.map(field => `            ${field.name}=${readField(field)},`),
    ...(record.rest
      ? [
          `            additional_properties=_rest(members, ${reader(
            record.rest,
          )}, ${nameSet(record)}),`,
        ]
      : []),
    '        )',
    '',
    '    def to_dict(self) -> dict[str, Any]:',
    '        """What json.dumps takes."""',
    '        members: dict[str, Any] = {}',
    ...(record.rest
      ? ['        members.update(_plain(self.additional_properties))']
      : []),
    ...fields.flatMap(writeField),
    '        return members',
  ];
  return ['@dataclass', `class ${record.name}:`, ...body].join('\n');
}

function fieldLines(field: NamedField): string[] {
  const type = typeText(field.type);
  const about = field.about.map(line => `    # ${line}`.trimEnd());
  if (field.required) return [...about, `    ${field.name}: ${type}`];
  return isNullable(field.type)
    ? [...about, `    ${field.name}: ${type} | Missing = MISSING`]
    : [...about, `    ${field.name}: ${type} | None = None`];
}

function howToRead({ required, type }: NamedField): string {
  if (required) return '_required';
  return isNullable(type) ? '_nullable_optional' : '_optional';
}

function readField(field: NamedField): string {
  const how = howToRead(field);
  return `${how}(members, ${literal(field.jsonName)}, ${reader(field.type)})`;
}

function writeField({ name, jsonName, required, type }: NamedField): string[] {
  const write = `members[${literal(jsonName)}] = _plain(self.${name})`;
  if (required) return [`        ${write}`];
  const isThere = isNullable(type) ? 'is not MISSING' : 'is not None';
  return [`        if self.${name} ${isThere}:`, `            ${write}`];
}

function declareUnion(union: UnionDeclaration): string {
  const records = union.options.flatMap(option =>
    option.kind === 'named' && option.declaration.kind === 'record'
      ? [option.declaration]
      : [],
  );
  const others = union.options.filter(
    option =>
      !(option.kind === 'named' && option.declaration.kind === 'record'),
  );
  const types = union.options.map(option => quoted(typeText(option)));
  return [
    ...union.about.map(line => `# ${line}`.trimEnd()),
    `${union.name} = Union[${types.join(', ')}]`,
    '',
    '',
    `def ${unionReader(union)}(value: Any) -> Any:`,
    '    return _choose(',
    '        value,',
    `        [${others.map(reader).join(', ')}],`,
    `        [${records
      .map(record => `(${record.name}.from_dict, ${nameSet(record)})`)
      .join(', ')}],`,
    '    )',
  ].join('\n');
}

/** Unions are made when the module is loaded, before the classes further down are known. */
function quoted(type: string): string {
  return JSON.stringify(type);
}
