/** What a request's signature says about who signed it and for what. */
export interface Signature {
  accessKeyId: string;
  region: string;
  service: string;
  sessionToken?: string;
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
    /Credential=([^,\s]+)/.exec(header('authorization') ?? '')?.[1] ??
    query.get('X-Amz-Credential');
  if (!credential) {
    return undefined;
  }
  // The access key id comes first and may hold slashes; the scope is the last four.
  const parts = credential.split('/');
  const [, region, service, terminator] = parts.slice(-4);
  const accessKeyId = parts.slice(0, -4).join('/');
  if (terminator !== 'aws4_request' || !accessKeyId) {
    return undefined;
  }
  return {
    accessKeyId,
    region,
    service,
    sessionToken:
      header('x-amz-security-token') ??
      query.get('X-Amz-Security-Token') ??
      undefined,
  };
}
