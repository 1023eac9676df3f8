export { iamOperations } from './operations';
