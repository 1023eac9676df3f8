import { BindingModel, Declaration, EnumDeclaration } from './bindingModel';
import { identifiersFor, Names, upperCase } from './identifiers';
import { JAVA_JSON } from './javaJson';
import { declareRecord } from './javaRecord';
import { javadoc, text } from './javaText';
import { declareUnion, recordsIn } from './javaUnion';

/** Types of the library that the classes use, or that every class sees. */
export const JAVA_RESERVED = [
  ...['Json', 'Object', 'String', 'Long', 'Double', 'Boolean', 'Number'],
  ...['List', 'Map', 'LinkedHashMap', 'ArrayList', 'Function', 'Set', 'Record'],
  ...['Enum', 'Override', 'IllegalArgumentException', 'Math', 'Integer'],
  ...['BigDecimal', 'ArithmeticException', 'NumberFormatException'],
];

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
