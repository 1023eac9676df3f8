import { fill, MathScope, MATH_FUNCTIONS } from './mathFunctions';
import { MathNode, readMath } from './mathSyntax';
import { combine, isSeries, MathValue, TimeSeries } from './mathValue';

/** What an expression may speak of. */
export interface MathContext extends MathScope {
  /** What a query of this id gives. @throws Error when there is none */
  valueOf: (id: string) => MathValue;
  /** The metrics of the request whose ids contain a text, in order. */
  metrics: (part: string) => readonly TimeSeries[];
}

const truth = (value: boolean) => (value ? 1 : 0);

const OPERATORS: ReadonlyMap<string, (left: number, right: number) => number> =
  new Map([
    ['+', (left, right) => left + right],
    ['-', (left, right) => left - right],
    ['*', (left, right) => left * right],
    ['/', (left, right) => left / right],
    ['%', (left, right) => left % right],
    ['^', (left, right) => left ** right],
    ['==', (left, right) => truth(left === right)],
    ['!=', (left, right) => truth(left !== right)],
    ['<', (left, right) => truth(left < right)],
    ['>', (left, right) => truth(left > right)],
    ['<=', (left, right) => truth(left <= right)],
    ['>=', (left, right) => truth(left >= right)],
    ['&&', (left, right) => truth(left !== 0 && right !== 0)],
    ['AND', (left, right) => truth(left !== 0 && right !== 0)],
    ['||', (left, right) => truth(left !== 0 || right !== 0)],
    ['OR', (left, right) => truth(left !== 0 || right !== 0)],
  ]);

function call(
  name: string,
  args: readonly MathNode[],
  context: MathContext,
): MathValue {
  if (name === 'METRICS') {
    const [part] = args;
    return context.metrics(part?.kind === 'text' ? part.value : '');
  }
  if (name === 'FILL') {
    const [series, filler] = args;
    if (!series || !filler) {
      throw new Error('FILL takes a time series and what to fill it with');
    }
    return fill(
      evaluate(series, context),
      filler.kind === 'name' && filler.name === 'REPEAT'
        ? 'REPEAT'
        : evaluate(filler, context),
      context,
    );
  }
  const known = MATH_FUNCTIONS.get(name);
  if (!known) {
    throw new Error(`Local AWS does not have the function ${name}`);
  }
  return known(
    args.map(arg => evaluate(arg, context)),
    context,
  );
}

function evaluate(node: MathNode, context: MathContext): MathValue {
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'name':
      return context.valueOf(node.name);
    case 'minus':
      return combine(0, evaluate(node.of, context), (_, value) => -value);
    case 'array':
      return node.items.flatMap(item => {
        const value = evaluate(item, context);
        if (typeof value === 'number') {
          throw new Error('A list holds time series, not numbers');
        }
        return isSeries(value) ? [value] : [...value];
      });
    case 'call':
      return call(node.name, node.args, context);
    case 'binary': {
      const operate = OPERATORS.get(node.operator);
      if (!operate) {
        throw new Error(
          `Local AWS does not have the operator ${node.operator}`,
        );
      }
      return combine(
        evaluate(node.left, context),
        evaluate(node.right, context),
        operate,
      );
    }
    default:
      throw new Error(`Unexpected text "${node.value}"`);
  }
}

/**
 * Works out a metric math expression ("Using metric math with CloudWatch
 * metrics"): arithmetic, comparisons and the functions in `MATH_FUNCTIONS`.
 *
 * @throws Error when it cannot be read or worked out
 */
export function workOut(expression: string, context: MathContext): MathValue {
  return evaluate(readMath(expression), context);
}
