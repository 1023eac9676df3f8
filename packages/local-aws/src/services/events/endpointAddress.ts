import { invalidParameter } from './errors';

/** Whether only this machine, or its own network of containers, has a name. */
function isLocal(hostname: string): boolean {
  return (
    /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|host\.docker\.internal)$/.test(
      hostname,
    ) || /^[^.:]+$/.test(hostname)
  );
}

/**
 * Insists on an address that EventBridge would call: one of HTTPS. Plain HTTP
 * is taken too where the host is local, which is a liberty of local AWS.
 *
 * @throws `ValidationException`
 */
export function checkEndpointAddress(name: string, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isFine =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && isLocal(url.hostname));
  if (!isFine) {
    throw invalidParameter(
      name,
      'It must be an https:// address, or an http:// one of a local host.',
    );
  }
}
