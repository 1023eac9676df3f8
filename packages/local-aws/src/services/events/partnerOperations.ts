import type {
  CreatePartnerEventSourceRequest,
  CreatePartnerEventSourceResponse,
  DeletePartnerEventSourceRequest,
  DescribePartnerEventSourceRequest,
  DescribePartnerEventSourceResponse,
  ListPartnerEventSourceAccountsRequest,
  ListPartnerEventSourceAccountsResponse,
  ListPartnerEventSourcesRequest,
  ListPartnerEventSourcesResponse,
  PutPartnerEventsRequest,
  PutPartnerEventsRequestEntry,
  PutPartnerEventsResponse,
  PutPartnerEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { eventsPage, eventsTablePage } from './checks';
import { alreadyExists, notFound } from './errors';
import {
  eventSourceArn,
  eventSourcesOf,
  PARTNER_SOURCES,
  PartnerSource,
  pending,
} from './eventSources';
import { entryFailure, eventOf, refuseTooMuch } from './eventEntry';
import { busAt } from './state';

function sourceAccess(action: string, region: string, name: string): Access {
  return {
    action: `events:${action}`,
    resourceArn: eventSourceArn(region, name),
  };
}

/** @throws `ResourceNotFoundException` */
function findPartnerSource({ accounts, caller }: Call, name: string) {
  const source = accounts.table(PARTNER_SOURCES, caller).get(name);
  if (!source) {
    throw notFound(`Event source ${name} does not exist.`);
  }
  return source;
}

const createPartnerEventSource = operation<
  CreatePartnerEventSourceRequest,
  CreatePartnerEventSourceResponse
>({
  access: ({ Name }, { caller }) =>
    sourceAccess('CreatePartnerEventSource', caller.region, Name),
  run: ({ Name, Account }, call) => {
    const { accounts, caller, clock } = call;
    const place = { account: Account, region: caller.region };
    const sources = eventSourcesOf(call, place);
    const existing = sources.get(Name);
    if (existing && existing.state !== 'DELETED') {
      throw alreadyExists(`Event source ${Name} already exists.`);
    }
    const arn = eventSourceArn(caller.region, Name);
    const partnerSources = accounts.table(PARTNER_SOURCES, caller);
    const others = partnerSources.get(Name)?.accounts ?? [];
    partnerSources.set(Name, {
      name: Name,
      arn,
      accounts: [...others.filter(id => id !== Account), Account],
    });
    const createdBy = Name.split('/')[1];
    const createdAt = clock.date();
    sources.set(
      Name,
      pending({ name: Name, arn, createdBy, createdAt }, clock),
    );
    return { EventSourceArn: arn };
  },
});

const describePartnerEventSource = operation<
  DescribePartnerEventSourceRequest,
  DescribePartnerEventSourceResponse
>({
  access: ({ Name }, { caller }) =>
    sourceAccess('DescribePartnerEventSource', caller.region, Name),
  run: ({ Name }, call) => {
    const { arn, name } = findPartnerSource(call, Name);
    return { Arn: arn, Name: name };
  },
});

const deletePartnerEventSource = operation<
  DeletePartnerEventSourceRequest,
  void
>({
  access: ({ Name }, { caller }) =>
    sourceAccess('DeletePartnerEventSource', caller.region, Name),
  run: ({ Name, Account }, call) => {
    const { accounts, caller } = call;
    const partnerSources = accounts.table(PARTNER_SOURCES, caller);
    const source = partnerSources.get(Name);
    if (!source?.accounts.includes(Account)) {
      // Deleting what is not there is a success, as for buses and rules.
      return;
    }
    const left = source.accounts.filter(account => account !== Account);
    if (left.length > 0) {
      partnerSources.set(Name, { ...source, accounts: left });
    } else {
      partnerSources.delete(Name);
    }
    const place = { account: Account, region: caller.region };
    const sources = eventSourcesOf(call, place);
    const theirs = sources.get(Name);
    if (theirs) {
      sources.set(Name, { ...theirs, state: 'DELETED', expiresAt: undefined });
    }
  },
});

const listPartnerEventSources = operation<
  ListPartnerEventSourcesRequest,
  ListPartnerEventSourcesResponse
>({
  access: (_, { caller }) =>
    sourceAccess('ListPartnerEventSources', caller.region, '*'),
  run: (input, { accounts, caller }) => {
    const { items, nextToken } = eventsTablePage(
      accounts.table(PARTNER_SOURCES, caller),
      input,
    );
    return {
      PartnerEventSources: items.map(({ arn, name }) => ({
        Arn: arn,
        Name: name,
      })),
      NextToken: nextToken,
    };
  },
});

const listPartnerEventSourceAccounts = operation<
  ListPartnerEventSourceAccountsRequest,
  ListPartnerEventSourceAccountsResponse
>({
  access: ({ EventSourceName }, { caller }) =>
    sourceAccess(
      'ListPartnerEventSourceAccounts',
      caller.region,
      EventSourceName,
    ),
  run: (input, call) => {
    const { name, accounts } = findPartnerSource(call, input.EventSourceName);
    const { items, nextToken } = eventsPage(accounts, id => id, input);
    return {
      PartnerEventSourceAccounts: items.map(account => {
        const place = { account, region: call.caller.region };
        const source = eventSourcesOf(call, place).get(name);
        return {
          Account: account,
          CreationTime: source?.createdAt,
          ExpirationTime: source?.expiresAt,
          State: source?.state ?? 'DELETED',
        };
      }),
      NextToken: nextToken,
    };
  },
});

/** Sends an event to the bus of every customer who has taken the source up. */
function putToCustomers(
  entry: PutPartnerEventsRequestEntry,
  source: PartnerSource,
  call: Call,
): PutPartnerEventsResultEntry {
  const { region } = call.caller;
  const event = eventOf(entry, { account: call.caller.account, region }, call);
  if ('ErrorCode' in event) {
    return event;
  }
  for (const account of source.accounts) {
    const place = { account, region };
    const bus = busAt(call.accounts, place, source.name);
    const { state } = eventSourcesOf(call, place).get(source.name) ?? {};
    if (bus && state === 'ACTIVE') {
      call.delivery.publish(bus, {
        ...event,
        envelope: { ...event.envelope, account },
      });
    }
  }
  return { EventId: event.envelope.id };
}

const putPartnerEvents = operation<
  PutPartnerEventsRequest,
  PutPartnerEventsResponse
>({
  access: ({ Entries }, { caller }) =>
    [...new Set(Entries.map(({ Source = '*' }) => Source))].map(name =>
      sourceAccess('PutPartnerEvents', caller.region, name),
    ),
  run: ({ Entries }, call) => {
    refuseTooMuch(Entries);
    const sources = call.accounts.table(PARTNER_SOURCES, call.caller);
    const results = Entries.map(entry => {
      const source = sources.get(entry.Source ?? '');
      return source
        ? putToCustomers(entry, source, call)
        : entryFailure(entry) ?? {
            ErrorCode: 'NotAuthorizedForSourceException',
            ErrorMessage: 'Not authorized for the source.',
          };
    });
    return {
      FailedEntryCount: results.filter(result => 'ErrorCode' in result).length,
      Entries: results,
    };
  },
});

export const partnerOperations: [string, Operation][] = [
  ['CreatePartnerEventSource', createPartnerEventSource],
  ['DescribePartnerEventSource', describePartnerEventSource],
  ['DeletePartnerEventSource', deletePartnerEventSource],
  ['ListPartnerEventSources', listPartnerEventSources],
  ['ListPartnerEventSourceAccounts', listPartnerEventSourceAccounts],
  ['PutPartnerEvents', putPartnerEvents],
];
