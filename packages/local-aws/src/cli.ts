import { readFileSync } from 'node:fs';
import { InvalidArgumentError, program } from 'commander';
import { LocalAwsLogger } from './options';
import { startLocalAws } from './server';

const lines: LocalAwsLogger = {
  info: (message, meta) => write('info', message, meta),
  warn: (message, meta) => write('warn', message, meta),
  error: (message, meta) => write('error', message, meta),
};

function write(
  level: string,
  message: string,
  meta?: Record<string, string | number>,
): void {
  process.stderr.write(`${JSON.stringify({ level, message, ...meta })}\n`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  }
  return port;
}

function readPair(text: string, others: Record<string, string>) {
  const at = text.lastIndexOf('=http') + 1 || text.lastIndexOf('=') + 1;
  if (at <= 1) {
    throw new InvalidArgumentError('It is written name=value.');
  }
  return { ...others, [text.slice(0, at - 1)]: text.slice(at) };
}

function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new InvalidArgumentError(`${error}`);
  }
}

program
  .name('local-aws')
  .description('A local EventBridge platform with several AWS accounts')
  .option(
    '--port <number>',
    'port to listen on; 0 takes a free one',
    readPort,
    4566,
  )
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--default-account <id>', 'account of access keys that name none')
  .option('--region <region>', 'Region of requests that name none')
  .option('--organization-id <id>', 'organisation of the accounts')
  .option('--accounts-in-organization <ids...>', 'accounts in the organisation')
  .option('--persist <file>', 'keep everything in this SQLite file')
  .option(
    '--seed <file>',
    'JSON file with calls to begin with: [{ account, service, operation, input }]',
    readJsonFile,
  )
  .option(
    '--quota <name=number...>',
    'quotas other than the default ones of AWS',
    readPair,
    {},
  )
  .option(
    '--function <name=url...>',
    'where Lambda functions run, by ARN or name',
    readPair,
    {},
  )
  .option(
    '--cloudtrail',
    'put an event on the default bus for each mutating call',
    false,
  )
  .option('--log', 'log one JSON line per request to standard error', false)
  .action(async options => {
    const aws = await startLocalAws({
      ...options,
      quotas: Object.fromEntries(
        Object.entries<string>(options.quota).map(([name, value]) => [
          name,
          Number(value),
        ]),
      ),
      functions: options.function,
      cloudTrail: options.cloudtrail,
      logger: options.log ? lines : undefined,
    });
    process.stdout.write(`Local AWS is ready at ${aws.url}\n`);
    const stop = () => {
      aws.stop().then(
        () => process.exit(0),
        error => {
          process.stderr.write(`${error}\n`);
          process.exit(1);
        },
      );
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  });

program.parseAsync().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
