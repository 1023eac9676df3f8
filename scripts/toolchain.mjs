// Brings the Node and Yarn that Backstage needs, from the npm registry, when
// the ones at hand are others. Runs on any Node from 20, before anything is
// installed, so it uses nothing but Node itself.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const supportedNodeMajors = [22, 24];
const nodePackage = 'node@24';
const yarnPackage = '@yarnpkg/cli-dist@4.18.1';
const marker = 'PATH with the toolchain: ';

/** Prints one line of our own, told apart from what the tools print. */
export function say(line) {
  process.stdout.write(`${bold('busline')}  ${line}\n`);
}

/** Bold where a person reads it, plain in a file or a pipe. */
export function bold(text) {
  return process.stdout.isTTY ? `\u001b[1m${text}\u001b[0m` : text;
}

function hasWantedToolchain() {
  const nodeMajor = Number(process.versions.node.split('.')[0]);
  if (!supportedNodeMajors.includes(nodeMajor)) {
    return false;
  }
  const yarn = spawnSync('yarn', ['--version'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return yarn.status === 0 && yarn.stdout.trim().startsWith('4.');
}

/**
 * Ends as by a signal once the shell is gone in which npm runs its scripts. It
 * hands no signal on, so that whoever ends npm would leave all else running.
 */
export function endWithNpm() {
  // Under the wanted Node our parent is this script again, which sees to it.
  if (!process.env.npm_lifecycle_event || process.env.BUSLINE_TOOLCHAIN) {
    return;
  }
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== shell) {
      clearInterval(timer);
      process.kill(process.pid, 'SIGTERM');
    }
  }, 500);
  timer.unref();
}

/**
 * Runs the calling script again under the wanted Node and Yarn, and ends this
 * process with its outcome. Returns at once where they are already here.
 */
export async function ensureToolchain(scriptUrl) {
  if (hasWantedToolchain()) {
    return;
  }
  if (process.env.BUSLINE_TOOLCHAIN) {
    throw new Error(
      `Node ${process.version} with Yarn 4 was asked for but is not first on PATH.`,
    );
  }
  say(`Node ${process.version} is here; fetching Node 24 and Yarn 4 …`);
  // npx only brings them and tells where they are. What runs is our own child,
  // so that a signal to stop reaches it.
  const { status, output } = await capture('npx', [
    '--yes',
    ...['-p', nodePackage, '-p', yarnPackage, '--'],
    ...['node', '-p', `'${marker}' + process.env.PATH`],
  ]);
  const path = output.split(marker)[1]?.trim();
  if (status !== 0 || !path) {
    process.stdout.write(output);
    say('Node 24 and Yarn 4 could not be fetched; the lines above say why.');
    process.exit(1);
  }
  const env = { ...process.env, PATH: path, BUSLINE_TOOLCHAIN: '1' };
  const script = [fileURLToPath(scriptUrl), ...process.argv.slice(2)];
  process.exit(await run('node', script, { env }));
}

/**
 * Installs the dependencies that yarn.lock names, unless the last install here
 * was for the same files.
 */
export async function ensureDependencies() {
  const stampFile = join(root, 'node_modules', '.busline-install');
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'yarn.lock')))
    .update(readFileSync(join(root, 'package.json')))
    .update(process.version)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) {
    return;
  }
  say('Installing dependencies (one to two minutes the first time) …');
  const startedAt = Date.now();
  // Yarn's own report is long: while it works only its steps are shown, and
  // what it can't fetch, since it tries that again for minutes.
  const { status, output } = await capture('yarn', ['install', '--immutable'], {
    onLine: line => {
      const step = line.match(/┌ (.+)$/)?.[1];
      const error = line.match(/YN0001: │ (.+)$/)?.[1];
      if (step ?? error) {
        say(`  ${step ?? error}`);
      }
    },
  });
  if (status !== 0) {
    process.stdout.write(output);
    say('The install failed; the lines above say why.');
    process.exit(status);
  }
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  say(`Dependencies are in place (${seconds(startedAt)}).`);
}

/** Runs a command with this process's own input and output; gives its status. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
      ...options,
    });
    // The child is in our process group and gets Ctrl+C itself; a plain
    // `kill` of this process has to be handed on.
    const forward = signal => child.kill(signal);
    const wait = () => {};
    process.on('SIGTERM', forward);
    process.on('SIGINT', wait);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', forward);
      process.off('SIGINT', wait);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** Runs a command and gives its status and all it printed. */
export function capture(command, args, { onLine = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        output += `${line}\n`;
        onLine(line);
      });
    }
    child.on('error', reject);
    // Not 'exit': the last lines may still be on their way then.
    child.on('close', code => resolve({ status: code ?? 1, output }));
  });
}

/** Time since `startedAt`, for people. */
export function seconds(startedAt) {
  return `${Math.round((Date.now() - startedAt) / 1000)} s`;
}
