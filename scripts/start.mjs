// `npm start`: Backstage in local mode, from nothing to one address to open.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  bold,
  ensureDependencies,
  ensureToolchain,
  root,
  say,
  seconds,
} from './toolchain.mjs';

const startedAt = Date.now();
await ensureToolchain(import.meta.url);
await ensureDependencies();

say('Starting Backstage with local AWS …');
// The CLI itself, not `yarn backstage-cli`: one process fewer between a signal
// and those it is meant for.
const backstage = spawn(
  process.execPath,
  [
    join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
    ...['repo', 'start', ...process.argv.slice(2)],
  ],
  {
    cwd: root,
    stdio: 'inherit',
    // The address is printed instead, when there is something to see.
    env: { BROWSER: 'none', ...process.env },
  },
);
process.on('SIGTERM', () => backstage.kill('SIGTERM'));
process.on('SIGINT', () => {});
backstage.on('exit', code => process.exit(code ?? 0));

const backendUrl = process.env.BUSLINE_BACKEND_URL ?? 'http://localhost:7007';
const appUrl = process.env.BUSLINE_APP_URL ?? 'http://localhost:3000';

await Promise.all([
  answers(
    `${backendUrl}/.backstage/health/v1/readiness`,
    'The backend is ready',
  ),
  answers(appUrl, 'The pages are built'),
]);
say('');
say(
  `Ready after ${seconds(startedAt)}. Open ${bold(appUrl)} and enter as guest.`,
);
say('');

/** Waits until the address answers with success, then says so. */
async function answers(url, news) {
  for (;;) {
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(30_000),
      });
      await response.arrayBuffer();
      if (response.ok) {
        say(`${news} (${seconds(startedAt)}).`);
        return;
      }
    } catch {
      // Not listening yet: that is what we wait for.
    }
    await new Promise(resolve => setTimeout(resolve, 1_000));
  }
}
