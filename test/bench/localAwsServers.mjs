/**
 * The servers that the local AWS benchmark compares, each a child process on
 * 127.0.0.1: the null server, local AWS, and moto where it is wanted.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { bundleCommand } from '../../packages/local-aws/scripts/bundle.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NULL_SERVER = fileURLToPath(new URL('nullServer.mjs', import.meta.url));
const COMMAND = 'bin/busline-local-aws.cjs';
/** Inside node_modules, so that packages are found from it. */
const BUILT = `${ROOT}node_modules/.cache/busline-bench/local-aws/`;

const START_MS = 60_000;
const STOP_MS = 10_000;
/** `CLK_TCK` of Linux, in which /proc counts. */
const TICKS_PER_SECOND = 100;

/** The project's own packages are sources here: they go into the bundle. */
const withOwnPackages = {
  name: 'own-packages',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^@busline\// }, ({ path }) => ({
      path: `${ROOT}packages/${path.slice('@busline/'.length)}/src/index.ts`,
    })),
};

/** Builds local AWS as it is published, with a source map; its command is what starts. */
export async function bundleLocalAws() {
  const command = `${BUILT}bin/busline-local-aws.cjs`;
  await bundleCommand({
    outfile: `${BUILT}dist/busline-local-aws.cjs`,
    plugins: [withOwnPackages],
  });
  await mkdir(`${BUILT}bin`, { recursive: true });
  await copyFile(`${ROOT}packages/local-aws/${COMMAND}`, command);
  return command;
}

/** How to run local AWS: a built file, or its sources through the transform of `yarn workspace @busline/local-aws start`. */
export const builtLocalAws = file => ({ nodeArgs: [file], shown: 'bundled' });
export const transformedLocalAws = () => ({
  nodeArgs: ['--enable-source-maps', `packages/local-aws/${COMMAND}`],
  shown: 'from its sources',
});

/** User and system time of a process in seconds. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name of the process comes second and may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Resident memory of a process in MB. */
export function residentMb(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) / 1024;
}

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

// However the benchmark ends, its children end with it.
const children = new Set();
process.once('exit', () => children.forEach(child => child.kill('SIGKILL')));
process.once('SIGTERM', () => process.exit(1));
process.once('SIGINT', () => process.exit(1));

/** Starts a child; the end of its output is kept, to be shown when it ends before its time. */
function start(command, args) {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const output = [];
  const keep = chunk => {
    output.push(chunk);
    output.splice(0, Math.max(0, output.length - 50));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise(resolve => {
    child.once('exit', resolve);
    child.once('error', error => {
      keep(Buffer.from(`${error}`));
      resolve();
    });
  });
  const text = () => Buffer.concat(output).toString();
  return { child, ended, text };
}

async function stop({ child, ended }) {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

/** Waits until a process says where it is ready. */
async function readyUrl({ child, ended, text }) {
  const said = new Promise(resolve => {
    const look = () => {
      const url = /ready at (http:\S+)/.exec(text())?.[1];
      if (url) {
        resolve(url);
      }
    };
    child.stdout.on('data', look);
  });
  let timer;
  const late = new Promise(resolve => {
    timer = setTimeout(resolve, START_MS);
  });
  const url = await Promise.race([said, ended.then(() => undefined), late]);
  clearTimeout(timer);
  if (typeof url !== 'string') {
    throw new Error(`A server did not start:\n${text()}`);
  }
  return url;
}

/** Whether a server answers an AWS request with success now. */
function answers(url) {
  return new Promise(resolve => {
    const call = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSEvents.ListEventBuses',
          authorization:
            'AWS4-HMAC-SHA256 Credential=111111111111/20260101/eu-west-1/events/aws4_request, SignedHeaders=host, Signature=x',
        },
      },
      response => {
        response.resume();
        response.once('end', () => resolve(response.statusCode === 200));
        response.once('error', () => resolve(false));
      },
    );
    call.once('error', () => resolve(false));
    call.end('{}');
  });
}

/** Asks again and again until a server answers. */
export async function firstAnswer(url, everyMs = 5) {
  const deadline = performance.now() + START_MS;
  while (!(await answers(url))) {
    if (performance.now() > deadline) {
      throw new Error(`${url} does not answer ListEventBuses`);
    }
    await new Promise(resolve => setTimeout(resolve, everyMs));
  }
}

function running(kind, url, started) {
  const { pid } = started.child;
  return {
    kind,
    url,
    pid,
    cpuSeconds: () => cpuSeconds(pid),
    residentMb: () => residentMb(pid),
    stop: () => stop(started),
  };
}

/**
 * Starts one of the servers.
 *
 * @param kind - `null`, `local` or `moto`
 * @param how - `localAws` from {@link builtLocalAws} or {@link transformedLocalAws};
 * `args` for its command line; `nodeFlags` for Node; `echo` for the null server; `port`
 */
export async function startServer(kind, how = {}) {
  const port = how.port ?? (kind === 'moto' ? await freePort() : 0);
  if (kind === 'moto') {
    const started = start('moto_server', ['-H', '127.0.0.1', '-p', `${port}`]);
    const url = `http://127.0.0.1:${port}`;
    await firstAnswer(url, 100);
    return running(kind, url, started);
  }
  const args =
    kind === 'null'
      ? [NULL_SERVER, ...(how.echo ? ['--echo'] : [])]
      : [...how.localAws.nodeArgs, ...(how.args ?? [])];
  const started = start(process.execPath, [
    ...(how.nodeFlags ?? []),
    ...args,
    '--port',
    `${port}`,
  ]);
  try {
    return running(kind, await readyUrl(started), started);
  } catch (error) {
    await stop(started);
    throw error;
  }
}

/** A server somebody else runs: nothing is known of its process. */
export function serverAt(url) {
  return {
    kind: 'endpoint',
    url,
    cpuSeconds: () => NaN,
    residentMb: () => NaN,
    stop: async () => {},
  };
}

/** Milliseconds from starting a server to its first answer, and the server. */
export async function coldStart(kind, how) {
  const port = await freePort();
  const startedAt = performance.now();
  const ready = startServer(kind, { ...how, port });
  // A start that fails is told by `ready`, and only once.
  const answered = firstAnswer(`http://127.0.0.1:${port}`).then(
    () => performance.now() - startedAt,
  );
  answered.catch(() => {});
  const server = await ready;
  return { server, ms: await answered };
}
