import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PACKAGE = join(__dirname, '../..');

/** Starts the command as a process of its own. */
export function startAlone(...args: string[]) {
  const child = spawn(
    process.execPath,
    [join(PACKAGE, 'bin/busline-local-aws.cjs'), ...args],
    { cwd: PACKAGE, stdio: ['ignore', 'pipe', 'pipe'] },
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
