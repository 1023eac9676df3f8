import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts the command as a process of its own. */
export function startAlone(...args: string[]) {
  const cli = require.resolve('../cli');
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      cli,
      ...args,
    ],
    { cwd: dirname(dirname(cli)), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<number | null>(done =>
    child.once('close', code => done(code)),
  );
  const firstLine = new Promise<string>((done, fail) => {
    createInterface(child.stdout).once('line', done);
    ended.then(code => fail(new Error(`Ended with ${code}`)));
  });
  return { child, ended, firstLine };
}
