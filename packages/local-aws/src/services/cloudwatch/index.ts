export * from './eventsMetrics';
export * from './operations';
export * from './putEventsMetrics';
