import type {
  PutEventsRequest,
  PutEventsResponse,
} from '@aws-sdk/client-eventbridge';
import { Place } from '../../../accounts';
import { Call } from '../../../calls/operation';
import { definePart } from '../../../calls/platform';
import { ServiceError } from '../../../wire/errors';
import { Checked } from '../../../wire/model';
import type { DoneCall } from '../../observers';
import { METRICS } from '../store/metricStore';
import { minuteOf, Series } from '../store/series';

/** The metrics of the API, without dimensions ("EventBridge PutEvents metrics"). */
const UNITS = {
  PutEventsApproximateCallCount: 'Count',
  PutEventsApproximateFailedCount: 'Count',
  PutEventsApproximateSuccessCount: 'Count',
  PutEventsApproximateThrottledCount: 'Count',
  PutEventsEntriesCount: 'Count',
  PutEventsFailedEntriesCount: 'Count',
  PutEventsLatency: 'Milliseconds',
  PutEventsRequestSize: 'Bytes',
} as const;

type ApiSeries = Readonly<Record<keyof typeof UNITS, Series>>;

const API_SERIES = definePart(({ part }) => {
  const known = new Map<string, ApiSeries>();
  return ({ account, region }: Place): ApiSeries => {
    const place = `${account}/${region}`;
    let series = known.get(place);
    if (!series) {
      const entries = Object.entries(UNITS).map(([name, unit]) => [
        name,
        part(METRICS).series(
          { account, region, namespace: 'AWS/Events', name, dimensions: [] },
          unit,
        ),
      ]);
      // There is one entry for each name.
      series = Object.fromEntries(entries) as ApiSeries;
      known.set(place, series);
    }
    return series;
  };
});

function isThrottling(error: unknown): boolean {
  return error instanceof ServiceError && error.name === 'ThrottlingException';
}

/** Measures calls of PutEvents for the account that makes them. */
export function measurePutEvents(done: DoneCall, call: Call): void {
  if (done.service !== 'events' || done.operation !== 'PutEvents') {
    return;
  }
  const minuteMs = minuteOf(call.clock.now());
  const series = call.part(API_SERIES)(call.caller);
  series.PutEventsApproximateCallCount.record(1, minuteMs);
  series.PutEventsLatency.record(done.tookMs, minuteMs);
  if (call.origin) {
    series.PutEventsRequestSize.record(call.origin.sizeBytes, minuteMs);
  }
  // The wire has read both by PutEvents's own model.
  const { Entries } = done.input as Checked<PutEventsRequest>;
  const answer = done.output as PutEventsResponse | undefined;
  series.PutEventsEntriesCount.record(Entries.length, minuteMs);
  if (!done.error) {
    series.PutEventsApproximateSuccessCount.record(1, minuteMs);
    series.PutEventsFailedEntriesCount.record(
      answer?.FailedEntryCount ?? 0,
      minuteMs,
    );
  } else if (isThrottling(done.error)) {
    series.PutEventsApproximateThrottledCount.record(1, minuteMs);
  } else {
    series.PutEventsApproximateFailedCount.record(1, minuteMs);
  }
}
