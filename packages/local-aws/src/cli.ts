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
  .option('--log', 'log one JSON line per request to standard error', false)
  .action(async options => {
    const aws = await startLocalAws({
      ...options,
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
