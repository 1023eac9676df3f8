import {
  MemberEntry,
  MemberTraits,
  ShapeEntry,
  ShapeReference,
  StructureEntry,
} from './models/modelFile';

/** How a timestamp is written, if its shape says so. */
export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

/** A shape without parts. */
export interface ScalarShape {
  type: 'string' | 'number' | 'boolean' | 'blob' | 'stream' | 'document';
}

/** A point in time, in the protocol's own format unless the shape names one. */
export interface TimestampShape {
  type: 'timestamp';
  format?: TimestampFormat;
}

/** A list of one kind of value. */
export interface ListShape {
  type: 'list';
  member: Member;
}

/** A map from strings to one kind of value. */
export interface MapShape {
  type: 'map';
  key: Member;
  value: Member;
}

/** A structure or union. */
export interface StructureShape {
  type: 'structure';
  members: readonly StructureMember[];
}

/** One shape of a service's model. Shapes may hold themselves. */
export type Shape =
  | ScalarShape
  | TimestampShape
  | ListShape
  | MapShape
  | StructureShape;

/** What a collection holds, and how it travels. */
export interface Member {
  shape: Shape;
  traits: MemberTraits;
}

/** A member of a structure. */
export interface StructureMember extends Member {
  name: string;
  isRequired: boolean;
}

const SIMPLE: Record<string, ScalarShape | TimestampShape> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  blob: { type: 'blob' },
  stream: { type: 'stream' },
  document: { type: 'document' },
  timestamp: { type: 'timestamp' },
  'date-time': { type: 'timestamp', format: 'date-time' },
  'http-date': { type: 'timestamp', format: 'http-date' },
  'epoch-seconds': { type: 'timestamp', format: 'epoch-seconds' },
};

const NO_TRAITS: MemberTraits = {};

/** The shapes of one service, each made when it is first asked for. */
export class Shapes {
  readonly #entries: Record<string, ShapeEntry>;
  readonly #made = new Map<ShapeReference, Shape>();

  private constructor(entries: Record<string, ShapeEntry>) {
    this.#entries = entries;
  }

  /** @param entries - the shapes of a model file */
  static create(entries: Record<string, ShapeEntry>): Shapes {
    return new Shapes(entries);
  }

  /** @throws Error when the model file has no such shape */
  get(reference: ShapeReference): Shape {
    const known = SIMPLE[reference] ?? this.#made.get(reference);
    if (known) {
      return known;
    }
    const collection = /^(list|map)<(.*)>$/.exec(reference);
    if (collection) {
      const [, kind, inner] = collection;
      return this.#make(
        reference,
        kind === 'list' ? { list: inner } : { key: 'string', value: inner },
      );
    }
    const entry = this.#entries[reference.slice(1)];
    if (!entry) {
      throw new Error(`The model has no shape ${reference}`);
    }
    return this.#make(reference, entry);
  }

  #make(reference: ShapeReference, entry: ShapeEntry): Shape {
    // Known before its parts are, for shapes that hold themselves.
    if ('list' in entry) {
      const shape = { type: 'list' } as ListShape;
      this.#made.set(reference, shape);
      shape.member = this.#member(entry.list);
      return shape;
    }
    if ('key' in entry) {
      const shape = { type: 'map' } as MapShape;
      this.#made.set(reference, shape);
      shape.key = this.#member(entry.key);
      shape.value = this.#member(entry.value);
      return shape;
    }
    const members: StructureMember[] = [];
    const shape: StructureShape = { type: 'structure', members };
    this.#made.set(reference, shape);
    members.push(...this.#members(entry));
    return shape;
  }

  #members({ members, required = 0 }: StructureEntry): StructureMember[] {
    return Object.entries(members).map(([name, member], i) => ({
      name,
      isRequired: i < required,
      ...this.#member(member),
    }));
  }

  #member(entry: MemberEntry): Member {
    const [reference, traits] =
      typeof entry === 'string' ? [entry, NO_TRAITS] : entry;
    return { shape: this.get(reference), traits };
  }
}
