import { OperationEntry } from './models/modelFile';

/** An operation found by method and path, with the labels of its path. */
export interface RouteMatch {
  operationName: string;
  labels: ReadonlyMap<string, string>;
}

interface Route {
  operationName: string;
  /** Texts to be met exactly; a label is an object. */
  segments: readonly (string | { label: string })[];
  /** Query parameters that the template fixes, as `?List=ALL` does. */
  query: readonly (readonly [string, string])[];
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function readTemplate(operationName: string, template: string): Route {
  const [path, query = ''] = template.split('?');
  return {
    operationName,
    segments: path
      .split('/')
      .map(segment =>
        segment.startsWith('{')
          ? { label: segment.slice(1, -1).replace('+', '') }
          : segment,
      ),
    query: [...new URLSearchParams(query)],
  };
}

function matchSegments(
  route: Route,
  given: readonly string[],
): ReadonlyMap<string, string> | undefined {
  const { segments } = route;
  const last = segments.length - 1;
  // A label may hold an ARN with slashes that arrive unescaped: only the last
  // label of a template takes them in.
  const lastIsLabel = typeof segments[last] === 'object';
  if (
    lastIsLabel
      ? given.length < segments.length
      : given.length !== segments.length
  ) {
    return undefined;
  }
  const labels = new Map<string, string>();
  for (let i = 0; i <= last; i++) {
    const wanted = segments[i];
    if (typeof wanted === 'string') {
      if (wanted !== given[i]) {
        return undefined;
      }
      continue;
    }
    const text = i === last ? given.slice(i).join('/') : given[i];
    const label = text === '' ? undefined : decoded(text);
    if (label === undefined) {
      return undefined;
    }
    labels.set(wanted.label, label);
  }
  return labels;
}

/** How exactly a route says what it takes: the more, the sooner it is tried. */
function exactness(route: Route): number {
  return route.segments.length * 10 + route.query.length;
}

/** Finds the operations of a REST service ("HTTP binding traits", Smithy 2.0). */
export class Router {
  readonly #routes: ReadonlyMap<string, readonly Route[]>;

  private constructor(routes: ReadonlyMap<string, readonly Route[]>) {
    this.#routes = routes;
  }

  /** @param operations - the operations of a model file */
  static create(operations: Record<string, OperationEntry>): Router {
    const routes = new Map<string, Route[]>();
    for (const [name, { http }] of Object.entries(operations)) {
      if (http) {
        const [method, template] = http;
        const ofMethod = routes.get(method) ?? [];
        ofMethod.push(readTemplate(name, template));
        routes.set(method, ofMethod);
      }
    }
    for (const ofMethod of routes.values()) {
      ofMethod.sort((a, b) => exactness(b) - exactness(a));
    }
    return new Router(routes);
  }

  /**
   * @param path - still percent-encoded, without query
   * @returns the operation that method and path name, if there is one
   */
  find(
    method: string,
    path: string,
    query: URLSearchParams,
  ): RouteMatch | undefined {
    const given = path.split('/');
    for (const route of this.#routes.get(method) ?? []) {
      const labels = matchSegments(route, given);
      if (
        labels &&
        route.query.every(([name, value]) => query.get(name) === value)
      ) {
        return { operationName: route.operationName, labels };
      }
    }
    return undefined;
  }
}
