import { Scalar } from './bindingModel';

/** The wanted name of a type that has none of its own. */
export interface NameHint {
  wanted: string;
  /** Name of the type around it, to tell namesakes apart. */
  within: string;
  /** Set for definitions, which have their names before all others. */
  claimed?: string;
}

/** A schema as the types it allows: what to declare, and under which name, is decided later. */
export type Shape =
  | {
      kind:
        | 'any'
        | 'never'
        | 'null'
        | 'string'
        | 'integer'
        | 'number'
        | 'boolean';
    }
  | { kind: 'literal'; values: Scalar[]; hint: NameHint; about: string[] }
  | { kind: 'list'; items: Shape; hint: NameHint }
  | { kind: 'map'; values: Shape; hint: NameHint }
  | RecordShape
  | { kind: 'choice'; options: Shape[]; hint: NameHint; about: string[] }
  /** Recursive schemas lead back to a reference whose target is set once it is read. */
  | { kind: 'reference'; target?: Shape };

/** A shape that is no choice, nor leads to one. */
export type OptionShape = Exclude<Shape, { kind: 'choice' | 'reference' }>;

export interface RecordShape {
  kind: 'record';
  hint: NameHint;
  about: string[];
  fields: FieldShape[];
  rest?: Shape;
}

export interface FieldShape {
  jsonName: string;
  shape: Shape;
  required: boolean;
  about: string[];
}
