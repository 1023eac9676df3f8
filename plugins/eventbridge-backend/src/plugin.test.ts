import { mockCredentials } from '@backstage/backend-test-utils';
import { AccountView } from '@busline/backstage-plugin-eventbridge-common';
import { subscription } from './__testUtils__/onboardings';
import { Busline, startBusline } from './__testUtils__/startBusline';
import { DELIVERY, deny, HUB } from './__testUtils__/twoAccounts';

describe('eventbridge backend', () => {
  let busline: Busline;

  beforeAll(async () => {
    busline = await startBusline();
  }, 60_000);

  afterAll(async () => {
    await busline?.stop();
  });

  it('refuses callers without credentials', async () => {
    const { status } = await busline
      .get('/topology')
      .set('Authorization', mockCredentials.none.header());
    expect(status).toBe(401);
  });

  it('tells everybody that it is up', async () => {
    const { body } = await busline
      .get('/health')
      .set('Authorization', mockCredentials.none.header())
      .expect(200);
    expect(body).toEqual({ status: 'ok' });
  });

  it('scans every account on request', async () => {
    const { body } = await busline.post('/refresh').expect(200);
    expect(body.accounts).toEqual([
      expect.objectContaining({
        id: HUB,
        name: 'platform',
        status: 'complete',
      }),
      expect.objectContaining({
        id: DELIVERY,
        name: 'delivery',
        status: 'complete',
      }),
    ]);
  });

  it('names every problem of a request with its place', async () => {
    const { body } = await busline
      .post('/plans', { kind: 'subscription', source: '' })
      .expect(400);
    expect(body.error.message).toContain('component:');
    expect(body.error.message).toContain('source:');
    expect(body.error.message).toContain('detailType:');
  });

  it('does not know runs that never were', async () => {
    const { status } = await busline.get('/runs/nothing');
    expect(status).toBe(404);
  });

  it('says what it could not see, and serves the rest', async () => {
    await deny(busline.aws.url, DELIVERY, 'busline-scan', ['events:ListRules']);
    const { body } = await busline.post('/refresh').expect(200);
    await deny(busline.aws.url, DELIVERY, 'busline-scan', []);

    const delivery = body.accounts.find(
      (account: AccountView) => account.id === DELIVERY,
    );
    expect(delivery.status).toBe('partial');
    expect(delivery.unseen[0]).toMatchObject({
      operation: 'events:ListRules',
      reason: expect.stringContaining('not authorized'),
      mend: expect.stringContaining('events:ListRules'),
    });
    const hub = body.accounts.find(
      (account: AccountView) => account.id === HUB,
    );
    expect(hub.status).toBe('complete');
  });
});

describe('eventbridge backend with an account that it cannot enter', () => {
  let busline: Busline;

  beforeAll(async () => {
    busline = await startBusline({ accounts: ['333333333333'] });
  }, 60_000);

  afterAll(async () => {
    await busline?.stop();
  });

  it('says why, and serves the others', async () => {
    const { body } = await busline.post('/refresh').expect(200);
    const statuses = body.accounts.map(
      ({ id, status }: AccountView) => `${id} ${status}`,
    );
    expect(statuses).toEqual([
      `${HUB} complete`,
      `${DELIVERY} complete`,
      '333333333333 unreadable',
    ]);
    expect(JSON.stringify(body.accounts[2].unseen)).toContain(
      'arn:aws:iam::333333333333:role/busline-scan',
    );
  });

  it('refuses to change what it cannot see', async () => {
    const { body } = await busline
      .post('/plans', { ...subscription, component: 'service-333333333333' })
      .expect(200);
    expect(body.changes).toEqual([]);
    expect(body.problems).toContainEqual(
      expect.objectContaining({ code: 'account-unreadable' }),
    );
  });
});
