export * from './admin';
export * from './seed';
