import { Tags } from '../accounts';
import { Settings } from '../options';
import { ConditionContext, Principal } from '../policies';

type Value = string | readonly string[] | undefined;

/** Condition keys as services give them, in any case. */
export type ConditionKeys = Readonly<Record<string, Value>>;

/** What the condition keys of a request are made from. */
export interface RequestFacts {
  principal: Principal;
  resourceAccount: string;
  region: string;
  /** Milliseconds since 1970; asked only if a policy is about the time. */
  now: () => number;
  /** Unique id of the principal: `AIDA…`, `AROA…:session`, or the account. */
  userId?: string;
  /** Tags of the principal, those of its session first. */
  principalTags?: Tags;
  /** Set for temporary credentials. */
  session?: { issuedAtMs: number; sourceIdentity?: string };
  /** Where the request came from, when that is known. */
  sourceIp?: string;
  /** Keys of the service, such as `events:source`; they win. */
  keys?: ConditionKeys;
}

/** The organisation of an account, if it is in one. */
export function organizationOf(
  account: string,
  settings: Settings,
): string | undefined {
  const { accountsInOrganization, organizationId } = settings;
  return !accountsInOrganization || accountsInOrganization.has(account)
    ? organizationId
    : undefined;
}

/** `aws:RequestTag/…` of the tags that a request brings, in list form. */
export function requestTagKeys(
  tags: readonly { Key?: string; Value?: string }[] | undefined,
): ConditionKeys {
  return Object.fromEntries(
    (tags ?? []).map(({ Key, Value: value }) => [
      `aws:RequestTag/${Key}`,
      value ?? '',
    ]),
  );
}

/** `aws:ResourceTag/…` of the tags that a resource has. */
export function resourceTagKeys(
  tags: Tags | undefined,
  prefix = 'aws:ResourceTag',
): ConditionKeys {
  return Object.fromEntries(
    [...(tags ?? [])].map(([key, value]) => [`${prefix}/${key}`, value]),
  );
}

const PRINCIPAL_TYPES = {
  root: 'Account',
  user: 'User',
  session: 'AssumedRole',
} as const;

const isoTime = (ms: number) =>
  new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** The name of a user without its path. */
function userName({ principal }: RequestFacts): string | undefined {
  return principal.kind === 'user'
    ? principal.arn.slice(principal.arn.lastIndexOf('/') + 1)
    : undefined;
}

function principalArn({ principal }: RequestFacts): string | undefined {
  switch (principal.kind) {
    case 'service':
      return undefined;
    case 'session':
      return principal.roleArn;
    default:
      return principal.arn;
  }
}

type Provider = (facts: RequestFacts, settings: Settings) => Value;

const ofService =
  (value: (service: string) => Value): Provider =>
  ({ principal }) =>
    principal.kind === 'service' ? value(principal.service) : undefined;

const ofAccount =
  (value: (account: string, settings: Settings) => Value): Provider =>
  ({ principal }, settings) =>
    principal.kind === 'service'
      ? undefined
      : value(principal.account, settings);

/** "AWS global condition context keys", each made when a policy asks for it. */
const PROVIDERS: ReadonlyMap<string, Provider> = new Map<string, Provider>([
  ['aws:currenttime', ({ now }) => isoTime(now())],
  ['aws:epochtime', ({ now }) => String(Math.floor(now() / 1000))],
  ['aws:requestedregion', ({ region }) => region],
  ['aws:resourceaccount', ({ resourceAccount }) => resourceAccount],
  [
    'aws:resourceorgid',
    ({ resourceAccount }, settings) =>
      organizationOf(resourceAccount, settings),
  ],
  // Policies that insist on TLS describe the real endpoint, not this one.
  ['aws:securetransport', () => 'true'],
  ['aws:sourceip', ({ sourceIp }) => sourceIp],
  ['aws:principalaccount', ofAccount(account => account)],
  ['aws:principalorgid', ofAccount(organizationOf)],
  ['aws:principalarn', principalArn],
  [
    'aws:principaltype',
    ({ principal }) =>
      principal.kind === 'service'
        ? undefined
        : PRINCIPAL_TYPES[principal.kind],
  ],
  [
    'aws:principalisawsservice',
    ({ principal }) => String(principal.kind === 'service'),
  ],
  ['aws:principalservicename', ofService(service => service)],
  ['aws:principalservicenameslist', ofService(service => [service])],
  // No service here calls on with its caller's credentials.
  ['aws:viaawsservice', ofAccount(() => 'false')],
  ['aws:userid', ({ userId }) => userId],
  ['aws:username', userName],
  [
    'aws:tokenissuetime',
    ({ session }) => session && isoTime(session.issuedAtMs),
  ],
  ['aws:multifactorauthpresent', ({ session }) => session && 'false'],
  ['aws:sourceidentity', ({ session }) => session?.sourceIdentity],
]);

const PRINCIPAL_TAG = 'aws:principaltag/';
const REQUEST_TAG = 'aws:requesttag/';

function principalTag(key: string, tags: Tags | undefined): Value {
  const wanted = key.slice(PRINCIPAL_TAG.length);
  for (const [name, value] of tags ?? []) {
    // The names of condition keys have no case, those of tags among them.
    if (name.toLowerCase() === wanted) {
      return value;
    }
  }
  return undefined;
}

/**
 * The condition keys of a request. They are found when a policy asks for
 * them: most policies ask for few, and every event is decided upon.
 */
export function conditionContext(
  facts: RequestFacts,
  settings: Settings,
): ConditionContext {
  let given: Map<string, Value> | undefined;
  const givenKeys = () => {
    given ??= new Map(
      Object.entries(facts.keys ?? {}).map(([key, value]) => [
        key.toLowerCase(),
        value,
      ]),
    );
    return given;
  };
  const derived = (key: string): Value => {
    if (key.startsWith(PRINCIPAL_TAG)) {
      return principalTag(key, facts.principalTags);
    }
    if (key === 'aws:tagkeys') {
      const names = Object.keys(facts.keys ?? {})
        .filter(name => name.toLowerCase().startsWith(REQUEST_TAG))
        .map(name => name.slice(REQUEST_TAG.length));
      return names.length > 0 ? names : undefined;
    }
    if (key === 'aws:sourceorgid') {
      const account = givenKeys().get('aws:sourceaccount');
      return typeof account === 'string'
        ? organizationOf(account, settings)
        : undefined;
    }
    return PROVIDERS.get(key)?.(facts, settings);
  };
  return {
    get: key => {
      const value = givenKeys().get(key) ?? derived(key);
      return typeof value === 'string' ? [value] : value;
    },
  };
}
