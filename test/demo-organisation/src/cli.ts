import { Command } from 'commander';
import { demoAccounts } from './accounts';
import type { DemoAccountIds, DemoAccountName } from './accounts';
import { assumedRoleCredentials, localCredentialsFor } from './credentials';
import { provisionDemoOrganisation } from './provision';

interface CliOptions {
  endpoint?: string;
  region: string;
  roleName: string;
  account: Partial<DemoAccountIds>;
}

function isAccountName(name: string): name is DemoAccountName {
  return demoAccounts.some(account => account.name === name);
}

function readAccount(
  value: string,
  previous: Partial<DemoAccountIds>,
): Partial<DemoAccountIds> {
  const [name, id] = value.split('=');
  if (!isAccountName(name) || !id) {
    const names = demoAccounts.map(account => account.name).join(', ');
    throw new Error(
      `--account ${value}: write name=id, with a name out of ${names}`,
    );
  }
  return { ...previous, [name]: id };
}

async function provision(options: CliOptions): Promise<void> {
  const counts = { created: 0, changed: 0, kept: 0 };
  await provisionDemoOrganisation({
    ...(options.endpoint ? { endpoint: options.endpoint } : {}),
    region: options.region,
    credentialsFor: options.endpoint
      ? localCredentialsFor
      : assumedRoleCredentials(options),
    accounts: options.account,
    onStep: ({ accountId, resource, effect }) => {
      counts[effect] += 1;
      process.stdout.write(`${accountId}  ${effect.padEnd(7)}  ${resource}\n`);
    },
  });
  process.stdout.write(
    `${counts.created} created, ${counts.changed} changed, ${counts.kept} kept\n`,
  );
}

const program = new Command('provision')
  .description('Creates the demo organisation in local AWS or in real accounts')
  .option('--endpoint <url>', 'local AWS; leave out for real accounts')
  .option('--region <region>', 'Region to create it in', 'eu-west-1')
  .option(
    '--role-name <name>',
    'role to assume in each real account',
    'OrganizationAccountAccessRole',
  )
  .option(
    '--account <name=id>',
    'id of an account, may be given once for each account',
    readAccount,
    {},
  )
  .action(provision);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
