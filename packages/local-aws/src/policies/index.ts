export * from './conditions';
export * from './context';
export * from './denial';
export * from './document';
export * from './evaluate';
export * from './principal';
export type { PolicyProblem } from './problem';
