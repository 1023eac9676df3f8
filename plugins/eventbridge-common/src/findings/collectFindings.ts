import { Finding } from './finding';

const ORDER: Record<Finding['severity'], number> = {
  error: 0,
  warning: 1,
  info: 2,
};

/**
 * One list without repetitions, the gravest first. A rule or queue that serves
 * many event types is reported once; only then is the finding not about a
 * single event type.
 *
 * @public
 */
export function collectFindings(findings: Finding[]): Finding[] {
  const byThing = new Map<string, Finding>();
  for (const finding of findings) {
    const key = identity(finding);
    const same = byThing.get(key);
    if (!same) {
      byThing.set(key, finding);
    } else if (same.subject.eventTypeId !== finding.subject.eventTypeId) {
      const { eventTypeId: _several, ...subject } = same.subject;
      byThing.set(key, { ...same, subject });
    }
  }
  return [...byThing.values()].sort(
    (a, b) =>
      ORDER[a.severity] - ORDER[b.severity] ||
      a.code.localeCompare(b.code) ||
      a.subject.name.localeCompare(b.subject.name) ||
      a.message.localeCompare(b.message),
  );
}

function identity({ code, subject, message }: Finding): string {
  return [code, subject.arn, subject.entityRef, message].join(' | ');
}
