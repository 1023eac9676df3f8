import { readJson } from './json';
import { serializationError } from './errors';
import { OperationModel, ServiceModel, Shape } from './model';

/** An operation found by method and path, with the labels of its path. */
export interface RestMatch {
  operation: OperationModel;
  labels: Map<string, string>;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function matchPath(
  template: string,
  path: string,
): Map<string, string> | undefined {
  const wanted = template.split('/');
  // A label may hold an ARN with slashes that arrive unescaped: only the last
  // label of a template takes them in.
  const given = path.split('/');
  const lastIsLabel = wanted[wanted.length - 1].startsWith('{');
  if (
    lastIsLabel ? given.length < wanted.length : given.length !== wanted.length
  ) {
    return undefined;
  }
  const labels = new Map<string, string>();
  for (let i = 0; i < wanted.length; i++) {
    const isLast = i === wanted.length - 1;
    const segment = isLast ? given.slice(i).join('/') : given[i];
    if (wanted[i].startsWith('{')) {
      if (segment === '') {
        return undefined;
      }
      const label = decoded(segment);
      if (label === undefined) {
        return undefined;
      }
      labels.set(wanted[i].slice(1, -1), label);
    } else if (wanted[i] !== segment) {
      return undefined;
    }
  }
  return labels;
}

/** Finds the operation of a REST service that a method and path name. */
export function matchRest(
  model: ServiceModel,
  method: string,
  path: string,
): RestMatch | undefined {
  const matches: (RestMatch & { depth: number })[] = [];
  for (const operation of model.operations.values()) {
    if (operation.http?.method === method) {
      const labels = matchPath(operation.http.path, path);
      if (labels) {
        const depth = operation.http.path.split('/').length;
        matches.push({ operation, labels, depth });
      }
    }
  }
  return matches.sort((a, b) => b.depth - a.depth)[0];
}

function readText(shape: Shape, text: string, path: string): unknown {
  if (shape.isNumericSchema()) {
    const number = Number(text);
    if (Number.isNaN(number)) {
      throw serializationError(`${path} must be a number`);
    }
    return number;
  }
  if (shape.isBooleanSchema()) {
    return text === 'true';
  }
  return text;
}

/** Reads a REST request: labels, query parameters, headers and JSON body. */
export function readRest(
  shape: Shape,
  request: {
    labels: Map<string, string>;
    query: URLSearchParams;
    headers: (name: string) => string | undefined;
    body: unknown;
  },
): unknown {
  const bound: Record<string, unknown> = {};
  for (const [name, member] of shape.structIterator()) {
    const traits = member.getMergedTraits();
    if (traits.httpLabel) {
      bound[name] = readText(member, request.labels.get(name) ?? '', name);
    } else if (traits.httpQuery && member.isListSchema()) {
      const all = request.query.getAll(traits.httpQuery);
      bound[name] = all.length > 0 ? all : undefined;
    } else if (traits.httpQuery) {
      const text = request.query.get(traits.httpQuery);
      bound[name] = text === null ? undefined : readText(member, text, name);
    } else if (traits.httpHeader) {
      bound[name] = request.headers(traits.httpHeader);
    }
  }
  const fromBody = readJson(shape, request.body ?? {});
  return typeof fromBody === 'object'
    ? { ...fromBody, ...definedOnly(bound) }
    : bound;
}

function definedOnly(members: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  );
}
