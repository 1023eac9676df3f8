export * from './conditions';
export * from './document';
export * from './evaluate';
export * from './principal';
export * from './wildcards';
