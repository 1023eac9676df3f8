/**
 * Topic of the Backstage events service: published without detail whenever the
 * stored topology may differ from before.
 *
 * @public
 */
export const TOPIC_TOPOLOGY_CHANGED = 'eventbridge.topology-changed';
