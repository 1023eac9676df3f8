import { Policy } from '../policies';

/** A policy in both forms: as it was written, and read. */
export interface PolicyDocument {
  readonly text: string;
  readonly policy: Policy;
}

export type Tags = ReadonlyMap<string, string>;
