import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** The packages of the AWS SDK that are loaded with a module of ours. */
function sdkPackagesOf(module: string): string[] {
  const code = `
    require(${JSON.stringify(resolve(__dirname, module))});
    const loaded = Object.keys(require.cache).flatMap(
      path => path.match(/@(?:aws-sdk|smithy)[\\\\/][\\w-]+/) ?? [],
    );
    process.stdout.write(JSON.stringify([...new Set(loaded)]));`;
  const transform = require.resolve('@backstage/cli/config/nodeTransform.cjs');
  const out = execFileSync(process.execPath, [
    ...['--require', transform, '--eval', code],
  ]);
  return JSON.parse(out.toString('utf8'));
}

describe('a server that starts', () => {
  // Ten SDK clients take longer to load than a server may take to start.
  it('loads nothing of the AWS SDK', () => {
    expect(sdkPackagesOf('../server.ts')).toEqual([]);
  }, 60_000);

  it('would be found out if it did', () => {
    expect(sdkPackagesOf('./models/__testUtils__/sdkClients.ts')).toContain(
      '@aws-sdk/client-sqs',
    );
  }, 60_000);
});
