/**
 * Runs local AWS under mixed traffic for minutes and prints each minute what
 * it holds and whether an event was lost or doubled:
 *
 *   node test/bench/localAwsSoak.mjs [--minutes 10] [--rate 300] [--persist]
 *     [--server FILE | --endpoint URL]
 *
 * Two thirds of the events go to a bus with ten rules, of which three match
 * and feed queues; the others through a hub bus to a subscriber's account.
 * Meanwhile rules are made, listed and deleted every second. With `--persist`
 * all of it is kept in a SQLite file, whose size is printed at the end.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  DeleteRuleCommand,
  ListRulesCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { connect, HUB } from './localAwsClients.mjs';
import { MATCHING, otherPatterns } from './localAwsEvents.mjs';
import { quantile } from './localAwsQuantile.mjs';
import {
  builtLocalAws,
  bundleLocalAws,
  serverAt,
  startServer,
} from './localAwsServers.mjs';
import { makeBus, makeRule, makeSubscription } from './localAwsSetup.mjs';
import { machineLine } from './localAwsTable.mjs';
import {
  BATCH,
  expectOnce,
  putBatch,
  putSteadily,
} from './localAwsTraffic.mjs';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    rate: { type: 'string', default: '300' },
    persist: { type: 'boolean', default: false },
    server: { type: 'string' },
    endpoint: { type: 'string' },
  },
});
const MINUTE_MS = 60_000;
/** What has not come after so long counts as lost. */
const LATE_MS = 10_000;
const CHANGED_RULES = 50;

const minutes = Number(options.minutes);
const rate = Number(options.rate);

/** Changes rules that match nothing, one a second, until told to end. */
async function changeRules({ events }, { bus, idle }, count, signal) {
  const patterns = otherPatterns(CHANGED_RULES);
  for (let number = 0; !signal.aborted; number++) {
    const name = `changing-${number % CHANGED_RULES}`;
    const pattern = patterns[number % CHANGED_RULES];
    const at = { EventBusName: bus, Rule: name };
    try {
      await makeRule(events, bus, name, pattern, { Arn: idle.arn });
      await events.send(new ListRulesCommand({ EventBusName: bus }));
      if (number % 2 === 0) {
        await events.send(new RemoveTargetsCommand({ ...at, Ids: ['t0'] }));
        await events.send(
          new DeleteRuleCommand({ EventBusName: bus, Name: name }),
        );
      }
    } catch (error) {
      count(error);
    }
    await new Promise(resolve => setTimeout(resolve, 1000));
  }
}

/** A stream of events to one bus, with what became of it. */
function startStream({ events }, target, perSecond, tell) {
  const count = Math.floor((perSecond * minutes * 60) / BATCH) * BATCH;
  const deliveries = expectOnce(target.queues, count, {
    onDelivery: (_number, ms) => tell.latency(ms),
  });
  const putAt = [];
  const done = putSteadily({
    perSecond,
    batch: BATCH,
    count,
    put: async (first, size) => {
      putAt.push(performance.now());
      try {
        await putBatch(events, target.bus, first, size);
        tell.accepted(size);
      } catch (error) {
        tell.error(error);
        for (let number = first; number < first + size; number++) {
          deliveries.ledger.withdraw(number);
        }
      }
    },
  });
  return {
    done,
    deliveries,
    /** Deliveries that should be there by now and are not. */
    lost() {
      const now = performance.now();
      const due = putAt.filter(at => now - at > LATE_MS).length * BATCH;
      return deliveries.ledger.lost(due);
    },
    doubled: () => deliveries.ledger.doubled(),
  };
}

const row = cells => console.log(`| ${cells.join(' | ')} |`);

async function soak(server, connection) {
  const hub = connection.of(HUB);
  const window = { accepted: 0, errors: 0, latenciesMs: [] };
  const tell = {
    latency: ms => window.latenciesMs.push(ms),
    accepted: size => {
      window.accepted += size;
    },
    error: error => {
      if (window.errors++ === 0) {
        console.error(`First error of this minute: ${error}`);
      }
    },
  };
  const own = await makeBus(hub, 10, MATCHING);
  const subscription = await makeSubscription(connection);
  const streams = [
    startStream(hub, own, (rate * 2) / 3, tell),
    startStream(hub, subscription, rate / 3, tell),
  ];
  const ending = new AbortController();
  const changes = changeRules(hub, own, tell.error, ending.signal);

  row([
    'minute',
    'MB',
    'accepted',
    'delivered',
    'lost',
    'doubled',
    'p50 ms',
    'p90 ms',
    'errors',
  ]);
  row(Array.from({ length: 9 }, () => '---:'));
  let minute = 0;
  const print = () => {
    const { accepted, errors, latenciesMs } = window;
    const sum = of => streams.reduce((all, stream) => all + of(stream), 0);
    const inMs = share =>
      latenciesMs.length > 0 ? quantile(latenciesMs, share).toFixed(1) : '';
    row([
      ++minute,
      server.residentMb().toFixed(0),
      accepted,
      latenciesMs.length,
      sum(stream => stream.lost()),
      sum(stream => stream.doubled()),
      inMs(0.5),
      inMs(0.9),
      errors,
    ]);
    Object.assign(window, { accepted: 0, errors: 0, latenciesMs: [] });
  };
  const timer = setInterval(print, MINUTE_MS);
  await Promise.all(streams.map(({ done }) => done));
  clearInterval(timer);
  ending.abort();
  await changes;
  await Promise.all(streams.map(({ deliveries }) => deliveries.arrived()));
  print();
  console.log('\nEvery accepted event came exactly once.');
}

/** Of all files in a folder, such as a database and its log. */
function sizeMb(folder) {
  const bytes = readdirSync(folder).map(
    name => statSync(join(folder, name)).size,
  );
  return bytes.reduce((sum, one) => sum + one, 0) / 1024 ** 2;
}

const folder = options.persist
  ? mkdtempSync(join(tmpdir(), 'local-aws-soak-'))
  : undefined;
const server = options.endpoint
  ? serverAt(options.endpoint)
  : await startServer('local', {
      localAws: builtLocalAws(options.server ?? (await bundleLocalAws())),
      args: folder ? ['--persist', join(folder, 'aws.sqlite')] : [],
    });
const connection = connect(server.url);
try {
  console.log(
    `${machineLine(server.url)}; ${rate} events/s for ${minutes} minutes${
      folder ? ', kept in a file' : ''
    }\n`,
  );
  await soak(server, connection);
  if (folder) {
    console.log(`The file takes ${sizeMb(folder).toFixed(1)} MB.`);
  }
} finally {
  connection.close();
  await server.stop();
  if (folder) {
    rmSync(folder, { recursive: true });
  }
}
