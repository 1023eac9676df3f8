export * from './fault';
export * from './faults';
export * from './withFaults';
