export { eventsOperations } from './operations';
