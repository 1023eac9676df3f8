import ts from 'typescript';

/** What a comment says about the expression before it. */
export type Claim =
  | { kind: 'value'; expected: ts.Expression }
  | { kind: 'throws'; name: string };

/** Stands for `…` once the claim is code. */
const ANYTHING = '$anything';

/**
 * Reads the comment lines after an expression: `→` and a literal, over as many lines as it takes, or `throws` and a name.
 * Undefined where the comment claims nothing.
 *
 * @throws Error if what follows the arrow is no literal
 */
export function readClaim(lines: readonly string[]): Claim | undefined {
  const [first = ''] = lines;
  const thrown = /^throws (\S+)/.exec(first);
  if (thrown) return { kind: 'throws', name: thrown[1] };
  if (!first.startsWith('→')) return undefined;
  for (let count = 1; count <= lines.length; count++) {
    const text = lines.slice(0, count).join('\n').slice(1).trim();
    const expected = parseLiteral(text);
    if (expected) return { kind: 'value', expected };
  }
  throw new Error(`"${first}" is no JavaScript literal`);
}

/** Where a value differs from the claim; empty when it does not. */
export function differences(
  expected: ts.Expression,
  value: unknown,
  path = 'value',
): string[] {
  const differs = [
    `${path} is ${JSON.stringify(value)}, not ${expected.getText()}`,
  ];
  if (isAnything(expected)) return [];
  if (ts.isStringLiteralLike(expected)) {
    return typeof value === 'string' && isLike(expected.text, value)
      ? []
      : differs;
  }
  if (ts.isArrayLiteralExpression(expected)) {
    if (!Array.isArray(value)) return differs;
    const elements = expected.elements.filter(
      part => !ts.isSpreadElement(part),
    );
    const isOpen = elements.length < expected.elements.length;
    if (value.length < elements.length) return differs;
    if (value.length > elements.length && !isOpen) return differs;
    return elements.flatMap((element, index) =>
      differences(element, value[index], `${path}[${index}]`),
    );
  }
  if (ts.isObjectLiteralExpression(expected)) {
    return objectDifferences(expected, value, path) ?? differs;
  }
  return Object.is(primitiveOf(expected), value) ? [] : differs;
}

function objectDifferences(
  expected: ts.ObjectLiteralExpression,
  value: unknown,
  path: string,
): string[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const members = new Map<string, unknown>(
    Object.entries(value).filter(([, member]) => member !== undefined),
  );
  const found: string[] = [];
  let isOpen = false;
  for (const property of expected.properties) {
    if (!ts.isPropertyAssignment(property)) {
      isOpen = true;
      continue;
    }
    const name = ts.isIdentifier(property.name)
      ? property.name.text
      : propertyText(property.name);
    found.push(
      ...differences(
        property.initializer,
        members.get(name),
        `${path}.${name}`,
      ),
    );
    members.delete(name);
  }
  if (!isOpen) {
    for (const name of members.keys()) {
      found.push(`${path}.${name} is not in the claim`);
    }
  }
  return found;
}

function propertyText(name: ts.PropertyName): string {
  return ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : name.getText();
}

function primitiveOf(node: ts.Expression): unknown {
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    default:
      return node.getText() === 'undefined'
        ? undefined
        : Number(node.getText());
  }
}

function isAnything(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === ANYTHING;
}

/** `…` inside text stands for any text. */
function isLike(wanted: string, text: string): boolean {
  const parts = wanted.split('…');
  const escaped = parts.map(part =>
    part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  return new RegExp(`^${escaped.join('[^]*')}$`).test(text);
}

function parseLiteral(text: string): ts.Expression | undefined {
  const code = `(${withoutEllipses(text)}\n)`;
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
  });
  if (diagnostics.length > 0) return undefined;
  const source = ts.createSourceFile(
    'claim.ts',
    code,
    ts.ScriptTarget.ES2022,
    true,
  );
  const [statement] = source.statements;
  return source.statements.length === 1 &&
    ts.isExpressionStatement(statement) &&
    ts.isParenthesizedExpression(statement.expression) &&
    isLiteral(statement.expression.expression)
    ? statement.expression.expression
    : undefined;
}

/** Code would be run, not compared, so only literals make a claim. */
function isLiteral(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) {
    return node.elements.every(
      (element, index) =>
        isLiteral(element) ||
        (ts.isSpreadElement(element) &&
          isAnything(element.expression) &&
          index === node.elements.length - 1),
    );
  }
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(property =>
      ts.isPropertyAssignment(property)
        ? isLiteral(property.initializer)
        : ts.isSpreadAssignment(property) && isAnything(property.expression),
    );
  }
  if (ts.isPrefixUnaryExpression(node)) {
    return (
      node.operator === ts.SyntaxKind.MinusToken &&
      ts.isNumericLiteral(node.operand)
    );
  }
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    ['true', 'false', 'null', 'undefined', ANYTHING].includes(node.getText())
  );
}

/** Outside text, `…` after a colon or alone is a value, elsewhere it is "and anything more". */
function withoutEllipses(text: string): string {
  let code = '';
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quote !== undefined) {
      if (char === '\\') {
        code += char + (text[++at] ?? '');
        continue;
      }
      if (char === quote) quote = undefined;
    } else if (['"', "'", '`'].includes(char)) {
      quote = char;
    } else if (char === '…') {
      code += /(?:^|:)\s*$/.test(code) ? ANYTHING : `...${ANYTHING}`;
      continue;
    }
    code += char;
  }
  return code;
}
