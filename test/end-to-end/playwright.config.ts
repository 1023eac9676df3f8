import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserLaunchOptions } from './src/browser';
import { platformUrl } from './src/platform';

const root = join(__dirname, '../..');

async function configure() {
  return defineConfig({
    testDir: './src',
    testMatch: '*.spec.ts',
    outputDir: './artifacts',
    // One story after another on one platform, as one person would.
    workers: 1,
    fullyParallel: false,
    timeout: 120_000,
    expect: { timeout: 30_000 },
    reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE
      ? [['list'], ['json']]
      : [['list']],
    use: {
      baseURL: platformUrl,
      viewport: { width: 1440, height: 1000 },
      launchOptions: await browserLaunchOptions(),
      screenshot: 'only-on-failure',
      trace: 'retain-on-failure',
    },
    webServer: {
      command: `node scripts/start.mjs --built-pages --config ${join(
        root,
        'app-config.yaml',
      )} --config ${join(__dirname, 'app-config.yaml')}`,
      cwd: root,
      env: { BUSLINE_APP_URL: platformUrl, BUSLINE_BACKEND_URL: platformUrl },
      // start.mjs prints it when backend and pages both answer.
      wait: { stdout: /Ready after/ },
      timeout: 240_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
      stdout: process.env.BUSLINE_SHOW_LOGS ? 'pipe' : 'ignore',
      stderr: 'pipe',
      reuseExistingServer: false,
    },
  });
}

export default configure();
