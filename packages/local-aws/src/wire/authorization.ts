/** What a request's signature says about who signed it and for what. */
export interface Signature {
  accessKeyId: string;
  region: string;
  service: string;
  sessionToken?: string;
}

const MARK = 'Credential=';

/** The credential of an `Authorization` header: it ends at a comma or a blank. */
function credentialOf(authorization: string): string | undefined {
  const mark = authorization.indexOf(MARK);
  if (mark < 0) {
    return undefined;
  }
  const start = mark + MARK.length;
  let end = start;
  while (
    end < authorization.length &&
    authorization[end] !== ',' &&
    authorization[end] !== ' '
  ) {
    end++;
  }
  return authorization.slice(start, end);
}

/** The access key id comes first and may hold slashes; the scope is the last four. */
function splitScope(
  credential: string,
): Omit<Signature, 'sessionToken'> | undefined {
  const terminator = credential.lastIndexOf('/');
  const service = credential.lastIndexOf('/', terminator - 1);
  const region = credential.lastIndexOf('/', service - 1);
  const date = credential.lastIndexOf('/', region - 1);
  if (date <= 0 || credential.slice(terminator + 1) !== 'aws4_request') {
    return undefined;
  }
  return {
    accessKeyId: credential.slice(0, date),
    region: credential.slice(region + 1, service),
    service: credential.slice(service + 1, terminator),
  };
}

/**
 * Reads the credential scope of a Signature Version 4 header or presigned
 * query. The signature itself is not checked: local AWS knows no secrets.
 */
export function readSignature(
  header: (name: string) => string | undefined,
  query: URLSearchParams,
): Signature | undefined {
  const credential =
    credentialOf(header('authorization') ?? '') ??
    query.get('X-Amz-Credential') ??
    '';
  const scope = splitScope(credential);
  return (
    scope && {
      ...scope,
      sessionToken:
        header('x-amz-security-token') ??
        query.get('X-Amz-Security-Token') ??
        undefined,
    }
  );
}
