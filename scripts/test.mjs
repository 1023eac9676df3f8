// `npm test`: installs what is missing and runs every check there is: types,
// lint, unit, integration, and the browser. Ends with `N passed, N failed`.
//
// `yarn test` is what Backstage developers know: the unit tests of what has
// changed, with all of Jest's options.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.mjs';
import {
  endWithNpm,
  ensureDependencies,
  ensureToolchain,
  run,
  say,
  seconds,
} from './toolchain.mjs';

// TestDatabases would look for Docker wherever CI is set.
process.env.BACKSTAGE_TEST_DISABLE_DOCKER ??= '1';

const calledByYarn = process.env.npm_config_user_agent?.startsWith('yarn');
if (calledByYarn && !process.argv.includes('--everything')) {
  process.exit(
    await run('yarn', [
      'backstage-cli',
      'repo',
      'test',
      ...process.argv.slice(2),
    ]),
  );
}

endWithNpm();
await ensureToolchain(import.meta.url);
await ensureDependencies();

const reports = mkdtempSync(join(tmpdir(), 'busline-test-'));
const jestReport = join(reports, 'jest.json');
const browserReport = join(reports, 'browser.json');
const total = { passed: 0, failed: 0, skipped: 0 };
const failedSteps = [];

await step('Types', 'yarn', ['tsc']);
await step('Lint', 'yarn', ['lint:all']);
await step('Public API reports', 'yarn', ['check:api-reports']);
await step('Package metadata', 'yarn', [
  'backstage-cli',
  'repo',
  'fix',
  '--check',
]);
await step('Dependency rule', 'yarn', ['lint:rooms']);
await step('Formatting', 'yarn', ['prettier:check']);
const stopPostgres = await startPostgres();
await step(
  'Unit and integration tests',
  'yarn',
  [
    ...['backstage-cli', 'repo', 'test', '--watchAll=false'],
    ...['--maxWorkers=2', '--json', `--outputFile=${jestReport}`],
  ],
  () => {
    const {
      numPassedTests,
      numFailedTests,
      numPendingTests,
      numRuntimeErrorTestSuites,
    } = JSON.parse(readFileSync(jestReport, 'utf8'));
    return {
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests,
    };
  },
);
await stopPostgres();
await step(
  'Browser tests',
  'yarn',
  ['workspace', '@busline/end-to-end', 'browser'],
  () => {
    const { stats } = JSON.parse(readFileSync(browserReport, 'utf8'));
    return {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    };
  },
  { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
);

rmSync(reports, { recursive: true });
if (failedSteps.length > 0) {
  say(`Failed: ${failedSteps.join(', ')}`);
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(
  `${total.passed} passed, ${total.failed} failed${skipped}\n`,
);
process.exit(total.failed > 0 ? 1 : 0);

/**
 * Runs one step and counts it: by its report where it writes one, else as one
 * check that passed or failed.
 */
async function step(name, command, args, readReport, env = {}) {
  const startedAt = Date.now();
  say(`${name} …`);
  const status = await run(command, args, { env: { ...process.env, ...env } });
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (readReport) {
    try {
      Object.assign(counts, readReport());
    } catch {
      // No report: the runner ended before it could write one.
    }
  } else if (status === 0) {
    counts.passed = 1;
  }
  if (status !== 0 && counts.failed === 0) {
    counts.failed = 1;
  }
  if (status === 0 && counts.passed === 0) {
    say(`${name} ran nothing, which counts as a failure.`);
    counts.failed += 1;
  }
  if (counts.failed > 0) {
    failedSteps.push(name);
  }
  for (const key of Object.keys(total)) {
    total[key] += counts[key];
  }
  say(
    `${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds(
      startedAt,
    )})`,
  );
}
