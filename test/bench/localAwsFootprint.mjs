/** What the local AWS benchmark measures of starting and of memory. */
import {
  CreateEventBusCommand,
  ListRulesCommand,
  PutRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { HUB } from './localAwsClients.mjs';
import { coldStart } from './localAwsServers.mjs';
import { makeBus, newName } from './localAwsSetup.mjs';
import { BATCH, expectOnce, inFlight, putBatch } from './localAwsTraffic.mjs';
import { quantile } from './localAwsQuantile.mjs';

const WIDTH = 8;
const IDLE_MS = 2_000;
const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Receivers are slower than the server: what they have not fetched yet must not be taken for what stays behind. */
const AHEAD = 2_000;

/**
 * Events that are delivered to one queue, received and deleted: nothing of
 * them may stay behind. Putting waits for the receivers every so often.
 */
async function memory(server, connection, scale) {
  const clients = connection.of(HUB);
  const { bus, queues } = await makeBus(clients, 10, 1);
  const deliver = async count => {
    const deliveries = expectOnce(queues, count, { pollers: 6 });
    for (let first = 0; first < count; first += AHEAD) {
      const size = Math.min(AHEAD, count - first);
      await inFlight(WIDTH, size / BATCH, i =>
        putBatch(clients.events, bus, first + i * BATCH),
      );
      await deliveries.received(first + size);
    }
    await deliveries.arrived();
    await pause(IDLE_MS);
    return server.residentMb();
  };
  // The heap takes room until it has had its first full collections.
  const part = Math.ceil((100_000 * scale) / BATCH) * BATCH;
  const after100k = await deliver(part);
  const after200k = await deliver(part);
  const after300k = await deliver(part);
  return { after100k, after200k, after300k };
}

const ACCOUNTS = 100;
const RULES_PER_ACCOUNT = 1_000;
const PAGE = 100;
const LISTED_ACCOUNTS = 20;

const accountNumber = number => String(100_000_000_000 + number);

/** Asks for one page of rules after another; milliseconds of the first, middle and last. */
async function timePages(events, bus) {
  const times = [];
  let NextToken;
  do {
    const startedAt = performance.now();
    const answer = await events.send(
      new ListRulesCommand({ EventBusName: bus, Limit: PAGE, NextToken }),
    );
    times.push(performance.now() - startedAt);
    NextToken = answer.NextToken;
  } while (NextToken);
  return times;
}

/** A hundred thousand rules: a thousand on a bus where the quota allows it, else on four buses. */
async function rules(server, connection, scale, { rulesPerBus }) {
  const accounts = Math.ceil(ACCOUNTS * scale);
  const buses = RULES_PER_ACCOUNT / rulesPerBus;
  const names = Array.from({ length: buses }, () => newName('bus'));
  const startedAt = performance.now();
  for (let account = 0; account < accounts; account++) {
    const { events } = connection.of(accountNumber(account));
    for (const Name of names) {
      await events.send(new CreateEventBusCommand({ Name }));
    }
    await inFlight(WIDTH, RULES_PER_ACCOUNT, number =>
      events.send(
        new PutRuleCommand({
          Name: `rule-${number}`,
          EventBusName: names[number % buses],
          EventPattern: JSON.stringify({
            source: [`com.example.service-${number}`],
            'detail-type': [`Delivery moved ${account}`],
            detail: { state: ['arrived', `state-${number}`] },
          }),
        }),
      ),
    );
  }
  const perSecond =
    (accounts * RULES_PER_ACCOUNT) / ((performance.now() - startedAt) / 1000);
  const pages = [];
  for (let i = 0; i < Math.min(LISTED_ACCOUNTS, accounts); i++) {
    const { events } = connection.of(accountNumber(i));
    const times = await timePages(events, names[0]);
    if (times.length !== Math.ceil(rulesPerBus / PAGE)) {
      throw new Error(`ListRules gave ${times.length} pages of ${PAGE}`);
    }
    pages.push(times);
  }
  const page = pick => quantile(pages.map(pick), 0.5);
  return {
    residentMb: server.residentMb(),
    perSecond,
    first: page(times => times[0]),
    middle: page(times => times[times.length >> 1]),
    last: page(times => times.at(-1)),
  };
}

export const footprintMeasures = {
  cold: {
    servers: ['null', 'local'],
    startsItself: true,
    run: async (kind, how) => {
      const { server, ms } = await coldStart(kind, how);
      try {
        const cpuMs = server.cpuSeconds() * 1000;
        await pause(IDLE_MS);
        return { ms, cpuMs, residentMb: server.residentMb() };
      } finally {
        await server.stop();
      }
    },
    rows: [
      {
        name: 'start to first answer, ms',
        of: ({ ms }) => ms,
        aim: 'itself < 300',
      },
      { name: 'start to first answer, CPU ms', of: ({ cpuMs }) => cpuMs },
      {
        name: 'idle memory, MB',
        of: ({ residentMb }) => residentMb,
        aim: 'itself < 80',
      },
    ],
  },
  memory: {
    servers: ['local'],
    rounds: 1,
    run: memory,
    rows: [
      { name: 'memory after 100k events, MB', of: r => r.after100k },
      { name: 'memory after 200k events, MB', of: r => r.after200k },
      { name: 'memory after 300k events, MB', of: r => r.after300k },
      {
        name: 'memory after 300k events over after 100k',
        of: numbers => numbers.after300k / numbers.after100k,
        digits: 2,
        aim: 'itself ≤ 1.1',
      },
    ],
  },
  rules: {
    servers: ['local'],
    rounds: 1,
    wantsManyRules: true,
    run: rules,
    rows: [
      {
        name: 'memory with 100,000 rules, MB',
        of: ({ residentMb }) => residentMb,
        aim: 'itself < 1000',
      },
      { name: 'making them, rules/s', of: ({ perSecond }) => perSecond },
      { name: 'first page of ListRules, ms', of: r => r.first, digits: 2 },
      { name: 'middle page of ListRules, ms', of: r => r.middle, digits: 2 },
      { name: 'last page of ListRules, ms', of: r => r.last, digits: 2 },
    ],
  },
};
