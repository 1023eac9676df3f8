export { checkReadme } from './checkReadme';
export type { CheckedExample } from './checkReadme';
