import { inventory } from '../__testUtils__/inventory';
import { publication, subscription } from '../__testUtils__/onboardings';
import { Busline, startBusline } from '../__testUtils__/startBusline';

describe('cancelling an apply', () => {
  let busline: Busline;

  beforeAll(async () => {
    busline = await startBusline();
    await busline.run({ kind: 'apply', wanted: publication });
  }, 60_000);

  afterAll(async () => {
    await busline?.stop();
  });

  it('undoes in the middle all that was done, and says so', async () => {
    const before = await inventory(busline.aws.url);
    const held = busline.hold('PutRule');
    const started = await busline
      .post('/runs', { kind: 'apply', wanted: subscription })
      .expect(201);
    const letGo = await held;
    const middle = await inventory(busline.aws.url);
    expect(middle).not.toEqual(before);

    await busline.post(`/runs/${started.body.id}/cancel`).expect(200);
    letGo();
    const run = await busline.ended(started.body.id);

    expect(run.status).toBe('cancelled');
    expect(run.error).toMatch(
      /^Cancelled\. All \d+ changes of this run were undone; nothing is left behind\.$/,
    );
    const lines = run.log.map(({ message }) => message);
    expect(lines).toContainEqual(expect.stringMatching(/^Created queue /));
    expect(lines).toContainEqual(expect.stringMatching(/^Undo: .*rule /));
    expect(lines).toContainEqual(
      expect.stringMatching(/^Undo: Deleted queue /),
    );
    expect(lines.at(-1)).toBe(run.error);
    expect(await inventory(busline.aws.url)).toEqual(before);
  }, 30_000);

  it('leaves the way free for the next run', async () => {
    const run = await busline.run({ kind: 'apply', wanted: subscription });

    expect(run.error).toBeUndefined();
    expect(run.status).toBe('succeeded');
  }, 30_000);
});
