import {
  BareType,
  BindingField,
  BindingModel,
  BindingType,
  Declaration,
} from './bindingModel';

/** Names that the text of the bindings uses with their own meaning. */
export const TYPESCRIPT_RESERVED = ['Array', 'Object'];

/** What every object has: where such a property is absent, reading it gives the inherited one. */
const INHERITED = new Set([
  ...['constructor', 'hasOwnProperty', 'isPrototypeOf'],
  ...['propertyIsEnumerable', 'toLocaleString', 'toString', 'valueOf'],
]);

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

function field(each: BindingField): string {
  const { jsonName, required, about } = each;
  const name = /^[A-Za-z_$][\w$]*$/.test(jsonName)
    ? jsonName
    : JSON.stringify(jsonName);
  return `${comment(about, '  ')}  ${name}${required ? '' : '?'}: ${fieldText(
    each,
  )};\n`;
}

function fieldText({ jsonName, type, required }: BindingField): string {
  return !required && INHERITED.has(jsonName)
    ? `${typeText(type)} | Object["${jsonName}"]`
    : typeText(type);
}

/** TypeScript wants the type of an index signature to take that of every named property too. */
function restText(fields: BindingField[], rest: BindingType): string {
  const types = new Set([
    typeText(rest),
    ...fields.map(fieldText),
    ...(fields.some(({ required }) => !required) ? ['undefined'] : []),
  ]);
  return types.has('unknown') ? 'unknown' : [...types].join(' | ');
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
