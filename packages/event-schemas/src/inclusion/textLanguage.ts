import {
  Concatenation,
  DFA,
  Expression,
  JS,
  NFA,
  NoParent,
  visitAst,
  Words,
} from 'refa';
import { ScalarAtom } from './atoms';
import { expressionOf, expressionOfFormat } from './textRules';

/** A set of texts as a finite automaton. */
export interface TextLanguage {
  isEmpty: boolean;
  /** Some of the texts, the shortest first; all of them if `isComplete`. */
  texts: string[];
  isComplete: boolean;
}

/** Larger automata are not built: expressions exist whose automaton grows without measure. */
const MAX_STATES = 2000;

/** Longer bounds of length would need as many states. */
const MAX_COUNTED = 200;

const MAX_TEXTS = 40;

const languages = new Map<string, TextLanguage | undefined>();

const ALL_TEXTS = '[^]*';

/**
 * The texts that meet the conditions on expressions and length. Conditions that no automaton can tell are left out, so the
 * language may be larger than what is asked for, never smaller. Undefined if no condition is of use.
 */
export function textLanguage(
  atoms: readonly ScalarAtom[],
): TextLanguage | undefined {
  if (!atoms.some(({ on }) => on === 'pattern' || on === 'format')) {
    return undefined;
  }
  const automata = atoms.flatMap(atom => automatonOf(atom) ?? []);
  if (automata.length === 0) return undefined;
  const key = automata
    .map(({ name }) => name)
    .sort()
    .join('\n');
  return remembered(languages, key, () => {
    try {
      return read(automata.map(({ dfa }) => dfa).reduce(intersection));
    } catch {
      return undefined;
    }
  });
}

interface Automaton {
  name: string;
  dfa: DFA;
}

function automatonOf(atom: ScalarAtom): Automaton | undefined {
  switch (atom.on) {
    case 'pattern': {
      // The laxer syntax reads halves of characters.
      const regExp = atom.isUnicode
        ? expressionOf(atom.expression, true)
        : undefined;
      return regExp && automatonOfRegExp(regExp, atom.holds);
    }
    case 'format': {
      const regExp = expressionOfFormat(atom.name);
      return regExp && automatonOfRegExp(regExp, atom.holds);
    }
    case 'length': {
      const least = atom.least <= MAX_COUNTED ? atom.least : 0;
      const most = atom.most <= MAX_COUNTED ? atom.most : '';
      return automatonOfRegExp(
        new RegExp(`^[^]{${least},${most}}$`, 'u'),
        true,
      );
    }
    default:
      return undefined;
  }
}

/** Automata are built once: the same expressions come again and again. */
const automata = new Map<string, Automaton | undefined>();
const MAX_REMEMBERED = 500;

function remembered<Value>(
  known: Map<string, Value>,
  key: string,
  make: () => Value,
): Value {
  const found = known.get(key);
  if (found !== undefined || known.has(key)) return found as Value;
  if (known.size >= MAX_REMEMBERED) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}

function automatonOfRegExp(
  regExp: RegExp,
  holds: boolean,
): Automaton | undefined {
  const name = `${holds}${regExp}`;
  return remembered(automata, name, () => {
    try {
      const dfa = dfaOf(unicodeForm(regExp));
      if (dfa && !holds) dfa.complement(new DFA.LimitedNodeFactory(MAX_STATES));
      return dfa && { name, dfa };
    } catch {
      // Too large, or with parts no automaton can tell, such as back references.
      return undefined;
    }
  });
}

function dfaOf(regExp: RegExp | undefined): DFA | undefined {
  const expression = regExp && unanchored(parsed(regExp));
  if (!expression) return undefined;
  const nfa = NFA.fromRegex(
    expression,
    { maxCharacter: 0x10ffff },
    { assertions: 'throw' },
    new NFA.LimitedNodeFactory(MAX_STATES),
  );
  const dfa = DFA.fromFA(nfa, new DFA.LimitedNodeFactory(MAX_STATES));
  dfa.minimize();
  return dfa;
}

function parsed({ source, flags }: RegExp): NoParent<Expression> {
  return JS.Parser.fromLiteral({ source, flags }).parse().expression;
}

/** The validator's own formats are written in the laxer syntax, which for ASCII means the same once letter case is spelt out. */
function unicodeForm(regExp: RegExp): RegExp | undefined {
  if (regExp.unicode) return regExp;
  const expression = parsed(regExp);
  let isAscii = true;
  visitAst(expression, {
    onCharacterClassEnter: ({ characters }) => {
      const last = characters.ranges[characters.ranges.length - 1];
      if (last && last.max > 0x7f) isAscii = false;
    },
  });
  if (!isAscii) return undefined;
  const { source } = JS.toLiteral(expression, {
    flags: { ignoreCase: false, unicode: true },
  });
  return new RegExp(source, 'u');
}

/**
 * The expression for whole texts: an expression of JSON Schema fits anywhere in the text ("JSON Schema Validation",
 * section 6.3.3), so where it is not tied to an end, anything may stand there.
 */
function unanchored(
  expression: NoParent<Expression>,
): NoParent<Expression> | undefined {
  const anything = parsed(new RegExp(ALL_TEXTS, 'u')).alternatives[0].elements;
  for (const alternative of expression.alternatives) {
    const { elements } = alternative;
    const isFromStart = takeEdge(elements, 'behind');
    const isToEnd = takeEdge(elements, 'ahead');
    if (!isFromStart) elements.unshift(...anything);
    if (!isToEnd) elements.push(...anything);
  }
  let hasAssertion = false;
  visitAst(expression, {
    onAssertionEnter: () => {
      hasAssertion = true;
    },
  });
  return hasAssertion ? undefined : expression;
}

/** Takes `^` or `$` away, if it is there. */
function takeEdge(
  elements: NoParent<Concatenation>['elements'],
  kind: 'behind' | 'ahead',
): boolean {
  const index = kind === 'behind' ? 0 : elements.length - 1;
  const edge = elements[index];
  const isEdge =
    edge?.type === 'Assertion' &&
    edge.kind === kind &&
    edge.negate &&
    edge.alternatives.length === 1 &&
    edge.alternatives[0].elements.length === 1 &&
    isAnyCharacter(edge.alternatives[0].elements[0]);
  if (isEdge) elements.splice(index, 1);
  return isEdge;
}

function isAnyCharacter(
  element: NoParent<Concatenation>['elements'][number],
): boolean {
  return element.type === 'CharacterClass' && element.characters.isAll;
}

function intersection(one: DFA, other: DFA): DFA {
  const factory = new DFA.LimitedNodeFactory(MAX_STATES * 10);
  return DFA.fromIntersection(one, other, factory);
}

function read(dfa: DFA): TextLanguage {
  const texts: string[] = [];
  let isComplete = dfa.isFinite;
  for (const wordSet of dfa.wordSets()) {
    const characters = wordSet.reduce((sum, { size }) => sum * size, 1);
    if (characters > 1) isComplete = false;
    texts.push(textOf(Words.pickMostReadableWord(wordSet)));
    if (texts.length >= MAX_TEXTS) {
      isComplete = false;
      break;
    }
  }
  return { isEmpty: dfa.isEmpty, texts, isComplete };
}

function textOf(word: readonly number[] | undefined): string {
  return String.fromCodePoint(...(word ?? []));
}
