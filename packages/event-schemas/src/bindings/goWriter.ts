import { BindingModel, EnumDeclaration } from './bindingModel';
import { GO_MEMBERS, GO_UNION } from './goJson';
import { needsMembers, structOf, structText } from './goStruct';
import { aligned, comment, text } from './goText';
import { unionText } from './goUnion';
import { Names, pascalCase } from './identifiers';

/** Exported names are the contract's own; what the file adds is not exported. */
export const GO_RESERVED: readonly string[] = [];

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
