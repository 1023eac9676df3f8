import fc from 'fast-check';
import { Pace } from './pace';

const START_MS = Date.UTC(2026, 0);

describe('Pace', () => {
  it('lets a burst through at once and then one after another', () => {
    const pace = new Pace(10, 3);
    const waits = Array.from({ length: 5 }, () => pace.claim(START_MS));
    expect(waits.map(Math.round)).toEqual([0, 0, 0, 100, 200]);
    // Everything that waited is over, and a new burst is saved up.
    expect(pace.claim(START_MS + 500)).toBe(0);
  });

  it('never lets more through in any second than a burst and a second’s worth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 }),
        (perSecond, gapsMs) => {
          const pace = new Pace(perSecond, perSecond);
          let now = START_MS;
          const through: number[] = [];
          for (const gapMs of gapsMs) {
            now += gapMs;
            if (pace.claimNow(now)) {
              through.push(now);
            }
          }
          for (const start of through) {
            const inSecond = through.filter(
              at => at >= start && at < start + 1000,
            );
            expect(inSecond.length).toBeLessThanOrEqual(2 * perSecond);
          }
        },
      ),
    );
  });

  it('gives places at its rate, however they are asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.array(fc.integer({ min: 0, max: 100 }), {
          minLength: 1,
          maxLength: 200,
        }),
        (perSecond, gapsMs) => {
          const pace = new Pace(perSecond, 1);
          let now = START_MS;
          let lastMs = -Infinity;
          for (const gapMs of gapsMs) {
            now += gapMs;
            const atMs = now + pace.claim(now);
            expect(atMs - lastMs).toBeGreaterThan(1000 / perSecond - 0.01);
            lastMs = atMs;
          }
        },
      ),
    );
  });
});
