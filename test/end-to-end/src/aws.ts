import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { localAwsUrl, region } from './platform';

/** Whether the AWS CLI is on this machine. */
export const hasAwsCli = spawnSync('aws', ['--version']).status === 0;

/** Runs the AWS CLI against local AWS as the root of an account. */
export async function aws(
  accountId: string,
  ...args: string[]
): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(
    'aws',
    [...args, '--output', 'json', '--endpoint-url', localAwsUrl],
    {
      env: {
        ...process.env,
        AWS_ACCESS_KEY_ID: accountId,
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_REGION: region,
        // Version 1 of the CLI knows only this one.
        AWS_DEFAULT_REGION: region,
        AWS_PAGER: '',
      },
    },
  );
  return stdout.trim() === '' ? {} : JSON.parse(stdout);
}

/** How an SDK client reaches an account of local AWS. */
export function asRootOf(accountId: string) {
  return {
    endpoint: localAwsUrl,
    region,
    credentials: { accessKeyId: accountId, secretAccessKey: 'local' },
  };
}
