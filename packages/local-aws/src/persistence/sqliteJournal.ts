import { deserialize, serialize } from 'node:v8';
import type Database from 'better-sqlite3';
import { Journal, JournalRow } from '../accounts';

interface Change {
  scope: string;
  key: string;
  /** Missing for a row that went. */
  row?: { value: unknown };
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS rows (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (scope, key)
  ) WITHOUT ROWID;
`;
const FORMAT = 1;
/** better-sqlite3 13 ends the process of an older one with a segmentation fault. */
const MIN_NODE = 22;

/**
 * Keeps rows in a SQLite file. What was written since the last turn of the
 * event loop goes to the file in one transaction, so a call and all it brought
 * about are there together or not at all. The write-ahead log survives
 * `kill -9`; a power cut may take the last moments.
 *
 * Values are in the format of the structured clone algorithm (`node:v8`), which
 * knows dates, maps and bytes and stays readable for later versions of Node.
 */
export class SqliteJournal implements Journal {
  readonly isDurable = true;
  readonly #database: Database.Database;
  readonly #put: Database.Statement;
  readonly #remove: Database.Statement;
  /** By scope and key: only the last change of a row counts. */
  #changes = new Map<string, Change>();
  #commit: Promise<void> | undefined;

  /** @throws Error when the file cannot be used, or this Node is too old. */
  constructor(file: string) {
    if (Number.parseInt(process.versions.node, 10) < MIN_NODE) {
      throw new Error(
        `Keeping what local AWS holds needs Node ${MIN_NODE} or later, and this is ${process.versions.node}`,
      );
    }
    // Only those who keep something wait for the native module to load.
    const Sqlite: typeof Database = require('better-sqlite3');
    this.#database = new Sqlite(file);
    this.#database.pragma('journal_mode = WAL');
    this.#database.pragma('synchronous = NORMAL');
    const format = this.#database.pragma('user_version', { simple: true });
    if (format !== 0 && format !== FORMAT) {
      this.#database.close();
      throw new Error(
        `${file} was written by another version of local AWS (format ${format}, wanted ${FORMAT})`,
      );
    }
    this.#database.exec(SCHEMA);
    this.#database.pragma(`user_version = ${FORMAT}`);
    this.#put = this.#database.prepare(
      'INSERT OR REPLACE INTO rows (scope, key, value) VALUES (?, ?, ?)',
    );
    this.#remove = this.#database.prepare(
      'DELETE FROM rows WHERE scope = ? AND key = ?',
    );
  }

  put(scope: string, key: string, value: unknown): void {
    this.#change({ scope, key, row: { value } });
  }

  remove(scope: string, key: string): void {
    this.#change({ scope, key });
  }

  *load(): Iterable<JournalRow> {
    const rows = this.#database
      .prepare<[], { scope: string; key: string; value: Buffer }>(
        'SELECT scope, key, value FROM rows ORDER BY scope, key',
      )
      .iterate();
    for (const { scope, key, value } of rows) {
      yield { scope, key, value: deserialize(value) };
    }
  }

  committed(): Promise<void> {
    // What could not be written before is tried again.
    return this.#changes.size > 0 ? this.#committing() : Promise.resolve();
  }

  clear(): void {
    this.#changes.clear();
    this.#database.exec('DELETE FROM rows');
  }

  close(): void {
    this.#flush();
    this.#database.close();
  }

  #change(change: Change): void {
    this.#changes.set(`${change.scope}\n${change.key}`, change);
    // Not everything that changes is somebody's call: schedules, retries.
    this.#committing();
  }

  #committing(): Promise<void> {
    if (!this.#commit) {
      this.#commit = new Promise((resolve, reject) => {
        setImmediate(() => {
          this.#commit = undefined;
          try {
            this.#flush();
            resolve();
          } catch (error) {
            reject(error);
          }
        });
      });
      // Whoever waits for it is told; perhaps nobody does.
      this.#commit.catch(() => {});
    }
    return this.#commit;
  }

  #flush(): void {
    const changes = this.#changes;
    if (changes.size === 0) {
      return;
    }
    this.#changes = new Map();
    const write = this.#database.transaction(() => {
      for (const { scope, key, row } of changes.values()) {
        if (row) {
          this.#put.run(scope, key, serialize(row.value));
        } else {
          this.#remove.run(scope, key);
        }
      }
    });
    try {
      write();
    } catch (error) {
      // They are written with the next changes, unless those are newer.
      this.#changes = new Map([...changes, ...this.#changes]);
      throw error;
    }
  }
}
