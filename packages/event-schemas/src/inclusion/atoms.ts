import { Goal } from './goal';

/** The kinds of JSON value; integers are numbers. */
export type Kind =
  | 'object'
  | 'array'
  | 'string'
  | 'number'
  | 'boolean'
  | 'null';

export const KINDS: readonly Kind[] = [
  'object',
  'array',
  'string',
  'number',
  'boolean',
  'null',
];

export type Primitive = string | number | boolean | null;

/** One plain condition on a value whose kind is settled. */
export type Atom =
  | ScalarAtom
  | ListAtom
  | ObjectAtom
  /** Something this package cannot judge. It may hold or not; `note` says what it is. */
  | { on: 'unknown'; note: string };

export type ScalarAtom =
  | { on: 'same'; value: Primitive; holds: boolean }
  | { on: 'least'; value: number; isOpen: boolean }
  | { on: 'most'; value: number; isOpen: boolean }
  | { on: 'whole'; holds: boolean }
  | { on: 'multiple'; of: number; holds: boolean }
  | { on: 'length'; least: number; most: number }
  | { on: 'pattern'; expression: string; isUnicode: boolean; holds: boolean }
  | { on: 'format'; name: string; holds: boolean };

export type ListAtom =
  /** The goal of each place by number, and of all others. */
  | { on: 'elements'; first: (Goal | undefined)[]; rest: Goal | undefined }
  /** An element there is, and it fulfils the goal. */
  | { on: 'element'; index: number; goal: Goal }
  /** Some element at or after the index fulfils the goal. */
  | { on: 'some-element'; from: number; goal: Goal }
  | { on: 'unique'; holds: boolean }
  | { on: 'size'; least: number; most: number };

/** What the properties of an object must fulfil, if they are there. */
export interface Members {
  named: ReadonlyMap<string, Goal>;
  patterns: readonly { expression: string; isUnicode: boolean; goal: Goal }[];
  rest: Goal | undefined;
}

export type ObjectAtom =
  | ({ on: 'members' } & Members)
  | { on: 'present'; name: string; goals: readonly Goal[] }
  | { on: 'absent'; name: string }
  /** Some property, whose name fits the selection, fulfils the goals. */
  | { on: 'some-member'; select: NameSelection; goals: readonly Goal[] }
  /** Every name fulfils the goal. */
  | { on: 'names'; goal: Goal }
  | { on: 'size'; least: number; most: number };

/** Which names are meant. Every condition given must hold. */
export interface NameSelection {
  /** Fits one of these expressions … */
  matches?: { expression: string; isUnicode: boolean };
  /** … and none of these … */
  matchesNone: readonly { expression: string; isUnicode: boolean }[];
  /** … and is none of these … */
  isNone: ReadonlySet<string>;
  /** … and, as text, fulfils this goal. */
  fulfils?: Goal;
}

/** A condition or a goal; several together must all hold. */
export type Item = { goal: Goal } | { atom: Atom };

/** Ways to fulfil something: at least one must hold. None: impossible. One that is empty: nothing to do. */
export type Ways = readonly (readonly Item[])[];

export const NO_WAY: Ways = [];
export const NOTHING_TO_DO: Ways = [[]];
