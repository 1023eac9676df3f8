import { runTemplate, dryRunTemplate } from './testing/runTemplate';
import { startPlatform } from './testing/startPlatform';

jest.setTimeout(60_000);

describe('with a real platform', () => {
  let platform: Awaited<ReturnType<typeof startPlatform>>;
  beforeAll(async () => {
    platform = await startPlatform();
  });
  afterAll(() => platform.stop());

  it('subscribes', async () => {
    const values = {
      component: 'component:default/delivery-service',
      eventType: 'com.larkgate.access@Access granted',
    };
    const dry = await dryRunTemplate(
      platform.server,
      'subscribe-to-event',
      values,
    );
    console.log(JSON.stringify(dry, null, 1));
    const run = await runTemplate(
      platform.server,
      'subscribe-to-event',
      values,
    );
    console.log(JSON.stringify(run, null, 1));
    const again = await runTemplate(
      platform.server,
      'subscribe-to-event',
      values,
    );
    console.log(JSON.stringify(again, null, 1));
  });
});
