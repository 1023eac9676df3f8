/** One row that outlives the process: where it belongs, its name, its value. */
export interface JournalRow {
  /** Kind, account, Region and parent of the row; see `Accounts.table`. */
  scope: string;
  key: string;
  value: unknown;
}

/** Where tables write what must outlive the process. */
export interface Journal {
  /** Whether anything outlives the process. */
  readonly isDurable: boolean;
  /** Writes a row. The value must not change afterwards. */
  put(scope: string, key: string, value: unknown): void;
  remove(scope: string, key: string): void;
  /** Every row of an earlier process, each scope's in the order of keys. */
  load(): Iterable<JournalRow>;
  /** Resolves when everything written so far would survive `kill -9`. */
  committed(): Promise<void>;
  /** Forgets everything. */
  clear(): void;
  close(): void;
}

/** The journal of a local AWS that forgets everything when it ends. */
export const FORGETFUL_JOURNAL: Journal = {
  isDurable: false,
  put: () => {},
  remove: () => {},
  load: () => [],
  committed: async () => {},
  clear: () => {},
  close: () => {},
};
