import { Shape } from '../../wire/shape';

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Members that hold secrets, whichever operation they belong to. */
const SECRET = new Set([
  'AuthParameters',
  'ClientSecret',
  'Environment',
  'Password',
  'SecretAccessKey',
  'SecretString',
  'SessionToken',
  'Token',
  'ZipFile',
]);

/** As CloudTrail writes a time among parameters: `Nov 27, 2026 6:43:32 PM`. */
const TIME = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  dateStyle: 'medium',
  timeStyle: 'medium',
});

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function written(value: unknown, shape: Shape): unknown {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (value instanceof Date) {
    // Newer versions of Unicode put a narrow space before AM and PM.
    return TIME.format(value).replace(/\u202f/g, ' ');
  }
  if (value instanceof Uint8Array) {
    return undefined;
  }
  if (shape.type === 'list' && Array.isArray(value)) {
    return value.map(item => written(item, shape.member.shape));
  }
  if (typeof value === 'object' && shape.type === 'map') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        written(item, shape.value.shape),
      ]),
    );
  }
  return typeof value === 'object' && shape.type === 'structure'
    ? parametersOf(value, shape)
    : value;
}

/**
 * An input or output as CloudTrail writes it: names of members begin small,
 * those of maps stay as they are, secrets are hidden.
 *
 * @returns `null` when there is nothing to write
 */
export function parametersOf(
  value: unknown,
  shape: Shape | undefined,
): object | null {
  if (
    shape?.type !== 'structure' ||
    typeof value !== 'object' ||
    value === null
  ) {
    return null;
  }
  const given = new Map<string, unknown>(Object.entries(value));
  const entries = shape.members.flatMap(({ name, shape: member }) => {
    const item = given.get(name);
    const text =
      item !== undefined && SECRET.has(name) ? HIDDEN : written(item, member);
    return text === undefined ? [] : [[lowerFirst(name), text]];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}
