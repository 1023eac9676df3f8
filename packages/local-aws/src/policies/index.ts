export * from './conditions';
export * from './context';
export * from './denial';
export * from './document';
export * from './evaluate';
export type { PolicyProblem } from './grammar';
export * from './principal';
