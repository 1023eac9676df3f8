/**
 * What matching costs, beside JSON.parse of the same text on the same machine in the same run:
 *
 *   node --expose-gc --require @backstage/cli/config/nodeTransform.cjs test/bench/patterns.mjs [events]
 *
 * First: events of 600 to 1,000 bytes against five rules of each kind, from raw JSON text and already parsed. The kinds are
 * those of event-ruler's published benchmark. Then: what the number of rules costs.
 */
import { createRequire } from 'node:module';
import { generateEvents } from './patternEvents.mjs';
import { rulesByKind } from './patternRules.mjs';

const require = createRequire(import.meta.url);
const { parsePattern, RuleSet } = require('@busline/event-patterns');

const EVENTS = Number(process.argv[2] ?? 20_000);
const ROUNDS = 7;

const texts = generateEvents(EVENTS).map(event => JSON.stringify(event));
const events = texts.map(text => JSON.parse(text));

/** Events a second; the best of several rounds, so that what else the machine does weighs least. */
function throughput(items, run) {
  let best = 0;
  let sum = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (const item of items) sum += run(item);
    best = Math.max(best, items.length / ((performance.now() - start) / 1000));
  }
  return { best, sum: sum / ROUNDS };
}

const parse = throughput(texts, text => JSON.parse(text).version.length).best;
console.log(
  JSON.stringify({
    bytes: Math.min(...texts.map(t => t.length)),
    max: Math.max(...texts.map(t => t.length)),
  }),
);
console.log('JSON.parse', Math.round(parse));
for (const [kind, patterns] of Object.entries(rulesByKind)) {
  const rules = new RuleSet();
  patterns.forEach((pattern, number) =>
    rules.add(number, parsePattern(pattern)),
  );
  const count = event => rules.match(event).length;
  const raw = throughput(texts, count);
  const parsed = throughput(events, count);
  if (raw.sum !== parsed.sum) throw new Error(kind);
  console.log(
    kind.padEnd(16),
    Math.round(raw.best),
    (raw.best / parse).toFixed(2),
    '  parsed',
    (parsed.best / parse).toFixed(2),
    ' matches/event',
    (raw.sum / EVENTS).toFixed(2),
  );
}
