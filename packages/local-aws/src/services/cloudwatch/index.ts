export { resumeAlarms } from './alarmWatch';
export * from './eventsMetrics';
export * from './operations';
export * from './putEventsMetrics';
