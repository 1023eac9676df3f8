import { InputError } from '@backstage/errors';
import {
  WantedPublication,
  wantedPublicationSchema,
  WantedSubscription,
  wantedSubscriptionSchema,
} from '@busline/backstage-plugin-eventbridge-common';

/** zod's own words for an absent field speak of types. */
const inWords = {
  error: ({ input }: { input?: unknown }) =>
    input === undefined ? 'is missing' : undefined,
};

/**
 * Parses a publication with the schema that the backend uses. The scaffolder
 * turns an action's own schema into JSON Schema and never runs it, so this is
 * where the input is first truly checked.
 *
 * @throws InputError naming every field that is wrong
 */
export function parsePublication(input: unknown): WantedPublication {
  return parsed(
    wantedPublicationSchema.safeParse(
      { kind: 'publication', ...asked(input) },
      inWords,
    ),
  );
}

/**
 * Parses a subscription with the schema that the backend uses.
 *
 * @throws InputError naming every field that is wrong
 */
export function parseSubscription(input: unknown): WantedSubscription {
  return parsed(
    wantedSubscriptionSchema.safeParse(
      { kind: 'subscription', ...asked(input) },
      inWords,
    ),
  );
}

/** A form sends an empty text for a question that was left open. */
function asked(input: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input ?? {}).filter(
      ([, value]) =>
        value !== undefined && value !== null && `${value}`.trim() !== '',
    ),
  );
}

type ParseResult<T> =
  | { success: true; data: T }
  | {
      success: false;
      error: { issues: Array<{ path: PropertyKey[]; message: string }> };
    };

function parsed<T>(result: ParseResult<T>): T {
  if (result.success) {
    return result.data;
  }
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  );
  throw new InputError(`Mend the input: ${problems.join('; ')}.`);
}
