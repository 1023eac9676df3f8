import ts from 'typescript';
import { Claim, differences, readClaim } from './claim';

/** One code block of a README, run. */
export interface CheckedExample {
  /** Line of the README where the block begins, counted from 1. */
  line: number;
  /** How many comments were compared with what the code gave. */
  claims: number;
  /** What the README says and the code does not bear out. */
  problems: string[];
}

/**
 * Runs every TypeScript block of a README, each on its own, and compares the value of an expression with the comment after
 * it: `// → value`, or `// throws Name`. In a value `…` stands for anything, or for anything more. A thrown error answers to
 * its name, its `code` and the `code` of each of its `problems`.
 *
 * @param readme - the README's text
 * @param modules - what an import of each package gives
 */
export function checkReadme(
  readme: string,
  modules: Readonly<Record<string, unknown>>,
): CheckedExample[] {
  const blocks = readme.matchAll(/^```ts\n([^]*?)^```$/gm);
  return [...blocks].map(({ 1: code, index }) => {
    const line = readme.slice(0, index).split('\n').length;
    return { line, ...runBlock(code, line, modules) };
  });
}

function runBlock(
  code: string,
  firstLine: number,
  modules: Readonly<Record<string, unknown>>,
): { claims: number; problems: string[] } {
  const problems: string[] = [];
  let claims = 0;
  try {
    const claimed = withClaims(code);
    const { outputText, diagnostics = [] } = ts.transpileModule(claimed.code, {
      reportDiagnostics: true,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
      },
    });
    // The compiler mends what it cannot read; an example must need no mending.
    for (const { messageText } of diagnostics) {
      throw new SyntaxError(ts.flattenDiagnosticMessageText(messageText, ' '));
    }
    // eslint-disable-next-line no-new-func
    const run = new Function('require', 'exports', '$claim', outputText);
    run(
      (name: string) => {
        if (!Object.hasOwn(modules, name)) {
          throw new Error(`"${name}" is no package the examples may import`);
        }
        return modules[name];
      },
      {},
      (index: number, give: () => unknown) => {
        claims++;
        const { claim, line } = claimed.claims[index];
        for (const problem of judge(claim, give)) {
          problems.push(`line ${firstLine + line}: ${problem}`);
        }
      },
    );
    if (claims < claimed.claims.length) {
      problems.push(`line ${firstLine}: not all of the block was reached`);
    }
  } catch (error) {
    problems.push(`line ${firstLine}: ${error}`);
  }
  return { claims, problems };
}

/** The block with each claimed expression handed to `$claim`. */
function withClaims(code: string): {
  code: string;
  claims: { claim: Claim; line: number }[];
} {
  const source = ts.createSourceFile(
    'example.ts',
    code,
    ts.ScriptTarget.ES2022,
    true,
  );
  const claims: { claim: Claim; line: number }[] = [];
  let changed = code;
  // From the end, so that earlier positions stay true.
  for (const statement of [...source.statements].reverse()) {
    const claim = readClaim(commentsAfter(code, statement.end));
    if (!claim) continue;
    const { line } = source.getLineAndCharacterOfPosition(statement.end);
    const index = claims.push({ claim, line: line + 1 }) - 1;
    changed =
      changed.slice(0, statement.getStart()) +
      claimCall(statement, index) +
      changed.slice(statement.end);
  }
  return { code: changed, claims };
}

function claimCall(statement: ts.Statement, index: number): string {
  if (ts.isExpressionStatement(statement)) {
    return `$claim(${index}, () => (${statement.expression.getText()}));`;
  }
  if (ts.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations;
    return `${statement.getText()} $claim(${index}, () => ${declaration.name.getText()});`;
  }
  throw new Error(`A claim needs an expression, not ${statement.getText()}`);
}

/** Comment lines on the statement's last line and directly below, without their slashes. */
function commentsAfter(code: string, end: number): string[] {
  const lines: string[] = [];
  const [rest, ...below] = code.slice(end).split('\n');
  const beside = /^\s*\/\/\s*(.*)$/.exec(rest);
  if (beside) lines.push(beside[1]);
  for (const line of below) {
    const comment = /^\s*\/\/\s?(.*)$/.exec(line);
    if (!comment) break;
    lines.push(lines.length === 0 ? comment[1].trim() : comment[1]);
  }
  return lines;
}

function judge(claim: Claim, give: () => unknown): string[] {
  let value: unknown;
  try {
    value = give();
  } catch (error) {
    if (claim.kind === 'throws' && namesOf(error).includes(claim.name)) {
      return [];
    }
    return [`threw ${error}`];
  }
  return claim.kind === 'throws'
    ? [`did not throw ${claim.name}, but gave ${JSON.stringify(value)}`]
    : differences(claim.expected, value);
}

function namesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [];
  const code: unknown = Reflect.get(error, 'code');
  const problems: unknown = Reflect.get(error, 'problems');
  return [
    error.name,
    code,
    ...(Array.isArray(problems)
      ? problems.map((problem: unknown) =>
          typeof problem === 'object' && problem !== null
            ? Reflect.get(problem, 'code')
            : undefined,
        )
      : []),
  ];
}
