import { inclusion } from '../inclusion/inclusion';
import { InvalidContractError } from '../problems';
import { carriesOnlyNamed, placeOf } from '../inclusion/place';
import {
  CompatibilityCheck,
  CompatibilityOptions,
  Witness,
} from './compatibilityTypes';
import { nearbyEvents } from './nearbyEvents';
import { ReadableVersion } from './readableVersion';

const MAX_STEPS = 20_000;

/** A contract that broke in more ways than this is a new contract. */
const MAX_WITNESSES = 12;

/** Whether a reader takes every event of a writer. */
export function readsAll(
  writer: ReadableVersion,
  reader: ReadableVersion,
  {
    unnamedProperties = 'not-sent',
    maxSteps = MAX_STEPS,
  }: CompatibilityOptions,
): Omit<CompatibilityCheck, 'direction'> {
  const isBound = unnamedProperties === 'not-sent';
  const everywhere = placeOf([writer.reading.root], writer.reading);
  const witnesses = new Map<string, Witness>();
  const isExample = (event: unknown): boolean => {
    if (isBound && !carriesOnlyNamed(everywhere, event)) return false;
    const witness = judge(writer, reader, event);
    if (!witness) return false;
    const key = witness.problems.map(({ path, code }) => [
      path.replace(/\d+/g, ''),
      code,
    ]);
    if (witnesses.size < MAX_WITNESSES) {
      const text = JSON.stringify(key);
      if (!witnesses.has(text)) witnesses.set(text, witness);
    }
    return true;
  };
  const { verdict, notes } = inclusion({
    inner: writer.reading,
    outer: reader.reading,
    carriesOnlyNamed: isBound,
    isExample,
    work: maxSteps,
  });
  if (verdict === 'undecided') {
    nearbyEvents(writer.schema, reader.schema).some(isExample);
  }
  const found = [...witnesses.values()];
  const pair = { writer: writer.version, reader: reader.version };
  if (found.length > 0) {
    return {
      ...pair,
      verdict: 'incompatible',
      reasons: [...new Set(found.flatMap(one => reasonsOf(pair, one)))],
      witnesses: found,
    };
  }
  if (verdict === 'included') {
    return { ...pair, verdict: 'compatible', reasons: [], witnesses: [] };
  }
  return {
    ...pair,
    verdict: 'undecided',
    reasons: (notes.length > 0
      ? notes
      : ['no proof was found, and no event that disproves it']
    ).map(
      note =>
        `It is not decided whether version ${pair.reader} reads every event of version ${pair.writer}: ${note}`,
    ),
    witnesses: [],
  };
}

function judge(
  writer: ReadableVersion,
  reader: ReadableVersion,
  event: unknown,
): Witness | undefined {
  try {
    if (!writer.accepts(event) || reader.accepts(event)) return undefined;
  } catch (error) {
    if (error instanceof InvalidContractError) throw error;
    // Schemas that refer to themselves without end overflow the validator's stack; it has no opinion then.
    return undefined;
  }
  return { event, problems: reader.problemsOf(event) };
}

function reasonsOf(
  { writer, reader }: Pick<CompatibilityCheck, 'writer' | 'reader'>,
  { problems }: Witness,
): string[] {
  return problems.map(
    ({ message }) =>
      `Version ${writer} allows what version ${reader} refuses: ${message}`,
  );
}
