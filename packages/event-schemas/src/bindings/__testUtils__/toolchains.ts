import { spawnSync } from 'node:child_process';

/** Runs a tool to its end; throws with what it said where it fails. */
export function runTool(
  command: string,
  args: string[],
  options: { cwd: string; input?: string } = { cwd: '.' },
): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (error) throw error;
  if (status !== 0) {
    throw new Error(`${command} ended with ${status}:\n${stderr}${stdout}`);
  }
  return stdout;
}

/** Whether the tool is on this machine. */
export function isInstalled(command: string, args: string[]): boolean {
  return spawnSync(command, args).status === 0;
}

/** Title of tests that need a tool; where it is not there they are skipped, and the title says why. */
export function titleWith(command: string, isThere: boolean): string {
  return isThere
    ? `with ${command}`
    : `skipped, as there is no ${command} on this machine:`;
}
