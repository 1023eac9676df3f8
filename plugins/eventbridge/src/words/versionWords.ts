/** `v2`, or that no contract is registered. */
export function versionWords(version: string | undefined): string {
  return version === undefined ? 'no contract' : `v${version}`;
}
