import type {
  CreateArchiveRequest,
  CreateArchiveResponse,
  DeleteArchiveRequest,
  DeleteArchiveResponse,
  DescribeArchiveRequest,
  DescribeArchiveResponse,
  ListArchivesRequest,
  ListArchivesResponse,
  UpdateArchiveRequest,
  UpdateArchiveResponse,
} from '@aws-sdk/client-eventbridge';
import { parseArn, ruleArn } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import {
  Archive,
  archiveArn,
  archivedEvents,
  archiveRule,
  archiveRuleName,
  ARCHIVES,
  dropExpired,
} from './archives';
import { eventsPage, refuseSecondFilter } from './checks';
import { alreadyExists, notFound } from './errors';
import { readPattern } from './pattern';
import { checkRuleQuota } from './ruleQuota';
import { busAt, EventBus, rulesOf } from './state';

function archiveAccess(action: string) {
  return ({ ArchiveName }: { ArchiveName: string }, call: Call): Access => ({
    action: `events:${action}`,
    resourceArn: archiveArn(call.caller, ArchiveName),
  });
}

/** @throws `ResourceNotFoundException` */
function findArchive({ accounts, caller }: Call, name: string): Archive {
  const archive = accounts.table(ARCHIVES, caller).get(name);
  if (!archive) {
    throw notFound(`Archive ${name} does not exist.`);
  }
  return archive;
}

/**
 * The bus of an ARN in the caller's own account and Region: archives look no
 * further. @throws `ResourceNotFoundException`
 */
function findSourceBus({ accounts, caller }: Call, arn: string): EventBus {
  const { resource = '' } = parseArn(arn) ?? {};
  const name = resource.replace(/^event-bus\//, '');
  const bus = busAt(accounts, caller, name);
  if (bus?.arn !== arn) {
    throw notFound(`Event bus ${name} does not exist.`);
  }
  return bus;
}

function putArchiveRule({ accounts }: Call, archive: Archive, bus: EventBus) {
  const name = archiveRuleName(archive.name);
  const arn = ruleArn(bus, bus.name, name);
  rulesOf(accounts, bus).set(name, archiveRule(archive, arn));
}

const createArchive = operation<CreateArchiveRequest, CreateArchiveResponse>({
  access: archiveAccess('CreateArchive'),
  run: (input, call) => {
    const { accounts, caller, clock, settings } = call;
    const bus = findSourceBus(call, input.EventSourceArn);
    const archives = accounts.table(ARCHIVES, caller);
    if (archives.has(input.ArchiveName)) {
      throw alreadyExists(`Archive ${input.ArchiveName} already exists.`);
    }
    if (input.EventPattern !== undefined) {
      readPattern(input.EventPattern, settings.quotas.patternCharacters);
    }
    checkRuleQuota(bus, call);
    const archive = archives.set(input.ArchiveName, {
      name: input.ArchiveName,
      arn: archiveArn(caller, input.ArchiveName),
      account: caller.account,
      region: caller.region,
      eventSourceArn: bus.arn,
      description: input.Description,
      eventPattern: input.EventPattern,
      retentionDays: input.RetentionDays ?? 0,
      kmsKeyIdentifier: input.KmsKeyIdentifier,
      state: 'ENABLED',
      createdAt: clock.date(),
    });
    putArchiveRule(call, archive, bus);
    return {
      ArchiveArn: archive.arn,
      State: archive.state,
      CreationTime: archive.createdAt,
    };
  },
});

function summarise(archive: Archive, { accounts, clock }: Call) {
  dropExpired(accounts, archive, clock.now());
  const kept = archivedEvents(accounts, archive);
  let sizeBytes = 0;
  for (const event of kept.values()) {
    sizeBytes += event.sizeBytes;
  }
  return {
    ArchiveName: archive.name,
    EventSourceArn: archive.eventSourceArn,
    State: archive.state,
    RetentionDays: archive.retentionDays,
    SizeBytes: sizeBytes,
    EventCount: kept.size,
    CreationTime: archive.createdAt,
  };
}

const describeArchive = operation<
  DescribeArchiveRequest,
  DescribeArchiveResponse
>({
  access: archiveAccess('DescribeArchive'),
  run: ({ ArchiveName }, call) => {
    const archive = findArchive(call, ArchiveName);
    return {
      ArchiveArn: archive.arn,
      Description: archive.description,
      EventPattern: archive.eventPattern,
      KmsKeyIdentifier: archive.kmsKeyIdentifier,
      ...summarise(archive, call),
    };
  },
});

const updateArchive = operation<UpdateArchiveRequest, UpdateArchiveResponse>({
  access: archiveAccess('UpdateArchive'),
  run: (input, call) => {
    const { accounts, caller, settings } = call;
    const old = findArchive(call, input.ArchiveName);
    if (input.EventPattern !== undefined) {
      readPattern(input.EventPattern, settings.quotas.patternCharacters);
    }
    const archive = accounts.table(ARCHIVES, caller).set(old.name, {
      ...old,
      description: input.Description ?? old.description,
      eventPattern: input.EventPattern ?? old.eventPattern,
      retentionDays: input.RetentionDays ?? old.retentionDays,
      kmsKeyIdentifier: input.KmsKeyIdentifier ?? old.kmsKeyIdentifier,
    });
    putArchiveRule(call, archive, findSourceBus(call, archive.eventSourceArn));
    return {
      ArchiveArn: archive.arn,
      State: archive.state,
      CreationTime: archive.createdAt,
    };
  },
});

const deleteArchive = operation<DeleteArchiveRequest, DeleteArchiveResponse>({
  access: archiveAccess('DeleteArchive'),
  run: ({ ArchiveName }, call) => {
    const { accounts, caller } = call;
    const archive = findArchive(call, ArchiveName);
    const bus = findSourceBus(call, archive.eventSourceArn);
    rulesOf(accounts, bus).delete(archiveRuleName(archive.name));
    archivedEvents(accounts, archive).clear();
    accounts.table(ARCHIVES, caller).delete(archive.name);
    return {};
  },
});

const listArchives = operation<ListArchivesRequest, ListArchivesResponse>({
  access: (_, { caller }) => ({
    action: 'events:ListArchives',
    resourceArn: archiveArn(caller, '*'),
  }),
  run: (input, call) => {
    refuseSecondFilter('ListArchives', input);
    if (input.EventSourceArn !== undefined) {
      findSourceBus(call, input.EventSourceArn);
    }
    const archives = [
      ...call.accounts.table(ARCHIVES, call.caller).values(),
    ].filter(
      ({ name, eventSourceArn, state }) =>
        name.startsWith(input.NamePrefix ?? '') &&
        eventSourceArn === (input.EventSourceArn ?? eventSourceArn) &&
        state === (input.State ?? state),
    );
    const page = eventsPage(archives, ({ name }) => name, input);
    return {
      Archives: page.items.map(archive => summarise(archive, call)),
      NextToken: page.nextToken,
    };
  },
});

export const archiveOperations: [string, Operation][] = [
  ['CreateArchive', createArchive],
  ['DescribeArchive', describeArchive],
  ['UpdateArchive', updateArchive],
  ['DeleteArchive', deleteArchive],
  ['ListArchives', listArchives],
];
