import { Evidence } from '@busline/backstage-plugin-eventbridge-common';

const ORDER: Evidence['kind'][] = ['declared', 'granted', 'routed', 'observed'];

/** The kinds of evidence, weakest first, each once: `declared, routed`. */
export function evidenceWords(evidence: Evidence[]): string {
  const kinds = new Set(evidence.map(({ kind }) => kind));
  const words = ORDER.filter(kind => kinds.has(kind)).join(', ');
  return words || 'none';
}
