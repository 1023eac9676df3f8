import { parseContract, sample, validate } from '../index';
import { awsContracts } from '../__testUtils__/awsRegistry';
import { bindAll, BoundCase } from './__testUtils__/contractOf';
import { HARD_CONTRACTS } from './__testUtils__/hardContracts';
import {
  layFiles,
  runGo,
  runJava,
  runPython,
  typescriptModules,
} from './__testUtils__/runBindings';
import { isInstalled, titleWith } from './__testUtils__/toolchains';
import { typeErrors } from './__testUtils__/typescriptCheck';

/** Generous: compilers start slowly on a busy machine. */
const TIMEOUT_MS = 120_000;

/** Written by hand, and made from the schema. */
const CONTRACTS = HARD_CONTRACTS.map(contract => ({
  ...contract,
  details: [
    ...contract.details,
    ...[1, 2, 3].map(seed => sample(contract.detailSchema, seed)),
  ],
}));

/** Each event beside what came of it, so that a failure names the contract. */
function pairs(
  cases: BoundCase[],
  results: unknown[],
  change: (value: unknown) => unknown = value => value,
): { got: unknown[]; wanted: unknown[] } {
  const wanted = cases.flatMap(({ contract, events }) =>
    events.map(event => [contract.name, change(event)]),
  );
  return {
    wanted,
    got: results.map((result, index) => [wanted[index]?.[0], change(result)]),
  };
}

/** Without members that are null: Java does not tell them from absent ones. */
function withoutNulls(value: unknown): unknown {
  return strip(value, member => member === null);
}

/** Without members that are empty too: Go does not write them where they are optional. */
function withoutEmpties(value: unknown): unknown {
  return strip(
    value,
    member =>
      member === null ||
      (typeof member === 'object' && Object.keys(member).length === 0),
  );
}

function strip(
  value: unknown,
  isNothing: (member: unknown) => boolean,
): unknown {
  if (Array.isArray(value)) return value.map(item => strip(item, isNothing));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, strip(member, isNothing)] as const)
      .filter(([, member]) => !isNothing(member)),
  );
}

it('has details that the contracts accept', () => {
  for (const { name, detailSchema, details } of CONTRACTS) {
    const problems = details.map(detail => validate(detailSchema)(detail));
    expect([name, problems.flat()]).toEqual([name, []]);
  }
});

it(
  'makes TypeScript that takes every event',
  () => {
    expect(typeErrors(typescriptModules(CONTRACTS))).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  'makes TypeScript of the contracts that AWS publishes',
  () => {
    const contracts = awsContracts()
      // A spread over the services, for the sake of time.
      .filter((_, index) => index % 5 === 0)
      .map(({ name, openApi }) => {
        const contract = parseContract(openApi, 'OpenApi3');
        return { ...contract, name, details: [sample(contract.detailSchema)] };
      });
    expect(contracts.length).toBeGreaterThan(50);
    expect(typeErrors(typescriptModules(contracts))).toEqual([]);
  },
  TIMEOUT_MS,
);

/** Events that the contract refuses for what a type shows; the types must refuse them, too. */
const REFUSED: [string, string, unknown][] = [
  ['presence', 'a missing property', { mustOrNull: null }],
  ['presence', 'null where it is not allowed', { must: null, mustOrNull: '' }],
  ['presence', 'another type', { must: 1, mustOrNull: '' }],
  [
    'presence',
    'null for an absent one',
    { must: '', mustOrNull: '', may: null },
  ],
  ['values', 'a value that is not listed', { status: 'old', mixed: 1 }],
  ['values', 'a number that is not listed', { status: 'new', mixed: 2 }],
  ['collections', 'a wrong item deep inside', { matrix: [[1, '2']] }],
  ['collections', 'a wrong member of a map', { map: { a: 'b' } }],
  ['recursion', 'a wrong node', { tree: { value: 'a', children: [{}] } }],
  ['recursion', 'a wrong leaf', { tree: { value: 'a' }, lists: [[1]] }],
  ['choices', 'no option that fits', { payment: { kind: 'gold' } }],
  [
    'choices',
    'another option’s property',
    { payment: { kind: 'transfer', number: 'a' } },
  ],
];

const refusedContracts = REFUSED.map(([name, , detail]) => {
  const contract = CONTRACTS.find(each => each.name === name);
  if (!contract) throw new Error(`There is no contract ${name}`);
  return { ...contract, details: [detail] };
});

it.each(REFUSED)(
  'takes a detail of %s with %s for wrong',
  (name, _, detail) => {
    const contract = CONTRACTS.find(each => each.name === name);
    expect(validate(contract?.detailSchema ?? {})(detail)).not.toEqual([]);
  },
);

it(
  'makes TypeScript that refuses what the contract refuses',
  () => {
    const errors = typeErrors(typescriptModules(refusedContracts));
    const refused = refusedContracts.map((_, index) =>
      errors.some(error => error.includes(`/case${index}.events.ts:`)),
    );
    expect(refused).toEqual(REFUSED.map(() => true));
  },
  TIMEOUT_MS,
);

const hasPython = isInstalled('python3', ['--version']);
const hasJava = isInstalled('javac', ['--version']);
const hasGo = isInstalled('go', ['version']);

/** Refused details beside the good ones of the same contract, so that a compiler has less to do. */
const CONTRACTS_WITH_REFUSED = CONTRACTS.map(contract => ({
  ...contract,
  details: [
    ...contract.details,
    ...REFUSED.flatMap(([name, , detail]) =>
      name === contract.name ? [detail] : [],
    ),
  ],
}));

/** As {@link pairs}; what the contract refuses must be refused, with its place. */
function pairsOrRefusals(
  cases: BoundCase[],
  results: unknown[],
  change?: (value: unknown) => unknown,
): { got: unknown[]; wanted: unknown[] } {
  const { got, wanted } = pairs(cases, results, change);
  const isGood = CONTRACTS_WITH_REFUSED.flatMap(({ details }, at) =>
    details.map((_, index) => index < (CONTRACTS[at]?.details.length ?? 0)),
  );
  return {
    got,
    wanted: wanted.map((each, index) =>
      isGood[index]
        ? each
        : [expect.anything(), expect.stringMatching(/^refused: detail: /)],
    ),
  };
}

(hasPython ? describe : describe.skip)(titleWith('python3', hasPython), () => {
  it(
    'makes Python that reads and writes every event, and refuses what the contract refuses',
    () => {
      const { cases, cwd } = layFiles('python', CONTRACTS_WITH_REFUSED);
      const { got, wanted } = pairsOrRefusals(cases, runPython(cases, cwd));
      expect(got).toEqual(wanted);
    },
    TIMEOUT_MS,
  );
});

(hasJava ? describe : describe.skip)(titleWith('javac', hasJava), () => {
  it(
    'makes Java that reads and writes every event, and refuses what the contract refuses',
    () => {
      const { cases, cwd } = layFiles('java', CONTRACTS_WITH_REFUSED);
      const results = runJava(cases, cwd);
      const { got, wanted } = pairsOrRefusals(cases, results, withoutNulls);
      expect(got).toEqual(wanted);
    },
    TIMEOUT_MS,
  );
});

(hasGo ? describe : describe.skip)(titleWith('go', hasGo), () => {
  it(
    'makes Go that reads and writes every event',
    () => {
      const { cases, cwd } = layFiles('go', CONTRACTS);
      const { got, wanted } = pairs(cases, runGo(cases, cwd), withoutEmpties);
      expect(got).toEqual(wanted);
    },
    TIMEOUT_MS,
  );
});

/** What can be said of Go without Go. */
it.each(bindAll(CONTRACTS, 'go'))(
  'lays out Go for the contract of $contract.name',
  ({ files }) => {
    for (const { content } of files) {
      const lines = content.split('\n');
      expect(lines.filter(line => /^\t* /.test(line))).toEqual([]);
      expect(lines.filter(line => /\s$/.test(line))).toEqual([]);
      const types = [...content.matchAll(/^type (\S+) /gm)].map(([, name]) =>
        name?.toLowerCase(),
      );
      expect(new Set(types).size).toBe(types.length);
      const fields = [...content.matchAll(/^\t(\S+) +\S+ +`json:/gm)];
      expect(fields.length).toBeGreaterThan(0);
      for (const [, name] of fields) {
        expect(name).toMatch(/^\p{Lu}[\p{L}\p{Nd}_]*$/u);
      }
    }
  },
);
