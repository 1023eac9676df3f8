/**
 * What matching costs, beside JSON.parse of the same text on the same machine in the same run:
 *
 *   node --expose-gc --require @backstage/cli/config/nodeTransform.cjs test/bench/patterns.mjs [events]
 *
 * First: events of 600 to 1,000 bytes against five rules of each kind, from raw JSON text and already parsed. The kinds are
 * those of event-ruler's published benchmark. Then: what the number of rules costs.
 */
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { generateEvents } from './patternEvents.mjs';
import { eventTypeRules, rulesByKind } from './patternRules.mjs';

const require = createRequire(import.meta.url);
const { parsePattern, RuleSet } = require('@busline/event-patterns');

const EVENTS = Number(process.argv[2] ?? 20_000);
const ROUNDS = 9;
const RULES = 10_000;
const EVENT_TYPES = 2_000;

const events = generateEvents(EVENTS, EVENT_TYPES);
const texts = events.map(event => JSON.stringify(event));

/** Fastest of several rounds, the first of which warm up: what else the machine does only ever adds. */
function eventsPerSecond(items, run) {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (const item of items) run(item);
    best = Math.max(best, items.length / ((performance.now() - start) / 1000));
  }
  return best;
}

function ruleSetOf(patterns) {
  const rules = new RuleSet();
  patterns.forEach((pattern, number) =>
    rules.add(number, parsePattern(pattern)),
  );
  return rules;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

function heapBytes() {
  global.gc?.();
  return process.memoryUsage().heapUsed;
}

const row = cells => console.log(`| ${cells.join(' | ')} |`);
const thousands = number => `${Math.round(number / 1000)}k`;
const ratio = number => number.toFixed(2);

const sizes = texts.map(text => Buffer.byteLength(text));
const parsing = eventsPerSecond(texts, text => JSON.parse(text));
console.log(
  `${EVENTS} events of ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes, ` +
    `Node ${process.version}, ${cpus()[0].model.trim()}, one core`,
);
console.log(`JSON.parse alone: ${thousands(parsing)} events/s = 1.00\n`);

row(['five rules', 'from text, events/s', 'from text', 'parsed', 'matches']);
row(['---', '---:', '---:', '---:', '---:']);
for (const [kind, patterns] of Object.entries(rulesByKind)) {
  const rules = ruleSetOf(patterns);
  const fromText = eventsPerSecond(texts, text => rules.match(text));
  const parsed = eventsPerSecond(events, event => rules.match(event));
  const matches = texts.reduce((n, text) => n + rules.match(text).length, 0);
  if (matches !== events.reduce((n, one) => n + rules.match(one).length, 0)) {
    throw new Error(`${kind}: text and parsed events match differently`);
  }
  row([
    kind,
    thousands(fromText),
    ratio(fromText / parsing),
    ratio(parsed / parsing),
    matches,
  ]);
}

const many = eventTypeRules(RULES, EVENT_TYPES).map(rule => parsePattern(rule));
const few = ruleSetOf(eventTypeRules(10, EVENT_TYPES));
const before = heapBytes();
const adding = [];
const all = new RuleSet();
many.forEach((pattern, number) => {
  const start = performance.now();
  all.add(number, pattern);
  adding.push(performance.now() - start);
});
const bytesPerRule = (heapBytes() - before) / RULES;
const lastAdds = adding.slice(-1000);
const cost = (rules, items) => 1 / eventsPerSecond(items, e => rules.match(e));

// Ten rules cost least when they match nothing, and more when as much matches as of the ten thousand.
const fewEvents = generateEvents(EVENTS, 2);
const fewTexts = fewEvents.map(event => JSON.stringify(event));
const matching = ruleSetOf(eventTypeRules(10, 2));

console.log(`\n${RULES} rules over ${EVENT_TYPES} event types, beside 10:`);
row(['', 'from text', 'parsed']);
row(['---', '---:', '---:']);
row([
  'as many matches per event',
  `${ratio(cost(all, texts) / cost(matching, fewTexts))} times`,
  `${ratio(cost(all, events) / cost(matching, fewEvents))} times`,
]);
row([
  'the same events, which the 10 hardly match',
  `${ratio(cost(all, texts) / cost(few, texts))} times`,
  `${ratio(cost(all, events) / cost(few, events))} times`,
]);
console.log(
  `\nAdding a rule to ${RULES}: ${(median(lastAdds) * 1000).toFixed(
    0,
  )} µs in the median. ` +
    `Memory per rule: ${
      global.gc
        ? `${Math.round(bytesPerRule)} bytes`
        : 'start with --expose-gc to see it'
    }.`,
);
