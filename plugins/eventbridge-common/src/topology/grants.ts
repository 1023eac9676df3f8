import { allows, applies, namedAccount, PolicyPrincipal } from '../aws/allows';
import { asList, PolicyStatement } from '../aws/policyDocument';
import { Finding } from '../findings/finding';
import { BusSnapshot } from '../snapshot/types';
import { EventTypeKey } from './types';

/** A statement of the hub bus's policy that lets someone send an event type. */
export interface Grant {
  statement: PolicyStatement;
  /** Absent where the statement names no account, only for example an organisation. */
  accountId?: string;
  /**
   * Whether the statement names the event's source. One that allows every
   * source supports what is known otherwise, but tells of no producer.
   */
  namesSource: boolean;
}

const PUT_EVENTS = 'events:PutEvents';

/** Who the policy of the hub bus lets send an event type. */
export function grantsFor(hubBus: BusSnapshot, key: EventTypeKey): Grant[] {
  const request = {
    action: PUT_EVENTS,
    resource: hubBus.arn,
    context: {
      'events:source': key.source,
      'events:detail-type': key.detailType,
    },
  };
  return putEventsStatements(hubBus).flatMap(statement => {
    const namesSource = hasSourceCondition(statement);
    const principals = namedPrincipals(statement);
    if (principals.length === 0) {
      return applies(statement, request) === 'no'
        ? []
        : [{ statement, namesSource }];
    }
    return principals
      .filter(
        principal =>
          applies(statement, { ...request, principal }) !== 'no' &&
          allows(hubBus.policy, { ...request, principal }) !== 'denied',
      )
      .map(({ accountId }) => ({ statement, accountId, namesSource }));
  });
}

/** Statements of the hub bus's policy that let in more than one producer's events. */
export function grantFindings(hubBus: BusSnapshot): Finding[] {
  return putEventsStatements(hubBus).flatMap((statement, index): Finding[] => {
    const name = statementName(statement);
    const subject = {
      arn: `${hubBus.arn}#${statement.Sid ?? index}`,
      name: `policy of bus ${hubBus.name}`,
    };
    if (isOpenToAnyone(statement)) {
      return [
        {
          code: 'bus-policy-grants-any-account',
          severity: 'error',
          subject,
          message: `${name} of the policy of bus ${hubBus.name} lets every AWS account send events`,
          mend: 'Name the accounts, or add a condition on aws:PrincipalOrgID',
        },
      ];
    }
    if (!hasSourceCondition(statement)) {
      return [
        {
          code: 'bus-policy-grants-any-source',
          severity: 'warning',
          subject,
          message: `${name} of the policy of bus ${hubBus.name} lets ${whom(
            statement,
          )} send events of any source`,
          mend: 'Add a condition on events:source, or publish again through Busline and remove the statement',
        },
      ];
    }
    return [];
  });
}

/** `Statement "publish-access"`, for sentences. */
export function statementName({ Sid }: PolicyStatement): string {
  return Sid ? `Statement ${Sid}` : 'A statement without a Sid';
}

function putEventsStatements(hubBus: BusSnapshot): PolicyStatement[] {
  return asList(hubBus.policy?.Statement).filter(
    statement =>
      statement.Effect === 'Allow' &&
      applies(
        { ...statement, Condition: undefined },
        { action: PUT_EVENTS, resource: hubBus.arn },
      ) !== 'no',
  );
}

type AccountPrincipal = Exclude<PolicyPrincipal, { kind: 'service' }>;

/** Accounts a statement names, as principals or by a condition on their account. */
function namedPrincipals({
  Principal,
  Condition,
}: PolicyStatement): AccountPrincipal[] {
  const listed =
    Principal === '*' || Principal === undefined
      ? ['*']
      : asList(Principal.AWS);
  const principals = listed.flatMap((named): AccountPrincipal[] => {
    const accountId = namedAccount(named);
    if (!accountId) {
      return [];
    }
    return named.includes(':role/')
      ? [{ kind: 'role', accountId, arn: named }]
      : [{ kind: 'account', accountId }];
  });
  const conditioned = listed.includes('*')
    ? conditionValues(Condition, ['aws:principalaccount'])
    : [];
  return [
    ...principals,
    ...conditioned.map(
      (accountId): AccountPrincipal => ({ kind: 'account', accountId }),
    ),
  ];
}

function hasSourceCondition({ Condition }: PolicyStatement): boolean {
  const sources = conditionValues(Condition, ['events:source']);
  return sources.length > 0 && !sources.includes('*');
}

function isOpenToAnyone(statement: PolicyStatement): boolean {
  const { Principal, Condition } = statement;
  const isAnyone = Principal === '*' || asList(Principal?.AWS).includes('*');
  const limits = Object.values(Condition ?? {})
    .flatMap(keys => Object.keys(keys))
    .map(key => key.toLowerCase());
  return isAnyone && !limits.some(key => key.startsWith('aws:'));
}

function whom(statement: PolicyStatement): string {
  const accounts = namedPrincipals(statement).map(({ accountId }) => accountId);
  return accounts.length > 0
    ? `account ${[...new Set(accounts)].join(', ')}`
    : 'its principals';
}

/** Values a key must equal or be like; operators that exclude values do not count. */
function conditionValues(
  condition: PolicyStatement['Condition'],
  keys: string[],
): string[] {
  return Object.entries(condition ?? {})
    .filter(([operator]) => !/Not|Null|IfExists/.test(operator))
    .flatMap(([, tests]) => Object.entries(tests))
    .filter(([key]) => keys.includes(key.toLowerCase()))
    .flatMap(([, values]) => asList(values));
}
