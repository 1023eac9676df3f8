import { Accounts, defineTable, Table } from '../../../accounts';
import { Bucket, BucketSnapshot } from './bucket';
import { MetricName, metricKey } from './metric';

/** A minute of a series, with the metrics that it counts for: its own first. */
export interface Minute {
  readonly metrics: readonly MetricName[];
  readonly unit: string;
  readonly bucket: Bucket;
}

/** Where minutes go that must outlive the process. */
export interface MinuteKeeper {
  /** What an earlier process kept, oldest first. */
  load(): Minute[];
  /** A minute got values. */
  changed(minute: Minute): void;
  dropped(minute: Minute): void;
  /** Writes what is not written yet, and no more after it. */
  stop(): void;
}

/** The keeper of a local AWS that forgets everything when it ends. */
export const FORGETFUL_KEEPER: MinuteKeeper = {
  load: () => [],
  changed: () => {},
  dropped: () => {},
  stop: () => {},
};

interface MinuteRow {
  readonly metrics: readonly MetricName[];
  readonly unit: string;
  readonly bucket: BucketSnapshot;
}

const MINUTES = defineTable<MinuteRow>('cloudwatch/minutes', 'platform', {
  isTraffic: true,
});

/** A minute of busy metrics changes with every event: it is written this often. */
const WRITE_EVERY_MS = 1_000;

function keyOf({ metrics: [own], unit, bucket }: Minute): string {
  return [own.account, own.region, metricKey(own), unit, bucket.startMs].join(
    '\u0000',
  );
}

/** Keeps minutes in a table. `kill -9` takes the last second of them. */
export class TableKeeper implements MinuteKeeper {
  readonly #table: Table<MinuteRow>;
  readonly #timer: NodeJS.Timeout;
  #changed = new Map<Bucket, Minute>();
  /** Names as they are written, by the metrics of a series: its minutes share them. */
  readonly #names = new WeakMap<object, readonly MetricName[]>();

  constructor(accounts: Accounts) {
    this.#table = accounts.table(MINUTES, { account: '' });
    // By the machine's time: how much is at risk does not depend on the clock
    // that tests put forward.
    this.#timer = setInterval(() => this.#write(), WRITE_EVERY_MS);
    this.#timer.unref();
  }

  load(): Minute[] {
    return [...this.#table.values()]
      .map(row => ({ ...row, bucket: Bucket.of(row.bucket) }))
      .sort((a, b) => a.bucket.startMs - b.bucket.startMs);
  }

  changed(minute: Minute): void {
    this.#changed.set(minute.bucket, minute);
  }

  dropped(minute: Minute): void {
    this.#changed.delete(minute.bucket);
    this.#table.delete(keyOf(minute));
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#write();
  }

  #write(): void {
    const changed = this.#changed;
    this.#changed = new Map();
    for (const [bucket, minute] of changed) {
      this.#table.set(keyOf(minute), {
        metrics: this.#namesOf(minute),
        unit: minute.unit,
        bucket: bucket.snapshot(),
      });
      bucket.isWritten = true;
    }
  }

  #namesOf({ metrics }: Minute): readonly MetricName[] {
    let names = this.#names.get(metrics);
    if (!names) {
      names = metrics.map(
        ({ account, region, namespace, name, dimensions }) => ({
          ...{ account, region, namespace, name, dimensions },
        }),
      );
      this.#names.set(metrics, names);
    }
    return names;
  }
}
