import { IncomingMessage } from 'node:http';
import { gunzip } from 'node:zlib';
import { serializationError, ServiceError } from './errors';

/** An HTTP request with its body read. */
export interface HttpRequest {
  method: string;
  /** Path without query, still percent-encoded. */
  path: string;
  query: URLSearchParams;
  header: (name: string) => string | undefined;
  /** By lower-case name. */
  headers: Readonly<Record<string, unknown>>;
  body: Buffer;
  /** IP address of whoever asks, where it is known. */
  remoteAddress?: string;
}

/**
 * No AWS request is larger: a 50 MB package of code in base64 ("Lambda
 * quotas"). Services have smaller limits of their own.
 */
const MAX_BODY_BYTES = 70_167_211;

const NO_BODY = Buffer.alloc(0);
/** Most requests have none, and nobody writes to it. */
const NO_QUERY = new URLSearchParams();

function tooLarge(): ServiceError {
  return new ServiceError(
    'RequestEntityTooLargeException',
    `The request is larger than ${MAX_BODY_BYTES} bytes`,
    { status: 413 },
  );
}

/** Events are cheaper than asynchronous iteration, on the way of every call. */
function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        chunks.length = 0;
        reject(tooLarge());
      } else {
        chunks.push(chunk);
      }
    });
    incoming.once('end', () =>
      resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
    );
    incoming.once('error', reject);
    incoming.once('aborted', () => reject(new Error('The client has gone')));
  });
}

/** "requestCompression trait", Smithy 2.0: SDKs compress metrics from 10 KB on. */
function decompress(body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    gunzip(body, { maxOutputLength: MAX_BODY_BYTES }, (error, unpacked) => {
      if (!error) {
        resolve(unpacked);
      } else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        reject(tooLarge());
      } else {
        reject(serializationError('The body is not gzip'));
      }
    });
  });
}

/** Reads the whole of a request. @throws ServiceError when it is too large. */
export async function readHttpRequest(
  incoming: IncomingMessage,
): Promise<HttpRequest> {
  const { url = '/', method = 'GET', headers } = incoming;
  const mark = url.indexOf('?');
  const hasBody =
    headers['content-length'] !== '0' &&
    (headers['content-length'] !== undefined ||
      headers['transfer-encoding'] !== undefined);
  const body = hasBody ? await readBody(incoming) : NO_BODY;
  return {
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? NO_QUERY : new URLSearchParams(url.slice(mark + 1)),
    header: name => {
      const value = headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    headers,
    remoteAddress: incoming.socket.remoteAddress,
    body:
      headers['content-encoding'] === 'gzip' ? await decompress(body) : body,
  };
}
