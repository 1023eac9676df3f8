import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  Platform,
  Snapshot,
} from '@busline/backstage-plugin-eventbridge-common';
import { LeaseStore } from './LeaseStore';
import { openDatabase } from './migrate';
import { RunStore } from './RunStore';
import { SnapshotStore } from './SnapshotStore';

const platform: Platform = {
  hub: { accountId: '111111111111', region: 'eu-west-1', busName: 'hub' },
  registryName: 'busline',
  accounts: [
    { id: '111111111111', name: 'platform', regions: ['eu-west-1'] },
    { id: '222222222222', name: 'delivery', regions: ['eu-west-1'] },
  ],
};

function snapshot(takenAt: string, busName = 'hub'): Snapshot {
  return {
    accountId: '111111111111',
    region: 'eu-west-1',
    takenAt,
    unseen: [],
    buses: [
      {
        name: busName,
        arn: `arn:aws:events:eu-west-1:111111111111:event-bus/${busName}`,
        rules: [],
      },
    ],
    registries: [],
    queues: [],
    roles: [],
  };
}

const wanted = {
  kind: 'publication' as const,
  component: 'a',
  source: 'b',
  detailType: 'c',
  contract: '{}',
};

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('stores on %s', id => {
  async function open() {
    const knex = await databases.init(id);
    return openDatabase(mockServices.database({ knex }));
  }

  it('keeps the history, but an unchanged scan only renews when it was seen', async () => {
    const knex = await open();
    const store = new SnapshotStore(knex, platform, 50);
    const t = (minute: number) => `2026-11-01T10:0${minute}:00.000Z`;

    expect(await store.keep(snapshot(t(1)), t(0))).toBe(true);
    expect(await store.keep(snapshot(t(3)), t(2))).toBe(false);
    expect((await store.scans())[0].snapshot?.takenAt).toBe(t(3));
    expect(await knex('eventbridge_snapshots')).toHaveLength(1);

    expect(await store.keep(snapshot(t(5), 'other'), t(4))).toBe(true);
    expect(await knex('eventbridge_snapshots')).toHaveLength(2);
    expect((await store.scans())[0].snapshot?.buses[0].name).toBe('other');
  });

  it('forgets the oldest snapshots of an account, and of that account only', async () => {
    const knex = await open();
    const store = new SnapshotStore(knex, platform, 2);
    const t = (minute: number) => `2026-11-01T10:0${minute}:00.000Z`;
    const other = { ...snapshot(t(1)), accountId: '222222222222' };
    await store.keep(other, t(0));

    for (const minute of [1, 2, 3, 4]) {
      await store.keep(snapshot(t(minute), `bus${minute}`), t(minute));
    }

    const taken = await knex('eventbridge_snapshots').orderBy('id');
    expect(taken.map(row => [row.account_id, row.taken_at])).toEqual([
      ['222222222222', t(1)],
      ['111111111111', t(3)],
      ['111111111111', t(4)],
    ]);
    const scans = await store.scans();
    expect(scans[0].snapshot?.buses[0].name).toBe('bus4');
    expect(scans[1].snapshot?.takenAt).toBe(t(1));
  });

  it('drops what a slow scan saw before the newest began', async () => {
    const store = new SnapshotStore(await open(), platform, 50);
    await store.keep(
      snapshot('2026-11-01T10:05:00.000Z', 'new'),
      '2026-11-01T10:04:00.000Z',
    );

    const changed = await store.keep(
      snapshot('2026-11-01T10:09:00.000Z', 'old'),
      '2026-11-01T10:01:00.000Z',
    );

    expect(changed).toBe(false);
    expect((await store.scans())[0].snapshot?.buses[0].name).toBe('new');
  });

  it('keeps the last good snapshot beside a failure, until a scan works', async () => {
    const store = new SnapshotStore(await open(), platform, 50);
    const failure = {
      at: '2026-11-01T10:02:00.000Z',
      reason: 'no',
      mend: 'do',
    };
    await store.keep(
      snapshot('2026-11-01T10:01:00.000Z'),
      '2026-11-01T10:00:00.000Z',
    );

    expect(await store.keepFailure('111111111111', 'eu-west-1', failure)).toBe(
      true,
    );
    expect(await store.keepFailure('111111111111', 'eu-west-1', failure)).toBe(
      false,
    );
    expect(await store.scans()).toEqual([
      {
        accountId: '111111111111',
        region: 'eu-west-1',
        snapshot: snapshot('2026-11-01T10:01:00.000Z'),
        failure,
      },
      { accountId: '222222222222', region: 'eu-west-1' },
    ]);

    const recovered = await store.keep(
      snapshot('2026-11-01T10:04:00.000Z'),
      '2026-11-01T10:03:00.000Z',
    );
    expect(recovered).toBe(true);
    expect((await store.scans())[0].failure).toBeUndefined();
  });

  it('keeps a run with its log and its first end', async () => {
    const store = new RunStore(await open());
    const { id: runId } = await store.begin('apply', wanted, 'user:default/a');
    await store.append(runId, { level: 'info', message: 'one', arn: 'arn:x' });
    await store.append(runId, { level: 'warn', message: 'two' });

    expect(await store.find(runId, 1)).toMatchObject({
      status: 'running',
      log: [{ seq: 2, level: 'warn', message: 'two' }],
    });

    await store.end(runId, { status: 'failed', error: 'no' });
    await store.end(runId, { status: 'cancelled', error: 'too late' });
    expect(await store.find(runId)).toMatchObject({
      status: 'failed',
      error: 'no',
      log: [{ seq: 1, arn: 'arn:x' }, { seq: 2 }],
    });
    expect(await store.find('no such run')).toBeUndefined();
  });

  it('passes a wish to cancel on to whoever works on the run', async () => {
    const store = new RunStore(await open());
    const { id: runId } = await store.begin('verify', wanted, 'a');
    expect(await store.signOfLife(runId)).toEqual({ cancelRequested: false });
    await store.requestCancel(runId);
    expect(await store.signOfLife(runId)).toEqual({ cancelRequested: true });
  });

  it('finds runs that gave no sign of life', async () => {
    const store = new RunStore(await open());
    const { id: silent } = await store.begin('apply', wanted, 'a');
    const { id: ended } = await store.begin('apply', wanted, 'a');
    await store.end(ended, { status: 'failed', error: 'no' });

    const later = new Date(Date.now() + 60_000);
    expect(await store.withoutSignOfLifeSince(later)).toEqual([silent]);
    expect(await store.withoutSignOfLifeSince(new Date(0))).toEqual([]);
  });

  it('forgets runs that ended long ago, with their logs', async () => {
    const knex = await open();
    const store = new RunStore(knex);
    const begin = async (endedAt?: string) => {
      const run = await store.begin('apply', wanted, 'a');
      await store.append(run.id, { level: 'info', message: 'one' });
      if (endedAt) {
        await store.end(run.id, { status: 'failed', error: 'no' });
        await knex('eventbridge_runs')
          .where({ id: run.id })
          .update({ ended_at: endedAt });
      }
      return run.id;
    };
    await begin('2026-09-30T00:00:00.000Z');
    const newer = await begin('2026-10-02T00:00:00.000Z');
    const running = await begin();

    await store.forgetEndedBefore(new Date('2026-10-01T00:00:00.000Z'));

    const left = [newer, running].sort();
    const runs = await knex('eventbridge_runs').orderBy('id');
    expect(runs.map(row => row.id)).toEqual(left);
    const lines = await knex('eventbridge_run_log').orderBy('run_id');
    expect(lines.map(row => row.run_id)).toEqual(left);
  });

  it('gives a bus to one run at a time, and on after the lease ended', async () => {
    const leases = new LeaseStore(await open());
    const holders = await Promise.all(
      ['a', 'b', 'c'].map(owner => leases.take('bus', owner, 60_000)),
    );
    expect(new Set(holders).size).toBe(1);
    const [holder] = holders;

    expect(await leases.take('bus', holder, 60_000)).toBe(holder);
    expect(await leases.take('bus', 'd', 60_000)).toBe(holder);
    await leases.release('bus', 'd');
    expect(await leases.take('bus', 'd', 60_000)).toBe(holder);
    await leases.release('bus', holder);
    expect(await leases.take('bus', 'd', -1)).toBe('d');
    expect(await leases.take('bus', 'e', 60_000)).toBe('e');
  });
});
