// `npm start`: Backstage in local mode, from nothing to one address to open.
//
// With `--built-pages` the pages are built once and served by the backend, as
// in production, instead of by a development server: a page then opens within
// seconds even on two cores. The browser tests do so.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import {
  bold,
  endWithNpm,
  ensureDependencies,
  ensureToolchain,
  root,
  run,
  say,
  seconds,
} from './toolchain.mjs';

const startedAt = Date.now();
endWithNpm();
await ensureToolchain(import.meta.url);
await ensureDependencies();

const backendUrl = process.env.BUSLINE_BACKEND_URL ?? 'http://localhost:7007';
const appUrl = process.env.BUSLINE_APP_URL ?? 'http://localhost:3000';

const taken = (
  await Promise.all(
    [appUrl, backendUrl].map(async url => ((await listens(url)) ? [url] : [])),
  )
).flat();
if (taken.length > 0) {
  say(`Something listens at ${taken.join(' and ')} already. Stop it first.`);
  process.exit(1);
}

const builtPages = process.argv.includes('--built-pages');
const options = process.argv.slice(2).filter(arg => arg !== '--built-pages');
if (builtPages) {
  say('Building the pages …');
  const status = await run('yarn', ['workspace', 'app', 'build']);
  if (status !== 0) {
    process.exit(status);
  }
}

say('Starting Backstage with local AWS …');
// The CLI itself, not `yarn backstage-cli`: one process fewer between a signal
// and those it is meant for.
const backstage = spawn(
  process.execPath,
  [
    join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
    ...['repo', 'start', ...(builtPages ? ['backend'] : []), ...options],
  ],
  {
    cwd: root,
    stdio: 'inherit',
    // The address is printed instead, when there is something to see.
    env: { BROWSER: 'none', ...process.env },
    // A group of their own, because the CLI does not hand a signal on to the
    // frontend and backend that it starts.
    detached: process.platform !== 'win32',
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (process.platform === 'win32') {
      backstage.kill();
    } else {
      process.kill(-backstage.pid, signal);
    }
  });
}
backstage.on('exit', code => process.exit(code ?? 0));

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

/** Whether anything takes connections there. */
function listens(url) {
  const { hostname, port } = new URL(url);
  return new Promise(resolve => {
    const socket = connect({ host: hostname, port: Number(port) })
      .on('connect', () => {
        socket.destroy();
        resolve(true);
      })
      .on('error', () => resolve(false));
  });
}

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
