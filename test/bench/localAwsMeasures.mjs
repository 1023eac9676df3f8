/**
 * What the local AWS benchmark measures of calls and events. A measure runs on
 * a server that was started for it, gives numbers by name, and has the rows of
 * the table that are made of them. `scale` makes it longer or shorter.
 */
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { HUB } from './localAwsClients.mjs';
import { makeBus, makeSubscription, messagesIn } from './localAwsSetup.mjs';
import {
  BATCH,
  expectOnce,
  inFlight,
  putBatch,
  putSteadily,
} from './localAwsTraffic.mjs';
import { MATCHING } from './localAwsEvents.mjs';
import { quantile } from './localAwsQuantile.mjs';

const WIDTH = 8;
const RULE_NAMES = 100;
const POLLERS = 4;

const wholeBatches = events => Math.ceil(events / BATCH) * BATCH;

/** Calls `task` and tells how often a second it got through. */
async function perSecond(count, task) {
  const startedAt = performance.now();
  await task();
  return count / ((performance.now() - startedAt) / 1000);
}

/** PutRule and PutTargets, over and over the same hundred names: the bus stays within its quota. */
async function control(server, connection, scale) {
  const { events, sqs } = connection.of(HUB);
  const { bus, idle } = await makeBus({ events, sqs }, 0, 0);
  const put = async number => {
    const Name = `rule-${number % RULE_NAMES}`;
    await events.send(
      new PutRuleCommand({
        Name,
        EventBusName: bus,
        EventPattern: `{"source":["com.example.service-${number}"]}`,
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: Name,
        EventBusName: bus,
        Targets: [{ Id: '1', Arn: idle.arn }],
      }),
    );
  };
  const alone = Math.ceil(400 * scale);
  const together = Math.ceil(1000 * scale);
  // Both servers are compared as they run, not as they warm up.
  await inFlight(WIDTH, Math.ceil(1500 * scale), put);
  const oneByOne = await perSecond(2 * alone, () => inFlight(1, alone, put));
  const cpuBefore = server.cpuSeconds();
  const eightInFlight = await perSecond(2 * together, () =>
    inFlight(WIDTH, together, put),
  );
  const cpuUs = ((server.cpuSeconds() - cpuBefore) / (2 * together)) * 1e6;
  return { oneByOne, eightInFlight, cpuUs };
}

/** Puts events eight requests at a time while the queues of the matching rules are drained. */
async function ingest(server, clients, rules, scale) {
  const warmUp = wholeBatches(5_000 * scale);
  const count = wholeBatches(10_000 * scale);
  const { bus, queues, idle } = await makeBus(clients, rules, MATCHING);
  const deliveries = expectOnce(queues, warmUp + count, {
    isConstant: server.kind === 'null',
  });
  const put = (first, events) =>
    inFlight(WIDTH, events / BATCH, i =>
      putBatch(clients.events, bus, first + i * BATCH),
    );
  await put(0, warmUp);
  await deliveries.received(warmUp);

  const cpuBefore = server.cpuSeconds();
  const ownCpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const accepted = await perSecond(count, () => put(warmUp, count));
  await deliveries.received(warmUp + count);
  const seconds = (deliveries.lastAt() - startedAt) / 1000;
  const cpuUs = ((server.cpuSeconds() - cpuBefore) / count) * 1e6;
  const { user, system } = process.cpuUsage(ownCpuBefore);
  const clientUs = (user + system) / count;
  await deliveries.arrived();
  const astray = await messagesIn(idle);
  if (astray > 0) {
    throw new Error(`${astray} events reached a rule that does not match them`);
  }
  return {
    accepted,
    delivered: (count * MATCHING) / seconds,
    cpuUs,
    clientUs,
    possible: 1e6 / Math.max(cpuUs, clientUs),
  };
}

/** From put to received, at a steady rate. */
async function latency({ bus, queues }, { events }, load) {
  const { warmUp, count, perSecond: rate, batch } = load;
  const latenciesMs = [];
  const deliveries = expectOnce(queues, warmUp + count, {
    pollers: POLLERS,
    onDelivery: (number, ms) => {
      if (number >= warmUp) {
        latenciesMs.push(ms);
      }
    },
  });
  const putFrom = (first, howMany) =>
    putSteadily({
      perSecond: rate,
      batch,
      count: howMany,
      put: (number, size) => putBatch(events, bus, first + number, size),
    });
  await putFrom(0, warmUp);
  const seconds = await putFrom(warmUp, count);
  await deliveries.arrived();
  return {
    rate: count / seconds,
    p50: quantile(latenciesMs, 0.5),
    p90: quantile(latenciesMs, 0.9),
  };
}

const latencyRows = name => [
  { name: `${name}, p50 ms`, of: ({ p50 }) => p50, digits: 2 },
  { name: `${name}, p90 ms`, of: ({ p90 }) => p90, digits: 2 },
  { name: `${name}, events/s put`, of: ({ rate }) => rate },
];

const ingestRows = rules => [
  {
    name: `ingest, ${rules} rules, accepted/s`,
    of: numbers => numbers[rules].accepted,
    aim: '≥ 0.6',
  },
  {
    name: `ingest, ${rules} rules, delivered/s`,
    of: numbers => numbers[rules].delivered,
    aim: '≥ 0.6',
  },
  {
    name: `ingest, ${rules} rules, server CPU µs/event`,
    of: numbers => numbers[rules].cpuUs,
  },
  {
    name: `ingest, ${rules} rules, clients’ CPU µs/event`,
    of: numbers => numbers[rules].clientUs,
  },
  {
    name: `ingest, ${rules} rules, events/s by CPU time`,
    of: numbers => numbers[rules].possible,
    aim: '≥ 0.6',
  },
];

const withAims = (rows, aims) =>
  rows.map((row, i) => (aims[i] ? { ...row, aim: aims[i] } : row));

export const trafficMeasures = {
  control: {
    servers: ['null', 'local', 'moto'],
    // They are short, so that what else the machine does shows in each.
    rounds: 7,
    run: control,
    rows: [
      {
        name: 'control plane, one by one, requests/s',
        of: ({ oneByOne }) => oneByOne,
        aim: '≥ 0.8',
      },
      {
        name: 'control plane, 8 in flight, requests/s',
        of: ({ eightInFlight }) => eightInFlight,
        aim: '≥ 0.8',
      },
      {
        name: 'control plane, server CPU µs/request',
        of: ({ cpuUs }) => cpuUs,
      },
    ],
  },
  ingest: {
    servers: ['null', 'local', 'moto'],
    run: async (server, connection, scale, { round }) => {
      const numbers = {};
      // Who comes second meets a warmer server: they take turns at it.
      for (const rules of round % 2 === 0 ? [10, 300] : [300, 10]) {
        numbers[rules] = await ingest(server, connection.of(HUB), rules, scale);
      }
      return numbers;
    },
    rows: [
      ...ingestRows(10),
      ...ingestRows(300),
      {
        name: 'ingest, time per delivery with 300 rules over 10 rules',
        of: numbers => numbers[10].delivered / numbers[300].delivered,
        digits: 2,
        aim: 'itself ≤ 1.3',
      },
      {
        name: 'ingest, server CPU with 300 rules over 10 rules',
        of: numbers => numbers[300].cpuUs / numbers[10].cpuUs,
        digits: 2,
        aim: 'itself ≤ 1.3',
      },
    ],
  },
  latency: {
    servers: ['null', 'local', 'moto'],
    start: { echo: true },
    run: async (_server, connection, scale) => {
      const clients = connection.of(HUB);
      return latency(await makeBus(clients, 10, 1), clients, {
        perSecond: 50,
        batch: 1,
        warmUp: Math.ceil(100 * scale),
        count: Math.ceil(300 * scale),
      });
    },
    rows: withAims(latencyRows('put to received at 50 events/s'), [
      '≤ 1.5',
      '≤ 2',
    ]),
  },
  hub: {
    servers: ['null', 'local'],
    start: { echo: true },
    run: async (_server, connection, scale) =>
      latency(await makeSubscription(connection), connection.of(HUB), {
        perSecond: 2_000,
        batch: BATCH,
        warmUp: wholeBatches(4_000 * scale),
        count: wholeBatches(10_000 * scale),
      }),
    rows: withAims(
      latencyRows('hub to other account to queue at 2,000 events/s'),
      [undefined, 'itself < 10'],
    ),
  },
};
