const STEP = /\.([^.[\]]+)|\[(\d+)\]/y;

/**
 * Steps of a path such as `$.detail.items[0].sku`; `undefined` if it is none.
 * EventBridge has dots and numbers only: it refuses `$.detail['sku']`.
 */
export function parseJsonPath(path: string): string[] | undefined {
  if (!path.startsWith('$')) {
    return undefined;
  }
  const steps: string[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) {
      return undefined;
    }
    steps.push(match[1] ?? match[2]);
  }
  return steps;
}

/** The value a path leads to, or `undefined`. */
export function readJsonPath(value: unknown, path: string): unknown {
  let current = value;
  for (const step of parseJsonPath(path) ?? []) {
    if (typeof current !== 'object' || current === null) {
      return undefined;
    }
    current = new Map<string, unknown>(Object.entries(current)).get(step);
  }
  return current;
}
