/** Prints what the local AWS benchmark measured: medians of the rounds, and ratios within a round. */
import { cpus, loadavg } from 'node:os';
import { median } from './localAwsQuantile.mjs';

const TITLES = {
  null: 'null server',
  local: 'local AWS',
  moto: 'moto',
  endpoint: 'endpoint',
};

const show = (value, digits = 0) =>
  Number.isFinite(value) ? value.toFixed(digits) : '';

/** Reads an aim: `≥ 0.6` is about the ratio to the null server, `itself < 80` about the value. */
function reached(aim, value, ratio) {
  const [, itself, operator, limit] = /^(itself )?([<≤≥]) ([\d.]+)$/.exec(aim);
  const judged = itself ? value : ratio;
  if (!Number.isFinite(judged)) {
    return '';
  }
  const bound = Number(limit);
  const holds =
    (operator === '<' && judged < bound) ||
    (operator === '≤' && judged <= bound) ||
    (operator === '≥' && judged >= bound);
  return holds ? 'yes' : 'no';
}

/** The machine and its state, without which no number means anything. */
export function machineLine(serverShown) {
  const [processor] = cpus();
  return (
    `Node ${process.version}, ${processor.model.trim()}, ${
      cpus().length
    } cores, ` + `load ${loadavg()[0].toFixed(1)}; local AWS ${serverShown}`
  );
}

/** Opens a table with a column for each kind of server. */
export function printTable(kinds) {
  const row = cells => console.log(`| ${cells.join(' | ')} |`);
  row(['', ...kinds.map(kind => TITLES[kind]), 'ratio', 'aim', 'reached']);
  row(['---', ...kinds.map(() => '---:'), '---:', '---', '---']);
  return {
    /** @param results - by kind of server, the numbers of each round */
    add(rows, results) {
      const judged = kinds.find(kind => kind === 'local') ?? kinds[0];
      for (const { name, of, digits, aim } of rows) {
        const values = kind => (results[kind] ?? []).map(of);
        const mine = values(judged);
        const floor = judged === 'null' ? [] : values('null');
        const ratio =
          floor.length > 0
            ? median(mine.map((value, i) => value / floor[i]))
            : NaN;
        const hasRatio = !aim?.startsWith('itself') || floor.length > 0;
        row([
          name,
          ...kinds.map(kind => {
            const all = values(kind);
            return all.length > 0 ? show(median(all), digits) : '';
          }),
          hasRatio ? show(ratio, 2) : '',
          aim ?? '',
          aim ? reached(aim, median(mine), ratio) : '',
        ]);
      }
    },
  };
}
