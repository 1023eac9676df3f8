import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

/** Entries the way AWS's messages show them: the service's own structures. */
export function shownEntries(entries: unknown[]): string[] {
  return (entries as PutEventsRequestEntry[]).map(entry => {
    const members = {
      time: entry.Time?.toISOString(),
      source: entry.Source,
      resources: entry.Resources && `[${entry.Resources.join(', ')}]`,
      detailType: entry.DetailType,
      detail: entry.Detail,
      eventBusName: entry.EventBusName,
      traceHeader: entry.TraceHeader,
      kmsKeyIdentifier: undefined,
      internalMetadata: undefined,
    };
    const shown = Object.entries(members).map(
      ([member, value]) => `${member}=${value ?? 'null'}`,
    );
    return `PutEventsRequestEntry(${shown.join(', ')})`;
  });
}
