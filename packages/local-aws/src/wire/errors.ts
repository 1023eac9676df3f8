import { isDate } from 'node:util/types';

/**
 * An error that a service answers with. `name` is the error's shape in the
 * service's model (`ResourceNotFoundException`) or one of the common errors
 * every AWS service shares (`ValidationException`); the wire turns it into
 * what the protocol asks for.
 */
export class ServiceError extends Error {
  readonly status: number | undefined;
  /** Members of the error's shape beside its message. */
  readonly members: Readonly<Record<string, unknown>>;

  /**
   * @param options - `status` overrides the model's HTTP status; `members` are
   * further members of the error's shape, such as `expectedSequenceToken`
   */
  constructor(
    name: string,
    message: string,
    options?: { status?: number; members?: Record<string, unknown> },
  ) {
    super(message);
    this.name = name;
    this.status = options?.status;
    this.members = options?.members ?? {};
  }
}

/** An input that breaks the model: a member of the wrong type, or not JSON. */
export function serializationError(message: string): ServiceError {
  return new ServiceError('SerializationException', message, { status: 400 });
}

/** A constraint of the API model that an input member breaks. */
export interface Violation {
  /** Path of the member in the way AWS writes it: `entries.1.member.source`. */
  path: string;
  value: unknown;
  /** For example `Member must not be null`. */
  constraint: string;
}

/** AWS shows values as Java does: `[a, b]` for lists and `{key=value}` for maps. */
function shown(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(shown).join(', ')}]`;
  }
  if (isDate(value) || typeof value !== 'object' || value === null) {
    return String(value ?? null);
  }
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}=${shown(item)}`)
    .join(', ')}}`;
}

/**
 * One message for all constraints an input breaks, worded as AWS words it:
 * `1 validation error detected: Value null at 'name' failed to satisfy
 * constraint: Member must not be null`.
 *
 * AWS shows a structure with its shape's name and in an order of its own:
 * `PutEventsRequestEntry(time=null, source=orders, …)`. Who knows that order
 * gives the text as the value; without it, structures look like maps.
 */
export function violationsMessage(violations: readonly Violation[]): string {
  const list = violations
    .map(({ path, value, constraint }) => {
      const text =
        value === undefined || value === null ? 'null' : `'${shown(value)}'`;
      return `Value ${text} at '${path}' failed to satisfy constraint: ${constraint}`;
    })
    .join('; ');
  return `${violations.length} validation error${
    violations.length === 1 ? '' : 's'
  } detected: ${list}`;
}

/**
 * Does work for a service that has no caller to tell of an error.
 *
 * @returns why it was refused, or `undefined` when it is done
 */
export function refusalOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) {
      return error.message;
    }
    throw error;
  }
}
