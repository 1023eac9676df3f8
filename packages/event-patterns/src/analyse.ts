import { EventContract, PatternAnalysis } from './analysis';
import { ContractJudge } from './contractJudge';
import { branches, EventPattern } from './parsePattern';

/**
 * Judges a pattern against a contract: mistyped field names, values the contract rules out, types that cannot match.
 * Sound: it never says `never` or `always` of a pattern for which that is not so, as long as events keep to the contract.
 * Formats are taken to be checked, as the contract's validator does.
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
