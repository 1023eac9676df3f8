export * from './accounts';
export * from './arn';
export * from './journal';
export * from './resource';
export * from './table';
export * from './unfinished';
