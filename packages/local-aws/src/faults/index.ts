export * from './fault';
export * from './faults';
