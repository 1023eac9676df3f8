import { Alternative, Scalar } from '../alternative';
import { ValueTest } from '../matchAlternative';
import { accessTo } from './access';
import { FieldTest, fieldTest, PlacedBranch } from './branch';
import { removeOne } from './buckets';
import { Leaves } from './leaves';
import { ValueIndex } from './valueIndex';

/** A place in the tree of decisions, reached once all fields on the way have matched. */
interface Place<B> {
  /** A branch that asks for nothing more. Most places have one or none. */
  end: B | undefined;
  moreEnds: Set<B> | undefined;
  questions: Question<B>[];
  /** Made where there are many questions. */
  lookup: QuestionLookup<B> | undefined;
  /** The search that was last here. */
  lastSearch: number;
}

/** What is asked of one field, and the place reached if it matches. */
interface Question<B> {
  field: number;
  /** The only value that will do, if there is just one: asked without a call. */
  value: Scalar | undefined;
  passes: ValueTest;
  mayBeAbsent: boolean;
  next: Place<B>;
  test: FieldTest;
}

/** Finds the questions that a field's values answer. */
interface QuestionLookup<B> {
  byKey: Map<string, Question<B>>;
  byField: Map<number, ValueIndex<Question<B>>>;
  /** Those which a field without a value answers. */
  absent: Question<B>[];
}

/** Up to so many questions are quicker asked one by one, and take less memory. */
const FEW = 8;

/**
 * Branches that share their first questions, the most telling first. An event answers each question once, however many
 * branches ask it, and few questions are asked of it at all.
 *
 * Fields are judged one by one: of branches whose fields must match in the same element of a list, too many are found.
 */
export class RuleTree<B extends PlacedBranch> {
  readonly #root: Place<B> = newPlace();
  /** Places still to be visited. */
  readonly #open: Place<B>[] = [];
  #search = 0;

  add(branch: B): void {
    let place = this.#root;
    for (const test of inOrderOfTelling(branch.fields)) {
      place = (questionFor(place, test) ?? addQuestion(place, test)).next;
    }
    if (place.end === undefined) place.end = branch;
    else (place.moreEnds ??= new Set()).add(branch);
  }

  remove(branch: B): void {
    const way: { place: Place<B>; question: Question<B> }[] = [];
    let place = this.#root;
    for (const test of inOrderOfTelling(branch.fields)) {
      const question = questionFor(place, test);
      if (!question) return;
      way.push({ place, question });
      place = question.next;
    }
    removeEnd(place, branch);
    // Cuts off what leads nowhere any more, from the end.
    for (const { place: from, question } of way.reverse()) {
      const { end, questions } = question.next;
      if (end !== undefined || questions.length > 0) return;
      removeQuestion(from, question);
    }
  }

  /** Appends every branch whose fields all match, each judged by itself. */
  find(leaves: Leaves, found: B[]): void {
    this.#search++;
    const open = this.#open;
    open.push(this.#root);
    for (let place = open.pop(); place; place = open.pop()) {
      // Several values, or several alternatives that one value passes, lead to the same place.
      if (place.lastSearch === this.#search) continue;
      place.lastSearch = this.#search;
      const { end, moreEnds, lookup, questions } = place;
      if (end !== undefined) found.push(end);
      moreEnds?.forEach(each => found.push(each));
      if (lookup) lookUpNext(lookup, leaves, open);
      else if (questions.length > 0) askNext(questions, leaves, open);
    }
  }
}

function newPlace<B>(): Place<B> {
  return {
    end: undefined,
    moreEnds: undefined,
    questions: [],
    lookup: undefined,
    lastSearch: 0,
  };
}

function removeEnd<B>(place: Place<B>, branch: B): void {
  const { end, moreEnds } = place;
  if (end !== branch) {
    moreEnds?.delete(branch);
    return;
  }
  place.end = moreEnds?.values().next().value;
  if (place.end !== undefined) moreEnds?.delete(place.end);
}

function questionFor<B>(
  { questions, lookup }: Place<B>,
  test: FieldTest,
): Question<B> | undefined {
  const key = keyOf(test);
  return lookup
    ? lookup.byKey.get(key)
    : questions.find(question => keyOf(question.test) === key);
}

function addQuestion<B>(place: Place<B>, test: FieldTest): Question<B> {
  const question: Question<B> = {
    field: test.field,
    value: onlyValue(test),
    passes: fieldTest(test),
    mayBeAbsent: test.mayBeAbsent,
    next: newPlace<B>(),
    test,
  };
  place.questions.push(question);
  if (place.lookup) addToLookup(place.lookup, question);
  else if (place.questions.length > FEW) {
    const lookup = { byKey: new Map(), byField: new Map(), absent: [] };
    for (const each of place.questions) addToLookup(lookup, each);
    place.lookup = lookup;
  }
  return question;
}

/** The value asked for, where there is one and it is looked up as it stands. */
function onlyValue({ alternatives }: FieldTest): Scalar | undefined {
  const access =
    alternatives.length === 1 ? accessTo(alternatives[0]) : undefined;
  return access?.by === 'value' ? access.key : undefined;
}

function addToLookup<B>(
  { byKey, byField, absent }: QuestionLookup<B>,
  question: Question<B>,
): void {
  const { test } = question;
  byKey.set(keyOf(test), question);
  let index = byField.get(test.field);
  if (!index) {
    index = new ValueIndex();
    byField.set(test.field, index);
  }
  index.add(test.alternatives, question);
  if (test.mayBeAbsent) absent.push(question);
}

function removeQuestion<B>(place: Place<B>, question: Question<B>): void {
  const { questions, lookup } = place;
  removeOne(questions, one => one === question);
  if (!lookup) return;
  const { test } = question;
  lookup.byKey.delete(keyOf(test));
  const index = lookup.byField.get(test.field);
  index?.remove(test.alternatives, question);
  if (index?.isEmpty) lookup.byField.delete(test.field);
  removeOne(lookup.absent, one => one === question);
}

/** Appends the places that the event reaches by these questions, asking them one by one. */
function askNext<B>(
  questions: readonly Question<B>[],
  leaves: Leaves,
  found: Place<B>[],
): void {
  for (let at = 0; at < questions.length; at++) {
    const { field, value, passes, mayBeAbsent, next } = questions[at];
    const values = leaves.of(field);
    let isMatch = mayBeAbsent && mayLack(field, leaves);
    for (let each = 0; !isMatch && each < values.length; each++) {
      const actual = values[each].value;
      isMatch = value === undefined ? passes(actual) : value === actual;
    }
    if (isMatch) found.push(next);
  }
}

/** The same, looking them up by the event's values. */
function lookUpNext<B>(
  { byField, absent }: QuestionLookup<B>,
  leaves: Leaves,
  found: Place<B>[],
): void {
  const { present } = leaves;
  const answered: Question<B>[] = [];
  if (byField.size > present.length) {
    for (let at = 0; at < present.length; at++) {
      findByValues(byField.get(present[at]), present[at], leaves, answered);
    }
  } else {
    byField.forEach((index, field) =>
      findByValues(index, field, leaves, answered),
    );
  }
  for (let at = 0; at < answered.length; at++) found.push(answered[at].next);
  for (let at = 0; at < absent.length; at++) {
    const { field, next } = absent[at];
    if (mayLack(field, leaves)) found.push(next);
  }
}

function findByValues<B>(
  index: ValueIndex<Question<B>> | undefined,
  field: number,
  leaves: Leaves,
  answered: Question<B>[],
): void {
  if (index === undefined) return;
  const values = leaves.of(field);
  for (let at = 0; at < values.length; at++) {
    index.find(values[at].value, answered);
  }
}

/** Whether the field has no value, or may have none in the element of a list that counts. */
function mayLack(field: number, leaves: Leaves): boolean {
  const values = leaves.of(field);
  return (
    values.length === 0 ||
    values.some(({ membership }) => membership !== undefined)
  );
}

function keyOf({ field, alternatives }: FieldTest): string {
  return `${field} ${JSON.stringify(alternatives)}`;
}

/** The fields that rule out most events come first; of equally telling ones, by path. */
function inOrderOfTelling(fields: readonly FieldTest[]): FieldTest[] {
  const ranked = fields.map(test => ({ test, rank: rankOf(test) }));
  ranked.sort((a, b) => a.rank - b.rank);
  return ranked.map(({ test }) => test);
}

function rankOf({ path, alternatives }: FieldTest): number {
  const rank = Math.max(...alternatives.map(rankOfAlternative));
  if (rank > 0) return rank + 2;
  if (path === 'source') return 0;
  return path === 'detail-type' ? 1 : 2;
}

function rankOfAlternative(alternative: Alternative): number {
  switch (alternative.kind) {
    case 'exact':
      return 0;
    case 'anything-but':
      return 2;
    case 'exists':
      return alternative.present ? 2 : 3;
    default:
      return 1;
  }
}
