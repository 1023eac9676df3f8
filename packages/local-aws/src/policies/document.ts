import { readDocument } from './grammar';
import type { PolicyProblem } from './problem';

/** Who a statement of a resource policy speaks of, by principal type. */
export type PrincipalElement =
  | { kind: 'anyone' }
  | { kind: 'listed'; aws: string[]; services: string[] };

/** One comparison of a statement's Condition block. */
export interface Condition {
  operator: string;
  key: string;
  values: string[];
}

/** One statement of a policy, normalised: single values became lists. */
export interface Statement {
  sid?: string;
  effect: 'Allow' | 'Deny';
  principal?: PrincipalElement;
  principalIsNegated: boolean;
  actions: string[];
  actionIsNegated: boolean;
  resources?: string[];
  resourceIsNegated: boolean;
  conditions: Condition[];
  /** Whether `${…}` is a policy variable: since version 2012-10-17. */
  hasVariables: boolean;
}

/** A policy document, read once where it entered. It is never changed. */
export interface Policy {
  statements: Statement[];
}

/** Which elements a policy needs depends on what it is attached to. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/** A policy document that IAM's grammar refuses, with every reason. */
export class MalformedPolicyError extends Error {
  readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map(({ message }) => message).join('; '));
    this.name = 'MalformedPolicyError';
    this.problems = problems;
  }
}

const MAX_KEPT = 2_000;
const kept = new Map<string, Policy>();

/**
 * Reads a policy document ("Grammar of the IAM JSON policy language"). The
 * same text gives the same policy again, so that what was prepared for it is
 * prepared once.
 *
 * @throws MalformedPolicyError with every problem found.
 */
export function parsePolicy(text: string, kind: PolicyKind): Policy {
  const key = `${kind} ${text}`;
  const known = kept.get(key);
  if (known) {
    return known;
  }
  const read = readDocument(text, kind);
  if ('problems' in read) {
    throw new MalformedPolicyError(read.problems);
  }
  if (kept.size >= MAX_KEPT) {
    kept.clear();
  }
  kept.set(key, read);
  return read;
}

/** Policies that count as one, such as those of one session. */
export function joinPolicies(policies: readonly Policy[]): Policy {
  return { statements: policies.flatMap(({ statements }) => statements) };
}
