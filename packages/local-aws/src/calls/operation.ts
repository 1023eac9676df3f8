import { PolicyDocument } from '../accounts';
import { Checked } from '../wire/model';
import { Caller } from './caller';
import { Platform } from './platform';

/** Where a call came from. */
export interface Origin {
  requestId: string;
  accessKeyId: string;
  sourceAddress: string;
  userAgent: string;
  /** Of the request's body. */
  sizeBytes: number;
}

/** One call of an operation. */
export interface Call extends Platform {
  caller: Caller;
  /** Aborts when whoever called no longer waits for the answer. */
  signal: AbortSignal;
  /** Missing for calls that did not come over HTTP, such as a seed's. */
  origin?: Origin;
  /** Set where an injected fault lets entries of a batch fail: whether the next one does. */
  entryFails?: () => boolean;
}

/** Something the caller must be allowed to do for the call to go on. */
export interface Access {
  /** For example `events:PutRule`. */
  action: string;
  resourceArn: string;
  /** Owner of the resource; the caller's account when left out. */
  resourceAccount?: string;
  resourcePolicy?: PolicyDocument;
  /** A role's trust policy has to allow, whatever identity policies say. */
  resourcePolicyMustAllow?: boolean;
  /** Condition keys of the service, such as `events:source`. */
  context?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** An operation of a service: who may, and what it does. */
export interface Operation {
  access: (input: unknown, call: Call) => Access[];
  run: (input: unknown, call: Call) => object | void | Promise<object | void>;
}

/**
 * Types an operation by the SDK's request and response. The wire has read the
 * input by the same model, required members included, before it gets here.
 */
export function operation<
  Input extends object,
  Output extends object | void,
>(definition: {
  access: (input: Checked<Input>, call: Call) => Access | Access[];
  run: (input: Checked<Input>, call: Call) => Output | Promise<Output>;
}): Operation {
  return {
    access: (input, call) =>
      [definition.access(input as Checked<Input>, call)].flat(),
    run: (input, call) => definition.run(input as Checked<Input>, call),
  };
}
