import config from './playwright.config';

/** `yarn screenshots`: takes the README's pictures anew. */
export default config.then(shared => ({
  ...shared,
  testMatch: '*.screenshots.ts',
}));
