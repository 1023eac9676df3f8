import { readJson } from './jsonReader';
import { Shape, StructureMember, StructureShape } from './shape';
import { readText } from './textReader';

/** Where the members of a REST operation's input are to be found. */
export interface RestSource {
  labels: ReadonlyMap<string, string>;
  query: URLSearchParams;
  header: (name: string) => string | undefined;
  /** All headers by lower-case name, for members that take those of a prefix. */
  headers: Readonly<Record<string, unknown>>;
  body: Buffer;
  /** @throws ServiceError `SerializationException` when the body is no JSON */
  parseBody: () => unknown;
}

type MemberReader = (source: RestSource) => unknown;

function readOptional(shape: Shape, text: string | null | undefined): unknown {
  return text === null || text === undefined
    ? undefined
    : readText(shape.type, text);
}

function queryReader(shape: Shape, parameter: string): MemberReader {
  return shape.type === 'list'
    ? ({ query }) => {
        const texts = query.getAll(parameter);
        return texts.length === 0
          ? undefined
          : texts.map(text => readText(shape.member.shape.type, text));
      }
    : ({ query }) => readOptional(shape, query.get(parameter));
}

function headerReader({ shape, traits }: StructureMember): MemberReader {
  const name = (traits.httpHeader ?? '').toLowerCase();
  if (shape.type === 'list') {
    return ({ header }) =>
      header(name)
        ?.split(',')
        .map(text => readText(shape.member.shape.type, text.trim()));
  }
  return traits.mediaType
    ? ({ header }) => {
        const text = header(name);
        return text && Buffer.from(text, 'base64').toString('utf8');
      }
    : ({ header }) => readOptional(shape, header(name));
}

function prefixReader(prefix: string): MemberReader {
  return ({ headers }) =>
    Object.fromEntries(
      Object.entries(headers)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length), String(value)]),
    );
}

function payloadReader(shape: Shape): MemberReader {
  switch (shape.type) {
    case 'blob':
    case 'stream':
      return ({ body }) => (body.length === 0 ? undefined : body);
    case 'string':
      return ({ body }) =>
        body.length === 0 ? undefined : body.toString('utf8');
    default:
      return ({ parseBody }) => readJson(shape, parseBody());
  }
}

/** How a member arrives; nothing when it is in the JSON body. */
function memberReader(member: StructureMember): MemberReader | undefined {
  const { name, shape, traits } = member;
  if (traits.httpLabel) {
    return ({ labels }) => readOptional(shape, labels.get(name));
  }
  if (traits.httpQuery) {
    return queryReader(shape, traits.httpQuery);
  }
  if (traits.httpQueryParams) {
    return ({ query }) => Object.fromEntries(query);
  }
  if (traits.httpHeader) {
    return headerReader(member);
  }
  if (traits.httpPrefixHeaders !== undefined) {
    return prefixReader(traits.httpPrefixHeaders.toLowerCase());
  }
  return traits.httpPayload ? payloadReader(shape) : undefined;
}

function inputReader(shape: StructureShape): MemberReader {
  const bound: { name: string; read: MemberReader }[] = [];
  const inBody: StructureMember[] = [];
  for (const member of shape.members) {
    const read = memberReader(member);
    if (read) {
      bound.push({ name: member.name, read });
    } else {
      inBody.push(member);
    }
  }
  const bodyShape: StructureShape = { type: 'structure', members: inBody };
  return source => {
    const input: Record<string, unknown> = {};
    if (inBody.length > 0) {
      Object.assign(input, readJson(bodyShape, source.parseBody()));
    }
    for (const { name, read } of bound) {
      const value = read(source);
      if (value !== undefined) {
        input[name] = value;
      }
    }
    return input;
  };
}

const made = new WeakMap<Shape, MemberReader>();

/**
 * Reads a REST request: labels, query parameters, headers and body ("HTTP
 * binding traits", Smithy 2.0 specification).
 *
 * @throws ServiceError `SerializationException` for a value of the wrong type
 */
export function readRest(shape: Shape, source: RestSource): unknown {
  if (shape.type !== 'structure') {
    return {};
  }
  let read = made.get(shape);
  if (!read) {
    read = inputReader(shape);
    made.set(shape, read);
  }
  return read(source);
}
