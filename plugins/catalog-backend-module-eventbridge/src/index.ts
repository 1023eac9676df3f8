export { catalogModuleEventbridge as default } from './module';
