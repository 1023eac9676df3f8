import { Goal } from './goal';

/** Makes a goal of a schema in the same document. */
export type MakeGoal = (schema: unknown, holds: boolean) => Goal;
