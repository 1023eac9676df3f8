export { localAwsServiceFactory } from './localAwsService';
