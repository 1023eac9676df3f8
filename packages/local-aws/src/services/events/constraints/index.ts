export { requestViolations } from './requests';
