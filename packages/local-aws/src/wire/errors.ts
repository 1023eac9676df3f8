/**
 * An error that a service answers with. `name` is the error's shape in the
 * service's model (`ResourceNotFoundException`) or one of the common errors
 * every AWS service shares (`ValidationException`); the wire turns it into
 * what the protocol asks for.
 */
export class ServiceError extends Error {
  readonly status: number | undefined;

  constructor(name: string, message: string, options?: { status?: number }) {
    super(message);
    this.name = name;
    this.status = options?.status;
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

function quoted(value: unknown): string {
  return value === undefined || value === null
    ? 'null'
    : `'${typeof value === 'object' ? JSON.stringify(value) : value}'`;
}

/** One message for all constraints an input breaks, worded as AWS words it. */
export function violationsMessage(violations: Violation[]): string {
  const list = violations
    .map(
      ({ path, value, constraint }) =>
        `Value ${quoted(
          value,
        )} at '${path}' failed to satisfy constraint: ${constraint}`,
    )
    .join('; ');
  return `${violations.length} validation error${
    violations.length === 1 ? '' : 's'
  } detected: ${list}`;
}
