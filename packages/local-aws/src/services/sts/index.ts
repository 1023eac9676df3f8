export { stsOperations } from './operations';
