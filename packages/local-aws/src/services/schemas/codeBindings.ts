import type { CodeGenerationStatus } from '@aws-sdk/client-schemas';
import { Accounts, Place } from '../../accounts';
import { CodeBinding, codeBindingsOf } from './state';

/** Forgets the code bindings of a schema, or of one version of it. */
export function deleteCodeBindings(
  accounts: Accounts,
  registry: Place & { name: string },
  schema: string,
  version?: number,
): void {
  const bindings = codeBindingsOf(accounts, registry, registry.name);
  const prefix = version === undefined ? `${schema}/` : `${schema}/${version}/`;
  for (const key of [...bindings.keys()]) {
    if (key.startsWith(prefix)) {
      bindings.delete(key);
    }
  }
}

/** How far a code binding is. */
export function statusOf(
  { readyAtMs, isPossible }: CodeBinding,
  nowMs: number,
): CodeGenerationStatus {
  if (nowMs < readyAtMs) {
    return 'CREATE_IN_PROGRESS';
  }
  return isPossible ? 'CREATE_COMPLETE' : 'CREATE_FAILED';
}
