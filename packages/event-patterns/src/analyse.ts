import { Alternative, Branch, Scalar } from './alternative';
import { namedPaths, PathFacts, pathFacts, ScalarType } from './contractPaths';
import { describeAlternatives } from './describe';
import { ENVELOPE_FIELDS } from './envelope';
import { valueTest } from './matchAlternative';
import { nearestName } from './nearestName';
import { branches, EventPattern } from './parsePattern';

/**
 * What is known about the events a pattern will see.
 *
 * @public
 */
export interface EventContract {
  source?: string;
  detailType?: string;
  /** JSON Schema of the detail. References must be local. */
  detailSchema?: object;
}

/** @public */
export interface UnknownField {
  /** Path that the contract does not name, such as `detail.amout`. */
  path: string;
  /** The nearest path it does name. */
  suggestion?: string;
}

/**
 * How a pattern fits a contract.
 *
 * @public
 */
export interface PatternAnalysis {
  /**
   * `always`: every event of the contract matches. `never`: none does. `sometimes`: neither is proven.
   */
  verdict: 'always' | 'sometimes' | 'never';
  /** Why, in sentences; also what looks like a mistake although the verdict stays `sometimes`. */
  reasons: string[];
  unknownFields: UnknownField[];
}

/**
 * Judges a pattern against a contract: mistyped field names, values the contract rules out, types that cannot match.
 * Sound: it never says `never` or `always` of a pattern for which that is not so.
 *
 * @public
 */
export function analyse(
  pattern: EventPattern,
  contract: EventContract,
): PatternAnalysis {
  const judge = new ContractJudge(contract);
  const verdicts = branches(pattern).map(branch => judge.branch(branch));
  let verdict: PatternAnalysis['verdict'] = 'sometimes';
  if (verdicts.includes('always')) verdict = 'always';
  else if (verdicts.every(each => each === 'never')) verdict = 'never';
  return {
    verdict,
    reasons: [...judge.reasons],
    unknownFields: [...judge.unknownFields.values()],
  };
}

type Verdict = PatternAnalysis['verdict'];

class ContractJudge {
  readonly reasons = new Set<string>();
  readonly unknownFields = new Map<string, UnknownField>();
  readonly #contract: EventContract;
  #known: string[] | undefined;

  constructor(contract: EventContract) {
    this.#contract = contract;
  }

  branch(branch: Branch): Verdict {
    const verdicts = [...branch].map(([path, alternatives]) =>
      this.#field(path, alternatives),
    );
    if (verdicts.includes('never')) return 'never';
    return verdicts.every(verdict => verdict === 'always')
      ? 'always'
      : 'sometimes';
  }

  #field(path: string, alternatives: readonly Alternative[]): Verdict {
    const [top, ...steps] = path.split('.');
    const mayBeAbsent = alternatives.some(
      alternative => alternative.kind === 'exists' && !alternative.present,
    );
    if (!ENVELOPE_FIELDS.has(top)) {
      if (mayBeAbsent) return 'always';
      this.reasons.add(
        `\`${path}\` is not a field of an event; the event’s own data is under \`detail\``,
      );
      return 'never';
    }
    if (path === 'source') {
      return this.#single(path, alternatives, this.#contract.source);
    }
    if (path === 'detail-type') {
      return this.#single(path, alternatives, this.#contract.detailType);
    }
    if (
      top !== 'detail' ||
      steps.length === 0 ||
      !this.#contract.detailSchema
    ) {
      return 'sometimes';
    }
    return this.#detailField(path, steps, alternatives, mayBeAbsent);
  }

  #single(
    path: string,
    alternatives: readonly Alternative[],
    value: string | undefined,
  ): Verdict {
    if (value === undefined) return 'sometimes';
    if (passesAny(alternatives, value)) return 'always';
    this.reasons.add(
      `\`${path}\` is always ${value}, but the pattern asks that it ${describeAlternatives(
        alternatives,
      )}`,
    );
    return 'never';
  }

  #detailField(
    path: string,
    steps: readonly string[],
    alternatives: readonly Alternative[],
    mayBeAbsent: boolean,
  ): Verdict {
    const facts = pathFacts(this.#contract.detailSchema, steps);
    if (!facts.named) this.#unknown(path);
    if (facts.impossible) {
      if (mayBeAbsent) return 'always';
      if (facts.named) {
        this.reasons.add(
          `\`${path}\` holds an object or nothing, never a value to compare; name a field inside it`,
        );
      }
      return 'never';
    }
    const present = alternatives.filter(
      alternative => alternative.kind !== 'exists' || alternative.present,
    );
    if (!mayBeAbsent && !canPass(present, facts)) {
      this.reasons.add(
        `\`${path}\` is ${describeFacts(
          facts,
        )} in the contract, but the pattern asks that it ${describeAlternatives(
          alternatives,
        )}`,
      );
      return 'never';
    }
    return facts.always && mustPass(present, facts) ? 'always' : 'sometimes';
  }

  #unknown(path: string): void {
    this.#known ??= namedPaths(this.#contract.detailSchema).map(
      name => `detail.${name}`,
    );
    const suggestion = nearestName(path, this.#known);
    this.unknownFields.set(path, {
      path,
      ...(suggestion === undefined ? {} : { suggestion }),
    });
    this.reasons.add(
      `\`${path}\` is not in the contract${
        suggestion === undefined ? '' : `; did you mean \`${suggestion}\`?`
      }`,
    );
  }
}

function passesAny(
  alternatives: readonly Alternative[],
  value: Scalar,
): boolean {
  return alternatives.some(alternative => valueTest(alternative)(value));
}

function canPass(
  alternatives: readonly Alternative[],
  { values, types }: PathFacts,
): boolean {
  if (values && !values.some(value => passesAny(alternatives, value))) {
    return false;
  }
  return (
    !types ||
    alternatives.some(alternative => {
      const wanted = typesWanted(alternative);
      return !wanted || wanted.some(type => types.has(type));
    })
  );
}

function mustPass(
  alternatives: readonly Alternative[],
  { values }: PathFacts,
): boolean {
  return (
    alternatives.some(({ kind }) => kind === 'exists') ||
    (values !== undefined &&
      values.every(value => passesAny(alternatives, value)))
  );
}

/** The only types of value an alternative can match; undefined if any. */
function typesWanted(alternative: Alternative): ScalarType[] | undefined {
  switch (alternative.kind) {
    case 'exact':
      return [
        alternative.value === null
          ? 'null'
          : (typeof alternative.value as ScalarType),
      ];
    case 'numeric':
      return ['number'];
    case 'anything-but':
    case 'exists':
      return undefined;
    default:
      return ['string'];
  }
}

function describeFacts({ values, types }: PathFacts): string {
  if (values && values.length > 0) {
    return values.length === 1
      ? `always ${JSON.stringify(values[0])}`
      : `one of ${values.map(value => JSON.stringify(value)).join(', ')}`;
  }
  return types && types.size > 0 ? `a ${[...types].join(' or ')}` : 'ruled out';
}
