import { spawn, spawnSync } from 'node:child_process';
import { LocalAws, startLocalAws } from './server';
import { HUB } from './__testUtils__/clients';
import { startAlone } from './__testUtils__/startAlone';

interface Outcome {
  code: number | null;
  out: string;
  error: string;
}

/** Runs a program to its end. */
function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<Outcome> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { env });
    let out = '';
    let error = '';
    child.stdout.on('data', data => {
      out += data;
    });
    child.stderr.on('data', data => {
      error += data;
    });
    child.on('error', fail);
    child.on('close', code => done({ code, out, error }));
  });
}

describe('the command', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says when it is ready and stops on %s',
    async signal => {
      const { child, ended, firstLine } = startAlone('--port', '0');
      const line = await firstLine;
      expect(line).toMatch(/^Local AWS is ready at http:\/\/127\.0\.0\.1:\d+$/);
      const url = line.slice(line.indexOf('http'));
      const health = await fetch(`${url}/_busline/health`);
      expect(health.status).toBe(200);
      child.kill(signal);
      expect(await ended).toBe(0);
    },
    30_000,
  );

  it('refuses a port that cannot be', async () => {
    const { ended, firstLine } = startAlone('--port', 'http');
    firstLine.catch(() => {});
    expect(await ended).toBe(1);
  }, 30_000);
});

const cliIsMissing = spawnSync('aws', ['--version']).status !== 0;
const describeCli = cliIsMissing ? describe.skip : describe;

describeCli(
  cliIsMissing
    ? 'the AWS CLI (skipped: there is no `aws` on the PATH)'
    : 'the AWS CLI',
  () => {
    let aws: LocalAws;

    beforeAll(async () => {
      aws = await startLocalAws();
    });
    afterAll(() => aws.stop());

    const call = async (...args: string[]) => {
      const { code, out, error } = await run('aws', args, {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        AWS_ENDPOINT_URL: aws.url,
        AWS_DEFAULT_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: HUB,
        AWS_SECRET_ACCESS_KEY: 'any',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      });
      return code === 0 ? JSON.parse(out || '{}') : error.trim();
    };

    it('works against every service', async () => {
      expect(await call('sts', 'get-caller-identity')).toMatchObject({
        Account: HUB,
      });
      expect(
        await call('events', 'create-event-bus', '--name', 'hub'),
      ).toMatchObject({
        EventBusArn: expect.stringContaining('event-bus/hub'),
      });
      const ruleArn = `arn:aws:events:eu-west-1:${HUB}:rule/hub/r`;
      expect(
        await call(
          ...['events', 'put-rule', '--name', 'r', '--event-bus-name', 'hub'],
          ...['--event-pattern', '{"source":["orders"]}'],
        ),
      ).toEqual({ RuleArn: ruleArn });
      expect(
        await call(
          ...['schemas', 'create-registry', '--registry-name', 'busline'],
          ...['--tags', 'owner=platform'],
        ),
      ).toMatchObject({ Tags: { owner: 'platform' } });
      expect(await call('iam', 'list-roles')).toEqual({ Roles: [] });
      // The CLI's version 1 replaces AWS_ENDPOINT_URL for SQS by a name of its own.
      expect(
        await call(
          ...['sqs', 'create-queue', '--queue-name', 'q'],
          ...['--endpoint-url', aws.url],
        ),
      ).toEqual({ QueueUrl: `${aws.url}/${HUB}/q` });
      expect(await call('events', 'describe-rule', '--name', 'none')).toContain(
        'An error occurred (ResourceNotFoundException) when calling the DescribeRule operation: Rule none does not exist on EventBus default.',
      );
    }, 60_000);
  },
);
