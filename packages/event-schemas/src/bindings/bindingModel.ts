/**
 * What the writers of all languages write from. Null stands outermost only, unions have at least two options (one where a
 * type is a list or map of itself), and every name is an identifier that no other declaration has, whatever the case.
 */
export interface BindingModel {
  /** The whole event; the first of the declarations. */
  event: RecordDeclaration;
  declarations: Declaration[];
}

export type Scalar = string | number | boolean;

export type BareType =
  | { kind: 'any' | 'null' | 'string' | 'integer' | 'number' | 'boolean' }
  /** One of a few values, all of one JSON type. */
  | {
      kind: 'literal';
      base: 'string' | 'integer' | 'number' | 'boolean';
      values: Scalar[];
    }
  | { kind: 'list'; items: BindingType }
  | { kind: 'map'; values: BindingType }
  | { kind: 'named'; declaration: Declaration };

export type BindingType = BareType | { kind: 'nullable'; of: BareType };

export interface BindingField {
  /** The name in JSON. */
  jsonName: string;
  type: BindingType;
  required: boolean;
  /** Lines of a comment. */
  about: string[];
}

export interface RecordDeclaration {
  kind: 'record';
  name: string;
  about: string[];
  fields: BindingField[];
  /** The type of members with other names, where the schema describes them. */
  rest?: BindingType;
}

/** Two strings or more. */
export interface EnumDeclaration {
  kind: 'enum';
  name: string;
  about: string[];
  values: string[];
}

export interface UnionDeclaration {
  kind: 'union';
  name: string;
  about: string[];
  options: BareType[];
}

export type Declaration =
  | RecordDeclaration
  | EnumDeclaration
  | UnionDeclaration;

export function isNullable(type: BindingType): boolean {
  return (
    type.kind === 'nullable' || type.kind === 'null' || type.kind === 'any'
  );
}

export function bare(type: BindingType): BareType {
  return type.kind === 'nullable' ? type.of : type;
}
