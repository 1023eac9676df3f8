/**
 * The dependency rule of the house, from the top floor down and never up:
 * app, backend, templates, test → plugins → eventbridge-common →
 * event-schemas, event-patterns. `yarn lint:rooms` checks it.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */

// Tests and dev set-ups may stand on local AWS and on other rooms' public API.
const notShipped = '([.]test[.]tsx?$|/dev/|/setupTests[.]ts$|/__testUtils__/)';

const rooms = {
  top: '^(packages/(app|backend)|test)/',
  plugins: '^plugins/',
  libraries: '^packages/(event-patterns|event-schemas)/',
};

module.exports = {
  forbidden: [
    {
      name: 'libraries-stand-alone',
      comment:
        'event-patterns and event-schemas are pure libraries: they import no other room.',
      severity: 'error',
      from: {
        path: '^packages/(event-patterns|event-schemas)/',
        pathNot: notShipped,
      },
      to: {
        path: '^(packages|plugins|test)/',
        pathNot: '^packages/(event-patterns|event-schemas)/',
      },
    },
    {
      name: 'libraries-do-no-io',
      comment: 'event-patterns and event-schemas run in the browser too.',
      severity: 'error',
      from: { path: rooms.libraries, pathNot: notShipped },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'common-does-no-io',
      comment:
        'eventbridge-common is the isomorphic domain: no Node modules, no AWS SDK, no UI.',
      severity: 'error',
      from: { path: '^plugins/eventbridge-common/', pathNot: notShipped },
      to: {
        path: '^(@aws-sdk|react|express|knex|node:)|node_modules/(@aws-sdk|react|express|knex)/',
      },
    },
    {
      name: 'common-uses-only-libraries',
      severity: 'error',
      comment:
        'Below eventbridge-common there are only the two pure libraries.',
      from: { path: '^plugins/eventbridge-common/', pathNot: notShipped },
      to: {
        path: '^(packages|plugins|test)/',
        pathNot: ['^plugins/eventbridge-common/', rooms.libraries],
      },
    },
    {
      name: 'local-aws-uses-only-libraries',
      severity: 'error',
      comment: 'local-aws is useful by itself and knows nothing of Backstage.',
      from: { path: '^packages/local-aws/', pathNot: notShipped },
      to: {
        path: '^(packages|plugins|test)/',
        pathNot: ['^packages/local-aws/', rooms.libraries],
      },
    },
    {
      name: 'local-aws-without-backstage',
      severity: 'error',
      comment: 'local-aws is useful by itself and knows nothing of Backstage.',
      from: { path: '^packages/local-aws/src/', pathNot: notShipped },
      to: { path: 'node_modules/@backstage/' },
    },
    {
      name: 'nothing-imports-the-top-floor',
      severity: 'error',
      comment:
        'app, backend and test are the top floor; templates import nothing.',
      from: {
        path: '^(plugins|packages)/',
        pathNot: [notShipped, '^packages/(app|backend)/'],
      },
      to: { path: rooms.top },
    },
    {
      name: 'plugins-do-not-ship-local-aws',
      severity: 'error',
      comment: 'A plugin talks to AWS; which AWS that is, is configuration.',
      from: { path: rooms.plugins, pathNot: notShipped },
      to: { path: '^packages/local-aws/' },
    },
    {
      name: 'only-the-index-of-another-package',
      severity: 'error',
      comment: 'No package reaches into another: what is shared is exported.',
      from: { path: '^((?:packages|plugins|test)/[^/]+)/' },
      to: {
        path: '^(packages|plugins|test)/[^/]+/src/',
        pathNot: ['^$1/', '^[^/]+/[^/]+/src/(index|alpha)[.]tsx?$'],
      },
    },
    {
      name: 'plugins-share-through-common-and-node',
      severity: 'error',
      comment: 'Plugins meet in eventbridge-common and eventbridge-node only.',
      from: { path: '^(plugins/[^/]+)/', pathNot: notShipped },
      to: {
        path: '^plugins/',
        pathNot: ['^$1/', '^plugins/eventbridge-(common|node)/'],
      },
    },
    {
      name: 'only-eventbridge-backend-talks-to-aws',
      severity: 'error',
      comment:
        'One plugin holds AWS credentials, so permission checks, audit, locks and retries live in one place.',
      from: {
        path: '^plugins/',
        pathNot: [notShipped, '^plugins/eventbridge-backend/src/'],
      },
      to: { path: 'node_modules/@aws-sdk/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'A circle hides which of two files is the lower one.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '^(packages|plugins|test)/[^/]+/(dist|dist-types|coverage|artifacts)/',
    },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['types', 'main'],
    },
  },
};
