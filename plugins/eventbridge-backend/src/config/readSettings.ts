import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  Platform,
  roleArn,
} from '@busline/backstage-plugin-eventbridge-common';
import { z } from 'zod/v4';

/** All that app-config says about Busline, read once at start. */
export interface Settings {
  platform: Platform;
  /** Where all calls to AWS go; absent for real AWS. */
  endpoint?: string;
  /** How to enter each account, by account id. */
  access: Map<string, AccountAccess>;
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** Of each account and Region, the newest first. */
  snapshotsToKeep: number;
}

/** The roles by which one account is entered. */
export interface AccountAccess {
  scanRoleArn: string;
  applyRoleArn: string;
  externalId?: string;
}

const accountIdSchema = z
  .string({
    error: issue =>
      typeof issue.input === 'number'
        ? 'is read as a number; put the 12 digits in quotes'
        : 'must be an AWS account id: 12 digits in quotes',
  })
  .regex(/^\d{12}$/, 'must be an AWS account id: 12 digits in quotes');

const regionSchema = z
  .string('must be an AWS Region, for example eu-west-1')
  .regex(
    /^[a-z]{2}(-[a-z]+)+-\d$/,
    'must be an AWS Region, for example eu-west-1',
  );

const roleSchema = z
  .string('must be the name or ARN of an IAM role')
  .regex(
    /^(arn:[\w-]+:iam::\d{12}:role\/.+|[\w+=,.@-]{1,64})$/,
    'must be the name or ARN of an IAM role',
  );

const nameSchema = z
  .string('must be a name')
  .regex(
    /^[\w.-]{1,64}$/,
    'must have 1 to 64 letters, digits, dots, hyphens or underscores',
  );

const settingsSchema = z
  .object(
    {
      endpoint: z
        .url('must be an address such as http://127.0.0.1:4566')
        .optional(),
      hub: z.object(
        { account: accountIdSchema, region: regionSchema, busName: nameSchema },
        'is missing; say which account, region and busName the central bus has',
      ),
      registryName: nameSchema.default('busline'),
      snapshotsToKeep: z
        .number('must be a number')
        .int('must be a whole number')
        .min(1, 'must be at least 1: the newest snapshot is what pages show')
        .default(50),
      scanRole: roleSchema.default('busline-scan'),
      applyRole: roleSchema.default('busline-apply'),
      accounts: z
        .array(
          z.object({
            id: accountIdSchema,
            name: z.string('must be what people call the account').min(1),
            regions: z
              .array(regionSchema, 'must be a list of AWS Regions')
              .min(1, 'must name at least one Region'),
            scanRole: roleSchema.optional(),
            applyRole: roleSchema.optional(),
            externalId: z.string().min(2).optional(),
          }),
          'is missing; list every account of the platform',
        )
        .min(1, 'must list at least the hub account'),
    },
    'is missing; describe the platform, see the README of eventbridge-backend',
  )
  .check(context => {
    const { hub, accounts } = context.value;
    const hubAccount = accounts.find(account => account.id === hub.account);
    if (!hubAccount) {
      context.issues.push({
        code: 'custom',
        input: hub.account,
        path: ['hub', 'account'],
        message: 'must be one of eventbridge.accounts; add it there',
      });
    } else if (!hubAccount.regions.includes(hub.region)) {
      context.issues.push({
        code: 'custom',
        input: hub.region,
        path: ['hub', 'region'],
        message: `must be one of the regions of account ${hub.account}; add it there`,
      });
    }
    accounts.forEach((account, index) => {
      if (accounts.findIndex(other => other.id === account.id) < index) {
        context.issues.push({
          code: 'custom',
          input: account.id,
          path: ['accounts', index, 'id'],
          message:
            'is listed twice; list each account once with all its regions',
        });
      }
    });
  });

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 5 },
};

/**
 * Reads `eventbridge` of app-config.
 *
 * @throws InputError that names every wrong key and its mend.
 */
export function readSettings(config: Config): Settings {
  const problems: string[] = [];
  const parsed = settingsSchema.safeParse(
    config.getOptional('eventbridge') ?? undefined,
  );
  if (!parsed.success) {
    problems.push(
      ...parsed.error.issues.map(
        issue => `${configKey(issue.path)} ${issue.message}`,
      ),
    );
  }
  let schedule = DEFAULT_SCHEDULE;
  try {
    if (config.has('eventbridge.schedule')) {
      schedule = readSchedulerServiceTaskScheduleDefinitionFromConfig(
        config.getConfig('eventbridge.schedule'),
      );
    }
  } catch (error) {
    problems.push(`eventbridge.schedule ${String(error)}`);
  }
  if (!parsed.success || problems.length > 0) {
    throw new InputError(
      `Busline cannot start, app-config needs a change:\n${problems
        .map(problem => `- ${problem}`)
        .join('\n')}`,
    );
  }

  const { endpoint, hub, registryName, snapshotsToKeep, accounts, ...roles } =
    parsed.data;
  return {
    endpoint,
    schedule,
    snapshotsToKeep,
    platform: {
      hub: { accountId: hub.account, region: hub.region, busName: hub.busName },
      registryName,
      accounts: accounts.map(({ id, name, regions }) => ({
        id,
        name,
        regions,
      })),
    },
    access: new Map(
      accounts.map(account => [
        account.id,
        {
          scanRoleArn: asRoleArn(
            account.id,
            account.scanRole ?? roles.scanRole,
          ),
          applyRoleArn: asRoleArn(
            account.id,
            account.applyRole ?? roles.applyRole,
          ),
          externalId: account.externalId,
        },
      ]),
    ),
  };
}

function configKey(path: PropertyKey[]): string {
  return path.reduce<string>(
    (key, part) =>
      typeof part === 'number' ? `${key}[${part}]` : `${key}.${String(part)}`,
    'eventbridge',
  );
}

function asRoleArn(accountId: string, nameOrArn: string): string {
  return nameOrArn.startsWith('arn:')
    ? nameOrArn
    : roleArn(accountId, nameOrArn);
}
