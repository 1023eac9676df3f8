import {
  BareType,
  BindingField,
  BindingModel,
  BindingType,
  Declaration,
} from './bindingModel';

/** Names that the text of the bindings uses with their own meaning. */
export const TYPESCRIPT_RESERVED = ['Array'];

/** The model as one TypeScript module of types. */
export function writeTypescript(model: BindingModel, header: string[]): string {
  return `${[
    header.map(line => `// ${line}`).join('\n'),
    ...model.declarations.map(declare),
  ].join('\n\n')}\n`;
}

function declare(declaration: Declaration): string {
  const about = comment(declaration.about, '');
  switch (declaration.kind) {
    case 'enum':
      return `${about}export type ${declaration.name} =\n${declaration.values
        .map(value => `  | ${JSON.stringify(value)}`)
        .join('\n')};`;
    case 'union':
      return `${about}export type ${declaration.name} =\n${declaration.options
        .map(option => `  | ${typeText(option)}`)
        .join('\n')};`;
    default: {
      const rest = declaration.rest
        ? [
            `  [name: string]: ${restText(
              declaration.fields,
              declaration.rest,
            )};\n`,
          ]
        : [];
      return `${about}export interface ${declaration.name} {\n${[
        ...declaration.fields.map(field),
        ...rest,
      ].join('')}}`;
    }
  }
}

function field({ jsonName, type, required, about }: BindingField): string {
  const name = /^[A-Za-z_$][\w$]*$/.test(jsonName)
    ? jsonName
    : JSON.stringify(jsonName);
  return `${comment(about, '  ')}  ${name}${required ? '' : '?'}: ${typeText(
    type,
  )};\n`;
}

/** TypeScript wants the type of an index signature to take that of every named property too. */
function restText(fields: BindingField[], rest: BindingType): string {
  const types = [rest, ...fields.map(({ type }) => type)].map(typeText);
  const distinct = [
    ...new Set([
      ...types,
      ...(fields.some(({ required }) => !required) ? ['undefined'] : []),
    ]),
  ];
  return distinct.includes('unknown') ? 'unknown' : distinct.join(' | ');
}

function typeText(type: BindingType): string {
  return type.kind === 'nullable'
    ? `${bareText(type.of)} | null`
    : bareText(type);
}

function bareText(type: BareType): string {
  switch (type.kind) {
    case 'any':
      return 'unknown';
    case 'integer':
      return 'number';
    case 'literal':
      return type.values.map(value => JSON.stringify(value)).join(' | ');
    case 'list':
      return `Array<${typeText(type.items)}>`;
    case 'map':
      // Not Record: an alias may lead back to itself through members only.
      return `{ [name: string]: ${typeText(type.values)} }`;
    case 'named':
      return type.declaration.name;
    default:
      return type.kind;
  }
}

function comment(about: string[], indent: string): string {
  if (about.length === 0) return '';
  const lines = about.map(line =>
    `${indent} * ${line.replace(/\*\//g, '*\\/')}`.trimEnd(),
  );
  return `${indent}/**\n${lines.join('\n')}\n${indent} */\n`;
}
