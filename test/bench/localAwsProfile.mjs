/** Runs a measure on local AWS under Node's CPU profiler and says where the time went. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from './localAwsClients.mjs';
import { startServer } from './localAwsServers.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const JSON_FRAMES = fileURLToPath(
  new URL('localAwsJsonFrames.cjs', import.meta.url),
);
const INTERVAL_US = 500;
const TOP = 40;

/** Where a function of a bundle came from; source maps are read once. */
function locator() {
  const maps = new Map();
  const mapOf = file => {
    if (!maps.has(file)) {
      let map;
      try {
        map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
      } catch {
        // No map beside it: the file itself is all there is to say.
      }
      maps.set(file, map);
    }
    return maps.get(file);
  };
  return ({ url, lineNumber, columnNumber }) => {
    if (!url.startsWith('file:')) {
      return url;
    }
    const file = fileURLToPath(url);
    const found = mapOf(file)?.findEntry(lineNumber, columnNumber);
    const source = found?.originalSource
      ? resolve(dirname(file), found.originalSource)
      : file;
    return relative(ROOT, source);
  };
}

const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/;

/** What kind of work a frame is. */
function groupOf(functionName, place) {
  if (functionName === '(garbage collector)') {
    return 'garbage collection';
  }
  if (functionName.startsWith('(')) {
    return functionName;
  }
  if (JSON_FRAMES.endsWith(place) && place !== '') {
    return 'JSON';
  }
  if (place === '') {
    return 'built in';
  }
  if (place.startsWith('node:internal/modules')) {
    return 'node: loading modules';
  }
  if (place.startsWith('node:')) {
    const area = /^node:(?:internal\/)?_?([a-z_]+)/.exec(place)?.[1];
    return `node: ${/^http|^tls/.test(area) ? 'http' : area}`;
  }
  const inPackage = PACKAGE.exec(place);
  return inPackage ? inPackage[1] : dirname(place);
}

function printShares(title, microseconds, total, count) {
  console.log(`\n| ${title} | share |\n| --- | ---: |`);
  [...microseconds]
    .sort(([, a], [, b]) => b - a)
    .slice(0, count)
    .forEach(([name, us]) =>
      console.log(`| ${name} | ${((us / total) * 100).toFixed(1)} % |`),
    );
}

/** Self time by group and by function, without the time in which nothing ran. */
function printProfile({ nodes, samples, timeDeltas }) {
  const locate = locator();
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const groups = new Map();
  const functions = new Map();
  const add = (map, key, us) => map.set(key, (map.get(key) ?? 0) + us);
  let total = 0;
  samples.forEach((id, i) => {
    const frame = frames.get(id);
    const us = timeDeltas[i];
    if (frame.functionName === '(idle)' || us < 0) {
      return;
    }
    const place = locate(frame);
    total += us;
    add(groups, groupOf(frame.functionName, place), us);
    const name = frame.functionName || '(anonymous)';
    add(functions, place ? `${name}, ${place}` : name, us);
  });
  printShares('kind of work', groups, total, TOP);
  printShares('function', functions, total, TOP);
}

/**
 * @param measure - one of those that are given a server
 * @param local - how to run local AWS
 * @param scale - of the measure
 */
export async function profileMeasure(measure, local, scale) {
  const folder = mkdtempSync(join(tmpdir(), 'local-aws-profile-'));
  try {
    const server = await startServer('local', {
      localAws: local,
      nodeFlags: [
        '--require',
        JSON_FRAMES,
        '--cpu-prof',
        `--cpu-prof-dir=${folder}`,
        `--cpu-prof-interval=${INTERVAL_US}`,
      ],
    });
    const connection = connect(server.url);
    try {
      const numbers = await measure.run(server, connection, scale, {
        round: 0,
      });
      console.log('Under the profiler:', JSON.stringify(numbers));
    } finally {
      connection.close();
      // The profile is written when the process ends.
      await server.stop();
    }
    const [file] = readdirSync(folder);
    printProfile(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
