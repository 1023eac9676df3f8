import { Accounts } from '../accounts';
import { Settings } from '../options';
import { Principal } from '../policies';
import { findRole } from '../services/iam/state';

type Values = Record<string, string | string[] | undefined>;

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

function principalKeys(
  principal: Principal,
  accounts: Accounts,
  settings: Settings,
): Values {
  if (principal.kind === 'service') {
    return {
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': principal.service,
    };
  }
  const keys: Values = {
    'aws:PrincipalIsAWSService': 'false',
    'aws:PrincipalAccount': principal.account,
    'aws:PrincipalArn':
      principal.kind === 'session' ? principal.roleArn : principal.arn,
    'aws:PrincipalType':
      principal.kind === 'session' ? 'AssumedRole' : 'Account',
    'aws:PrincipalOrgID': organizationOf(principal.account, settings),
  };
  if (principal.kind === 'session') {
    const role = findRole(accounts, principal.roleArn);
    for (const [key, value] of role?.tags ?? []) {
      keys[`aws:PrincipalTag/${key}`] = value;
    }
  }
  return keys;
}

/** The condition keys of a request ("AWS global condition context keys"). */
export function conditionContext(
  request: {
    principal: Principal;
    resourceAccount: string;
    region: string;
    keys?: Values;
  },
  accounts: Accounts,
  settings: Settings,
): Map<string, readonly string[]> {
  const now = new Date();
  const values: Values = {
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:RequestedRegion': request.region,
    'aws:ResourceAccount': request.resourceAccount,
    'aws:ResourceOrgID': organizationOf(request.resourceAccount, settings),
    // Policies that insist on TLS describe the real endpoint, not this one.
    'aws:SecureTransport': 'true',
    ...principalKeys(request.principal, accounts, settings),
    ...request.keys,
  };
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) {
      context.set(key.toLowerCase(), [value].flat());
    }
  }
  return context;
}
