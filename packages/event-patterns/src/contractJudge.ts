import { Alternative, Branch } from './alternative';
import { EventContract, PatternAnalysis, UnknownField } from './analysis';
import { Budget } from './commonText';
import { commonValue } from './commonValue';
import { describeClasses } from './describeClasses';
import { namedPaths } from './contractNames';
import { contractFacts, FactsOf, PathFacts } from './contractPaths';
import { describeAlternatives } from './describe';
import { ENVELOPE_FIELDS, ENVELOPE_TEXT_FIELDS } from './envelope';
import { mayHoldValue } from './eventFill';
import { takesAnyText } from './lintBreadth';
import { nearestName } from './nearestName';
import { ANY_VALUE } from './valueClass';
import { mayPass, mustPass, passesAny } from './valueClassJudge';

/** Steps of reading texts, shared by all fields. */
const MAX_STEPS = 500_000;

type Verdict = PatternAnalysis['verdict'];

/** Judges branches one by one and gathers the reasons. */
export class ContractJudge {
  readonly reasons = new Set<string>();
  readonly unknownFields = new Map<string, UnknownField>();
  readonly #contract: EventContract;
  readonly #facts: FactsOf | undefined;
  readonly #budget: Budget = { steps: MAX_STEPS };
  #known: string[] | undefined;

  constructor(contract: EventContract) {
    this.#contract = contract;
    this.#facts = contract.detailSchema && contractFacts(contract.detailSchema);
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
      return this.#anyText(path, alternatives);
    }
    if (!mayHoldValue(path)) {
      if (mayBeAbsent) return 'always';
      this.reasons.add(`\`${path}\` never holds a value to compare`);
      return 'never';
    }
    if (path === 'resources' || path === 'replay-name') {
      const texts = ANY_VALUE.filter(({ kind }) => kind === 'text');
      if (mayBeAbsent || mayPass(alternatives, texts, this.#budget)) {
        return 'sometimes';
      }
      this.reasons.add(
        `\`${path}\` is ${
          path === 'resources' ? 'a list of texts' : 'text'
        }, but the pattern asks that it ${describeAlternatives(alternatives)}`,
      );
      return 'never';
    }
    if (!this.#facts) return 'sometimes';
    return this.#detailField(
      path,
      this.#facts(steps),
      alternatives,
      mayBeAbsent,
    );
  }

  #anyText(path: string, alternatives: readonly Alternative[]): Verdict {
    if (alternatives.some(takesAnyText)) return 'always';
    if (commonValue([alternatives], true, this.#budget) !== 'none') {
      return 'sometimes';
    }
    this.reasons.add(
      `\`${path}\` is always text, but the pattern asks that it ${describeAlternatives(
        alternatives,
      )}`,
    );
    return 'never';
  }

  #single(
    path: string,
    alternatives: readonly Alternative[],
    value: string | undefined,
  ): Verdict {
    if (value === undefined) return this.#anyText(path, alternatives);
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
    { named, possible, guaranteed, inLists }: PathFacts,
    alternatives: readonly Alternative[],
    mayBeAbsent: boolean,
  ): Verdict {
    if (!named) this.#unknown(path);
    if (possible.length === 0) {
      if (mayBeAbsent) return 'always';
      if (named) {
        this.reasons.add(
          `\`${path}\` never holds a value to compare in the contract; if it holds an object, name a field inside it`,
        );
      }
      return 'never';
    }
    if (!mayBeAbsent && !mayPass(alternatives, possible, this.#budget)) {
      this.reasons.add(
        `\`${path}\` is ${describeClasses(
          possible,
        )} in the contract, but the pattern asks that it ${describeAlternatives(
          alternatives,
        )}`,
      );
      return 'never';
    }
    const isSure =
      guaranteed !== undefined &&
      mustPass(alternatives, guaranteed, this.#budget);
    const isSureIfThere =
      mayBeAbsent && !inLists && mustPass(alternatives, possible, this.#budget);
    return isSure || isSureIfThere ? 'always' : 'sometimes';
  }

  #unknown(path: string): void {
    this.#known ??= namedPaths(this.#contract.detailSchema).map(
      name => `detail.${name}`,
    );
    const suggestion = nearestName(
      path,
      // A field inside an open object is no slip for the object.
      this.#known.filter(name => !path.startsWith(`${name}.`)),
    );
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
