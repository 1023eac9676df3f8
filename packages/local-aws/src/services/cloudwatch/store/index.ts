export * from './bucket';
export * from './metric';
export * from './metricStore';
export * from './periods';
export * from './series';
export * from './statistic';
