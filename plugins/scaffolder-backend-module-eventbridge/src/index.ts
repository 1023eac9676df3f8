export { scaffolderModuleEventbridge as default } from './module';
