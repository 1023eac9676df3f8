export * from './accounts';
export * from './arn';
export * from './caller';
export * from './state';
