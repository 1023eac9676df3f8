import { LifecycleService } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from '../store/migrate';
import { RunStore } from '../store/RunStore';
import { RunContext } from './RunContext';
import { Runs } from './Runs';

const wanted = {
  kind: 'publication' as const,
  component: 'a',
  source: 'b',
  detailType: 'c',
  contract: '{}',
};

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** A backend's life, as far as runs know of it. */
class Life implements LifecycleService {
  readonly #start: Array<() => void | Promise<void>> = [];
  readonly #stop: Array<() => void | Promise<void>> = [];

  addStartupHook(hook: () => void | Promise<void>) {
    this.#start.push(hook);
  }

  addShutdownHook(hook: () => void | Promise<void>) {
    this.#stop.push(hook);
  }

  async begin() {
    await Promise.all(this.#start.map(hook => hook()));
  }

  async end() {
    await Promise.all(this.#stop.map(hook => hook()));
  }
}

describe('Runs', () => {
  let knex: Knex;
  let store: RunStore;

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    store = new RunStore(await openDatabase(mockServices.database({ knex })));
  });

  const backend = () => {
    const lifecycle = new Life();
    const logger = mockServices.logger.mock();
    return { lifecycle, runs: Runs.create({ store, logger, lifecycle }) };
  };

  /** Work that goes on until its signal aborts. */
  const endless = ({ signal }: RunContext) =>
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });

  async function ended(id: string) {
    for (;;) {
      const run = await store.find(id);
      if (run?.status !== 'running') {
        return run;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it('lets another backend cancel the run', async () => {
    const [worker, other] = [backend(), backend()];
    const { id } = await worker.runs.start('verify', wanted, 'a', endless);

    await other.runs.cancel(id);

    expect(await ended(id)).toMatchObject({
      status: 'cancelled',
      error: 'Cancelled.',
    });
  });

  it('stops its runs when the backend stops', async () => {
    const { runs, lifecycle } = backend();
    const { id } = await runs.start('verify', wanted, 'a', endless);

    await lifecycle.end();

    expect(await store.find(id)).toMatchObject({
      status: 'failed',
      error: 'The backend is being stopped.',
    });
  });

  it('ends the runs of a backend that died', async () => {
    const { id: lost } = await store.begin('apply', wanted, 'a');
    const { id: alive } = await store.begin('apply', wanted, 'a');
    await knex('eventbridge_runs')
      .where({ id: lost })
      .update({ alive_at: new Date(Date.now() - 60_000).toISOString() });
    const { lifecycle } = backend();

    await lifecycle.begin();

    expect(await ended(lost)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('starting the same again'),
      log: [{ level: 'error' }],
    });
    expect(await store.find(alive)).toMatchObject({ status: 'running' });
    await lifecycle.end();
  });

  it('forgets runs that ended a month ago', async () => {
    const { id: old } = await store.begin('apply', wanted, 'a');
    const { id: young } = await store.begin('apply', wanted, 'a');
    const day = 24 * 60 * 60 * 1_000;
    for (const [id, days] of [[old, 31] as const, [young, 29] as const]) {
      await store.end(id, { status: 'failed', error: 'no' });
      await knex('eventbridge_runs')
        .where({ id })
        .update({ ended_at: new Date(Date.now() - days * day).toISOString() });
    }
    const { lifecycle } = backend();

    await lifecycle.begin();

    while (await store.find(old)) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(await store.find(young)).toBeDefined();
    await lifecycle.end();
  });
});
