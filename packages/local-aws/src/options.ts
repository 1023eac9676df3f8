import type { SeedCall } from './admin';

/** What the server tells its logger; a Backstage logger fits. @public */
export interface LocalAwsLogger {
  info(message: string, meta?: Record<string, string | number>): void;
  warn(message: string, meta?: Record<string, string | number>): void;
  error(message: string, meta?: Record<string, string | number>): void;
}

/**
 * Limits of "Amazon EventBridge quotas" and of SQS that a test may want smaller or larger.
 * @public
 */
export interface LocalAwsQuotas {
  /** Event buses per account and Region. */
  busesPerAccount: number;
  /** Default: 300, in af-south-1 and eu-south-1 100. */
  rulesPerBus?: number;
  targetsPerRule: number;
  /** Rules per bus whose pattern uses `wildcard`. */
  wildcardRulesPerBus: number;
  /** Length of an event bus policy in characters. */
  policyCharacters: number;
  /** Length of an event pattern in characters. */
  patternCharacters: number;
  /** Connections per account and Region. */
  connectionsPerAccount: number;
  /** API destinations per account and Region. */
  apiDestinationsPerAccount: number;
  /** Global endpoints per account and Region. */
  endpointsPerAccount: number;
  /** Replays per account and Region that are not over yet. */
  activeReplaysPerAccount: number;
  /** Schema registries per account and Region. */
  registriesPerAccount: number;
  schemasPerRegistry: number;
  /** Schemas in the registry `discovered-schemas`. */
  discoveredSchemas: number;
  versionsPerSchema: number;
  /** Messages of an SQS queue that are received and not deleted yet. */
  messagesInFlightPerQueue: number;
  /**
   * PutEvents requests per second, account and Region. Default: what AWS gives
   * the Region, such as 10,000 in eu-west-1.
   */
  putEventsPerSecond?: number;
  /**
   * Deliveries to targets per second, account and Region; more are late, not
   * lost. Default: what AWS gives the Region, such as 18,750 in eu-west-1.
   */
  invocationsPerSecond?: number;
  /**
   * All other EventBridge requests per second, account and Region. AWS allows
   * 50; here there is no limit by default, or tests would spend their time
   * waiting.
   */
  controlPlanePerSecond?: number;
  /** Events that a log stream keeps in memory; AWS has no such limit. */
  logEventsPerStream: number;
}

/** AWS's default quotas that are the same in every Region. @public */
export const DEFAULT_QUOTAS: Readonly<LocalAwsQuotas> = {
  busesPerAccount: 100,
  targetsPerRule: 5,
  wildcardRulesPerBus: 30,
  policyCharacters: 10_240,
  patternCharacters: 2_048,
  connectionsPerAccount: 3_000,
  apiDestinationsPerAccount: 3_000,
  endpointsPerAccount: 100,
  activeReplaysPerAccount: 10,
  registriesPerAccount: 10,
  schemasPerRegistry: 100,
  discoveredSchemas: 200,
  versionsPerSchema: 100,
  messagesInFlightPerQueue: 120_000,
  logEventsPerStream: 10_000,
};

const RATE_QUOTAS: readonly string[] = [
  'putEventsPerSecond',
  'invocationsPerSecond',
  'controlPlanePerSecond',
] satisfies (keyof LocalAwsQuotas)[];

const QUOTAS = [...Object.keys(DEFAULT_QUOTAS), ...RATE_QUOTAS, 'rulesPerBus'];

/** How to start local AWS. @public */
export interface LocalAwsOptions {
  /** TCP port; 0, the default, takes a free one. */
  port?: number;
  /** Address to listen on. Default `127.0.0.1`: nobody else can reach it. */
  host?: string;
  /**
   * The account (12 digits) that access keys of unknown form act in, as root.
   * Without it such keys are refused.
   */
  defaultAccount?: string;
  /** Region of requests that are signed without one. Default `eu-west-1`. */
  region?: string;
  /** Gets one line per request and per failed delivery. Silent by default. */
  logger?: LocalAwsLogger;
  /** Organisation that the accounts belong to, for `aws:PrincipalOrgID`. */
  organizationId?: string;
  /** Accounts in the organisation. Default: all accounts. */
  accountsInOrganization?: string[];
  quotas?: Partial<LocalAwsQuotas>;
  /**
   * File in which everything is kept across restarts (SQLite). Default: in
   * memory, forgotten when it stops.
   */
  persist?: string;
  /**
   * Calls to begin with, done as the root of each account: see `SeedCall`.
   * Nothing is done when `persist` has kept something.
   */
  seed?: readonly SeedCall[];
  /**
   * Whether each mutating call puts an "AWS API Call via CloudTrail" event on
   * the default bus of its account. Default: no.
   */
  cloudTrail?: boolean;
  /**
   * Where Lambda functions really run: a local HTTP address for a function's
   * ARN or name. An invocation is forwarded there as a POST of its payload.
   */
  functions?: Record<string, string>;
}

/** The options with every default filled in. */
export interface Settings {
  defaultAccount?: string;
  region: string;
  logger: LocalAwsLogger;
  organizationId: string;
  accountsInOrganization?: ReadonlySet<string>;
  quotas: LocalAwsQuotas;
  cloudTrail: boolean;
  functions: ReadonlyMap<string, string>;
}

const SILENT: LocalAwsLogger = {
  info: () => {},
  warn: () => {},
  error: () => {},
};

const ACCOUNT = /^\d{12}$/;

/** @throws Error naming every option that cannot be. */
export function readOptions(options: LocalAwsOptions): Settings {
  const problems: string[] = [];
  const accounts = [
    ...(options.defaultAccount === undefined
      ? []
      : [{ option: 'defaultAccount', account: options.defaultAccount }]),
    ...(options.accountsInOrganization ?? []).map(account => ({
      option: 'accountsInOrganization',
      account,
    })),
  ];
  for (const { option, account } of accounts) {
    if (!ACCOUNT.test(account)) {
      problems.push(`${option} "${account}" must be an account of 12 digits`);
    }
  }
  for (const [name, url] of Object.entries(options.functions ?? {})) {
    if (!URL.canParse(url)) {
      problems.push(`functions.${name} "${url}" must be an HTTP address`);
    }
  }
  for (const [name, value] of Object.entries(options.quotas ?? {})) {
    if (!QUOTAS.includes(name)) {
      problems.push(`quota ${name} is unknown: there are ${QUOTAS.join(', ')}`);
    } else if (RATE_QUOTAS.includes(name) && !(value > 0)) {
      problems.push(`quota ${name} must be a number above 0, not ${value}`);
    } else if (!Number.isInteger(value) || value < 0) {
      problems.push(`quota ${name} must be a whole number, not ${value}`);
    }
  }
  if (problems.length > 0) {
    throw new Error(`Local AWS cannot start: ${problems.join('; ')}`);
  }
  return {
    defaultAccount: options.defaultAccount,
    region: options.region ?? 'eu-west-1',
    logger: options.logger ?? SILENT,
    organizationId: options.organizationId ?? 'o-local00000',
    accountsInOrganization: options.accountsInOrganization
      ? new Set(options.accountsInOrganization)
      : undefined,
    quotas: { ...DEFAULT_QUOTAS, ...options.quotas },
    cloudTrail: options.cloudTrail ?? false,
    functions: new Map(Object.entries(options.functions ?? {})),
  };
}
