/**
 * The fields of an event ("AWS service event metadata"). EventBridge delivers no others at the top level, so a pattern on
 * any other name can never match.
 */
export const ENVELOPE_FIELDS: ReadonlySet<string> = new Set([
  'version',
  'id',
  'detail-type',
  'source',
  'account',
  'time',
  'region',
  'resources',
  'detail',
  // Only in events that a replay sends again: the replay's name ("Replaying archived events").
  'replay-name',
]);

/** Envelope fields that always hold exactly one string. */
export const ENVELOPE_TEXT_FIELDS: ReadonlySet<string> = new Set([
  'version',
  'id',
  'detail-type',
  'source',
  'account',
  'time',
  'region',
]);
