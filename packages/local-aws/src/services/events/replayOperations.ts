import type {
  CancelReplayRequest,
  CancelReplayResponse,
  DescribeReplayRequest,
  DescribeReplayResponse,
  ListReplaysRequest,
  ListReplaysResponse,
  StartReplayRequest,
  StartReplayResponse,
} from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../accounts';
import { Access, Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { Archive, ARCHIVES } from './archives';
import { eventsPage, refuseSecondFilter } from './checks';
import {
  alreadyExists,
  invalidParameter,
  limitExceeded,
  notFound,
} from './errors';
import {
  beginReplay,
  forgetOldReplays,
  isActive,
  Replay,
  replayArn,
  REPLAYS,
} from './replays';
import { busAt } from './state';

function replayAccess(action: string) {
  return ({ ReplayName }: { ReplayName: string }, call: Call): Access => ({
    action: `events:${action}`,
    resourceArn: replayArn(call.caller, ReplayName),
  });
}

function replaysOf(call: Call) {
  forgetOldReplays(call, call.caller);
  return call.accounts.table(REPLAYS, call.caller);
}

/** @throws `ResourceNotFoundException` */
function findReplay(call: Call, name: string): Replay {
  const replay = replaysOf(call).get(name);
  if (!replay) {
    throw notFound(`Replay ${name} does not exist.`);
  }
  return replay;
}

/** The archive to replay, once all that StartReplay demands is given. */
function checkStart(
  { Destination, EventSourceArn, ...input }: Checked<StartReplayRequest>,
  { accounts, caller }: Call,
): Archive {
  const destination = parseArn(Destination.Arn);
  if (
    destination?.service !== 'events' ||
    !destination.resource.startsWith('event-bus/')
  ) {
    throw invalidParameter('Destination.Arn', 'Must contain an event bus ARN.');
  }
  const busName = destination.resource.slice('event-bus/'.length);
  if (busAt(accounts, caller, busName)?.arn !== Destination.Arn) {
    throw notFound(`Event bus ${busName} does not exist.`);
  }
  const source = parseArn(EventSourceArn)?.resource ?? '';
  const archiveName = source.slice(source.indexOf('/') + 1);
  const archive = accounts.table(ARCHIVES, caller).get(archiveName);
  if (archive?.arn !== EventSourceArn) {
    throw invalidParameter(
      'EventSourceArn',
      `Archive ${archiveName} does not exist.`,
    );
  }
  if (archive.eventSourceArn !== Destination.Arn) {
    throw invalidParameter(
      'Destination.Arn',
      'Cross event bus replay is not permitted.',
    );
  }
  if (input.EventStartTime >= input.EventEndTime) {
    throw invalidParameter(
      'EventEndTime',
      'EventStartTime must be before EventEndTime.',
    );
  }
  return archive;
}

const startReplay = operation<StartReplayRequest, StartReplayResponse>({
  access: replayAccess('StartReplay'),
  run: (input, call) => {
    const { caller, clock, settings } = call;
    const archive = checkStart(input, call);
    const replays = replaysOf(call);
    if (replays.has(input.ReplayName)) {
      throw alreadyExists(`Replay ${input.ReplayName} already exists.`);
    }
    const active = [...replays.values()].filter(isActive);
    if (active.length >= settings.quotas.activeReplaysPerAccount) {
      throw limitExceeded();
    }
    const replay = replays.set(input.ReplayName, {
      name: input.ReplayName,
      arn: replayArn(caller, input.ReplayName),
      account: caller.account,
      region: caller.region,
      description: input.Description,
      archiveArn: archive.arn,
      destinationArn: input.Destination.Arn,
      filterArns: input.Destination.FilterArns,
      eventStartAt: input.EventStartTime,
      eventEndAt: input.EventEndTime,
      state: 'STARTING',
      startedAt: clock.date(),
      sentUntilMs: input.EventStartTime.getTime(),
    });
    beginReplay(call, replay);
    return {
      ReplayArn: replay.arn,
      State: replay.state,
      ReplayStartTime: replay.startedAt,
    };
  },
});

function summarise(replay: Replay) {
  return {
    ReplayName: replay.name,
    EventSourceArn: replay.archiveArn,
    State: replay.state,
    StateReason: replay.stateReason,
    EventStartTime: replay.eventStartAt,
    EventEndTime: replay.eventEndAt,
    EventLastReplayedTime: replay.lastReplayedAt,
    ReplayStartTime: replay.startedAt,
    ReplayEndTime: replay.endedAt,
  };
}

const describeReplay = operation<DescribeReplayRequest, DescribeReplayResponse>(
  {
    access: replayAccess('DescribeReplay'),
    run: ({ ReplayName }, call) => {
      const replay = findReplay(call, ReplayName);
      return {
        ReplayArn: replay.arn,
        Description: replay.description,
        Destination: {
          Arn: replay.destinationArn,
          FilterArns: replay.filterArns && [...replay.filterArns],
        },
        ...summarise(replay),
      };
    },
  },
);

const cancelReplay = operation<CancelReplayRequest, CancelReplayResponse>({
  access: replayAccess('CancelReplay'),
  run: ({ ReplayName }, call) => {
    const replay = findReplay(call, ReplayName);
    if (replay.state !== 'STARTING' && replay.state !== 'RUNNING') {
      throw new ServiceError(
        'IllegalStatusException',
        `Replay ${ReplayName} is not in a valid state for this operation.`,
      );
    }
    // The replay's next step ends it.
    replaysOf(call).set(ReplayName, { ...replay, state: 'CANCELLING' });
    return { ReplayArn: replay.arn, State: 'CANCELLING' };
  },
});

const listReplays = operation<ListReplaysRequest, ListReplaysResponse>({
  access: (_, { caller }) => ({
    action: 'events:ListReplays',
    resourceArn: replayArn(caller, '*'),
  }),
  run: (input, call) => {
    refuseSecondFilter('ListReplays', input);
    const replays = [...replaysOf(call).values()].filter(
      ({ name, archiveArn, state }) =>
        name.startsWith(input.NamePrefix ?? '') &&
        archiveArn === (input.EventSourceArn ?? archiveArn) &&
        state === (input.State ?? state),
    );
    const page = eventsPage(replays, ({ name }) => name, input);
    return { Replays: page.items.map(summarise), NextToken: page.nextToken };
  },
});

export const replayOperations: [string, Operation][] = [
  ['StartReplay', startReplay],
  ['DescribeReplay', describeReplay],
  ['CancelReplay', cancelReplay],
  ['ListReplays', listReplays],
];
