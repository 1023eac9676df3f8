export { resumeAlarms } from './alarms/alarmWatch';
export * from './emitted/eventsMetrics';
export * from './operations';
export * from './emitted/putEventsMetrics';
