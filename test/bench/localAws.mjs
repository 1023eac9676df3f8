/**
 * What local AWS costs, beside a server that does nothing, driven by the same
 * AWS SDK clients in the same run:
 *
 *   node test/bench/localAws.mjs [measure…] [options]
 *
 * `--help` lists the measures and options; README.md says what they mean.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { connect } from './localAwsClients.mjs';
import { footprintMeasures } from './localAwsFootprint.mjs';
import { trafficMeasures } from './localAwsMeasures.mjs';
import { profileMeasure } from './localAwsProfile.mjs';
import {
  builtLocalAws,
  bundleLocalAws,
  serverAt,
  startServer,
  transformedLocalAws,
} from './localAwsServers.mjs';
import { machineLine, printTable } from './localAwsTable.mjs';

const MEASURES = { ...trafficMeasures, ...footprintMeasures };
/** moto routes a few events a second. */
const MOTO_SCALE = 0.005;

const HELP = `node test/bench/localAws.mjs [measure…] [options]

measures        ${Object.keys(MEASURES).join(', ')}; all of them by default
--rounds N      rounds over the servers, in turn; medians are printed (3)
--scale X       longer or shorter runs (1)
--server FILE   run this built file as local AWS instead of bundling it
--transform     run local AWS from its sources
--moto          measure moto_server beside it, with few events
--endpoint URL  measure this server alone; it keeps what is made in it
--cpu-profile   say where local AWS spends its time in a measure (ingest)
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    scale: { type: 'string', default: '1' },
    server: { type: 'string' },
    transform: { type: 'boolean', default: false },
    moto: { type: 'boolean', default: false },
    endpoint: { type: 'string' },
    'cpu-profile': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function localAws() {
  if (options.endpoint) {
    return { nodeArgs: [], shown: `at ${options.endpoint}` };
  }
  if (options.transform) {
    return transformedLocalAws();
  }
  return builtLocalAws(options.server ?? (await bundleLocalAws()));
}

/** Whether this local AWS can be started with larger quotas. */
function takesQuotas({ nodeArgs }) {
  const { stdout } = spawnSync(process.execPath, [...nodeArgs, '--help'], {
    encoding: 'utf8',
  });
  return /--quota\b/.test(stdout);
}

/** One measure on one server, which is started for it and stopped after. */
async function measureOnce(measure, kind, local, round) {
  const scale = Number(options.scale) * (kind === 'moto' ? MOTO_SCALE : 1);
  if (measure.startsItself) {
    return measure.run(kind, { localAws: local });
  }
  const more = measure.wantsManyRules && kind === 'local' && takesQuotas(local);
  const server =
    kind === 'endpoint'
      ? serverAt(options.endpoint)
      : await startServer(kind, {
          ...measure.start,
          localAws: local,
          args: more ? ['--quota', 'rulesPerBus=1000'] : [],
        });
  const connection = connect(server.url);
  try {
    return await measure.run(server, connection, scale, {
      rulesPerBus: more ? 1_000 : 250,
      round,
    });
  } finally {
    connection.close();
    await server.stop();
  }
}

/** All rounds of a measure; who goes first changes from round to round. */
async function measureInTurn(measure, kinds, local) {
  const results = {};
  const rounds = measure.rounds ?? Number(options.rounds);
  for (let round = 0; round < rounds; round++) {
    // moto is so far behind that one round says enough.
    const asked = kinds.filter(kind => kind !== 'moto' || round === 0);
    for (const kind of round % 2 === 0 ? asked : asked.reverse()) {
      results[kind] ??= [];
      results[kind].push(await measureOnce(measure, kind, local, round));
    }
  }
  return results;
}

function chosenMeasures() {
  const unknown = positionals.filter(name => !(name in MEASURES));
  if (unknown.length > 0) {
    throw new Error(
      `No measure ${unknown}: there are ${Object.keys(MEASURES).join(', ')}`,
    );
  }
  return positionals.length > 0 ? positionals : Object.keys(MEASURES);
}

function kindsOf(measure) {
  if (options.endpoint) {
    return measure.startsItself ? [] : ['endpoint'];
  }
  return measure.servers.filter(kind => kind !== 'moto' || options.moto);
}

async function main() {
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const local = await localAws();
  console.log(`${machineLine(local.shown)}\n`);
  if (options['cpu-profile']) {
    const name = positionals[0] ?? 'ingest';
    if (!(name in trafficMeasures)) {
      throw new Error(
        `No profile of ${name}: there are ${Object.keys(trafficMeasures).join(
          ', ',
        )}`,
      );
    }
    await profileMeasure(trafficMeasures[name], local, Number(options.scale));
    return;
  }
  const measures = chosenMeasures().map(name => MEASURES[name]);
  const shown = options.endpoint
    ? ['endpoint']
    : ['null', 'local', ...(options.moto ? ['moto'] : [])];
  const table = printTable(shown);
  for (const measure of measures) {
    const kinds = kindsOf(measure);
    if (kinds.length > 0) {
      table.add(measure.rows, await measureInTurn(measure, kinds, local));
    }
  }
}

await main();
