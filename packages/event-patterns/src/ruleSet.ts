import { PlacedBranch, placeBranch, unplaceBranch } from './matching/branch';
import { FieldTree } from './matching/fieldTree';
import { Leaves } from './matching/leaves';
import { matchBranch, mayDisagree } from './matching/matchBranch';
import { readEvent } from './matching/readEvent';
import { RuleTree } from './matching/ruleTree';
import { branches, EventPattern } from './parsePattern';

interface Rule<T> {
  value: T;
  branches: RuleBranch<T>[];
  /** Tells which rule was added first. */
  order: number;
  /** The event it last matched. */
  lastMatch: number;
}

interface RuleBranch<T> extends PlacedBranch {
  rule: Rule<T>;
}

/**
 * Patterns, each with a value, matched against an event all at once. The cost of matching hardly grows with the number of
 * rules: rules that ask the same of an event share the answer, and exact values, prefixes and suffixes are looked up.
 *
 * An event given as JSON text is read without building what no pattern asks for.
 *
 * @example
 * ```ts
 * const rules = new RuleSet<string>();
 * rules.add('eu-orders', parsePattern({ source: ['orders'], detail: { region: ['EU'] } }));
 * rules.match({ source: 'orders', detail: { region: 'EU' } }); // ['eu-orders']
 * ```
 *
 * @public
 */
export class RuleSet<T> {
  readonly #rules = new Map<T, Rule<T>>();
  readonly #fields = new FieldTree();
  readonly #tree = new RuleTree<RuleBranch<T>>();
  readonly #leaves = new Leaves();
  #added = 0;
  #matches = 0;

  /** How many rules there are. */
  get size(): number {
    return this.#rules.size;
  }

  /** Whether the value has a rule. */
  has(value: T): boolean {
    return this.#rules.has(value);
  }

  /**
   * Adds a rule. Values are told apart as by a `Map`.
   *
   * @throws RangeError if the value has a rule already; use {@link RuleSet.replace} to change it
   */
  add(value: T, pattern: EventPattern): void {
    if (this.#rules.has(value)) {
      throw new RangeError('The value has a rule already; replace it instead');
    }
    this.#add(value, pattern, this.#added++);
  }

  #add(value: T, pattern: EventPattern, order: number): void {
    const rule: Rule<T> = { value, branches: [], order, lastMatch: 0 };
    for (const branch of branches(pattern)) {
      rule.branches.push({ ...placeBranch(branch, this.#fields), rule });
    }
    for (const branch of rule.branches) this.#tree.add(branch);
    this.#rules.set(value, rule);
  }

  /** Gives the value this pattern, in the place of the one it has, or else as {@link RuleSet.add} does. */
  replace(value: T, pattern: EventPattern): void {
    const order = this.#rules.get(value)?.order ?? this.#added++;
    this.remove(value);
    this.#add(value, pattern, order);
  }

  /** Removes the value's rule; answers whether there was one. */
  remove(value: T): boolean {
    const rule = this.#rules.get(value);
    if (!rule) return false;
    for (const branch of rule.branches) {
      this.#tree.remove(branch);
      unplaceBranch(branch);
    }
    return this.#rules.delete(value);
  }

  /**
   * The values of all rules that match an event, in the order in which they were added.
   *
   * @param event - a parsed event, or its JSON text
   * @throws InvalidEventError if it is not a JSON object, or its lists nest deeper than EventBridge reads
   */
  match(event: unknown): T[] {
    readEvent(event, this.#fields, this.#leaves);
    const candidates: RuleBranch<T>[] = [];
    this.#tree.find(this.#leaves, candidates);
    if (candidates.length === 0) return [];
    const match = ++this.#matches;
    const matched: Rule<T>[] = [];
    let isInOrder = true;
    let last = -1;
    for (const branch of candidates) {
      const { rule } = branch;
      if (rule.lastMatch === match || !this.#isMatch(branch)) continue;
      rule.lastMatch = match;
      matched.push(rule);
      isInOrder &&= rule.order > last;
      last = rule.order;
    }
    if (!isInOrder) matched.sort((a, b) => a.order - b.order);
    return matched.map(({ value }) => value);
  }

  /** Fields of a candidate match one by one. Within lists of objects they must also match together. */
  #isMatch(branch: RuleBranch<T>): boolean {
    return (
      !mayDisagree(branch, this.#leaves) ||
      matchBranch(branch, this.#leaves) === 'matches'
    );
  }
}
