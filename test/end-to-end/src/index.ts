export * from './platform';
export * from './browser';
