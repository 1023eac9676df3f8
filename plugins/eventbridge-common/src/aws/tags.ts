/**
 * Keys of the AWS tags that Busline writes and reads. Tags are how a scan knows
 * which component a rule, queue or schema belongs to.
 *
 * @public
 */
export const TAGS = {
  /** On everything that Busline made: `busline`. */
  managedBy: 'busline:managed-by',
  /** Full entity ref of the component that a subscription belongs to. */
  component: 'busline:component',
  /** `source` of the event type that a schema describes. */
  source: 'busline:source',
  /** `detail-type` of the event type that a schema describes. */
  detailType: 'busline:detail-type',
  /** Full entity ref of the owner of an event type. */
  owner: 'busline:owner',
  /** Full entity ref of the component that produces an event type. */
  producer: 'busline:producer',
} as const;

/** The tags on everything that Busline makes. @public */
export const MANAGED_TAGS: Record<string, string> = {
  [TAGS.managedBy]: 'busline',
};
