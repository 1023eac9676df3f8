import { Alternative, Branch, Scalar } from './alternative';
import { EventContract, PatternAnalysis, UnknownField } from './analysis';
import { namedPaths, PathFacts, pathFacts, ScalarType } from './contractPaths';
import { describeAlternatives } from './describe';
import { ENVELOPE_FIELDS, ENVELOPE_TEXT_FIELDS } from './envelope';
import { valueTest } from './matchAlternative';
import { nearestName } from './nearestName';

type Verdict = PatternAnalysis['verdict'];

/** Judges branches one by one and gathers the reasons. */
export class ContractJudge {
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
    if (ENVELOPE_TEXT_FIELDS.has(path)) {
      return alternatives.some(takesAnyText) ? 'always' : 'sometimes';
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
    if (value === undefined) {
      return alternatives.some(takesAnyText) ? 'always' : 'sometimes';
    }
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

function takesAnyText(alternative: Alternative): boolean {
  switch (alternative.kind) {
    case 'exists':
      return alternative.present;
    case 'prefix':
    case 'suffix':
      return alternative.text === '';
    case 'wildcard':
      return alternative.text === '*';
    default:
      return false;
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
