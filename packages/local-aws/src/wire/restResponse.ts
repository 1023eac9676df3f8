import { isDate } from 'node:util/types';
import { writeJson } from './jsonWriter';
import { HttpResponse } from './httpResponse';
import { OperationModel, ServiceModel } from './model';
import { Shape, StructureMember, StructureShape } from './shape';
import { formatTimestamp } from './timestamp';

/** The members of an output by where they go. */
interface Bindings {
  status?: string;
  headers: {
    member: string;
    header: string;
    shape: Shape;
    isBase64: boolean;
  }[];
  prefixHeaders: { member: string; prefix: string }[];
  payload?: StructureMember;
  body: StructureShape;
}

function readBindings(shape: StructureShape): Bindings {
  const inBody: StructureMember[] = [];
  const bindings: Bindings = {
    headers: [],
    prefixHeaders: [],
    body: { type: 'structure', members: inBody },
  };
  for (const member of shape.members) {
    const { name, traits } = member;
    if (traits.httpResponseCode) {
      bindings.status = name;
    } else if (traits.httpHeader) {
      bindings.headers.push({
        member: name,
        header: traits.httpHeader.toLowerCase(),
        shape: member.shape,
        isBase64: traits.mediaType !== undefined,
      });
    } else if (traits.httpPrefixHeaders !== undefined) {
      const prefix = traits.httpPrefixHeaders.toLowerCase();
      bindings.prefixHeaders.push({ member: name, prefix });
    } else if (traits.httpPayload) {
      bindings.payload = member;
    } else {
      inBody.push(member);
    }
  }
  return bindings;
}

function headerText(value: unknown, shape: Shape, isBase64: boolean): string {
  if (isDate(value)) {
    const format = shape.type === 'timestamp' ? shape.format : undefined;
    return String(formatTimestamp(value, format ?? 'http-date'));
  }
  const text = Array.isArray(value) ? value.join(', ') : String(value);
  return isBase64 ? Buffer.from(text, 'utf8').toString('base64') : text;
}

function writeHeaders(
  bindings: Bindings,
  given: ReadonlyMap<string, unknown>,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { member, header, shape, isBase64 } of bindings.headers) {
    const value = given.get(member);
    if (value !== undefined && value !== null) {
      headers[header] = headerText(value, shape, isBase64);
    }
  }
  for (const { member, prefix } of bindings.prefixHeaders) {
    for (const [name, value] of Object.entries(given.get(member) ?? {})) {
      headers[prefix + name.toLowerCase()] = String(value);
    }
  }
  return headers;
}

function writePayload(
  { shape, traits }: StructureMember,
  value: unknown,
  model: ServiceModel,
): { type: string; body: string | Uint8Array } {
  if (shape.type === 'blob' || shape.type === 'stream') {
    return {
      type:
        traits.mediaType ?? model.blobContentType ?? 'application/octet-stream',
      body: value instanceof Uint8Array ? value : String(value ?? ''),
    };
  }
  if (shape.type === 'string') {
    const type = traits.mediaType ?? 'text/plain';
    return { type, body: String(value ?? '') };
  }
  return { type: model.contentType, body: writeJson(shape, value) };
}

const made = new WeakMap<Shape, Bindings>();

function bindingsOf(shape: StructureShape): Bindings {
  let bindings = made.get(shape);
  if (!bindings) {
    bindings = readBindings(shape);
    made.set(shape, bindings);
  }
  return bindings;
}

/**
 * Answers a REST request with an operation's result: members become status,
 * headers and body ("HTTP binding traits", Smithy 2.0 specification).
 */
export function restResponse(
  model: ServiceModel,
  { output, status: usualStatus }: OperationModel,
  result: unknown,
  requestId: string,
): HttpResponse {
  const requestHeader = { 'x-amzn-requestid': requestId };
  if (output?.type !== 'structure') {
    return usualStatus === 204
      ? { status: 204, headers: requestHeader, body: '' }
      : {
          status: usualStatus,
          headers: { 'content-type': model.contentType, ...requestHeader },
          body: '{}',
        };
  }
  const bindings = bindingsOf(output);
  const given = new Map<string, unknown>(Object.entries(Object(result)));
  const status = Number(given.get(bindings.status ?? '') ?? usualStatus);
  const headers = { ...requestHeader, ...writeHeaders(bindings, given) };
  if (status === 204) {
    return { status, headers, body: '' };
  }
  const { type, body } = bindings.payload
    ? writePayload(bindings.payload, given.get(bindings.payload.name), model)
    : { type: model.contentType, body: writeJson(bindings.body, result) };
  return { status, headers: { 'content-type': type, ...headers }, body };
}
