import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Run, RunLogEntry } from '@busline/backstage-plugin-eventbridge-common';
import { followRun } from './followRun';

/** A run that gets further each time somebody looks at it. */
function runInSteps(lines: string[][], end: Run['status']) {
  const log: RunLogEntry[] = [];
  const asked: Array<{ after?: number; credentials: BackstageCredentials }> =
    [];
  let status: Run['status'] = 'running';
  const run = (after = 0): Run => ({
    id: 'one',
    kind: 'apply',
    status,
    startedAt: '2026-11-01T10:00:00.000Z',
    log: log.filter(({ seq }) => seq > after),
  });
  return {
    asked,
    getRun: async (
      _id: string,
      options: { after?: number; credentials: BackstageCredentials },
    ) => {
      asked.push(options);
      for (const message of lines.shift() ?? []) {
        log.push({ seq: log.length + 1, at: '', level: 'info', message });
      }
      if (lines.length === 0 && status === 'running') {
        status = end;
      }
      return run(options.after);
    },
    cancelRun: async () => {
      status = 'cancelled';
      return run();
    },
  };
}

describe('followRun', () => {
  const credentials = mockCredentials.user();

  it('gives each line once, in order, and the whole log at the end', async () => {
    const service = runInSteps([['a', 'b'], [], ['c']], 'succeeded');
    const lines: string[] = [];

    const run = await followRun(service, 'one', {
      credentials,
      onLog: ({ message }) => lines.push(message),
    });

    expect(lines).toEqual(['a', 'b', 'c']);
    expect(run.status).toBe('succeeded');
    expect(run.log.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
    expect(service.asked.map(({ after }) => after)).toEqual([0, 2, 2]);
    expect(
      service.asked.every(asked => asked.credentials === credentials),
    ).toBe(true);
  });

  it('gives a failed run, and does not throw', async () => {
    const service = runInSteps([['a']], 'failed');
    expect(await followRun(service, 'one', { credentials })).toMatchObject({
      status: 'failed',
    });
  });

  it('cancels the run when the signal aborts, and follows it to its end', async () => {
    const service = runInSteps([['a'], ['b'], ['c'], ['d']], 'succeeded');
    const controller = new AbortController();

    const run = await followRun(service, 'one', {
      credentials,
      signal: controller.signal,
      onLog: ({ message }) => {
        if (message === 'b') {
          controller.abort();
        }
      },
    });

    expect(run.status).toBe('cancelled');
    expect(run.log.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
  });
});
