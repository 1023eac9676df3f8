import {
  AccountView,
  Evidence,
  HopNeed,
  Place,
} from '@busline/backstage-plugin-eventbridge-common';
import { ageWords } from './ageWords';
import { countWords } from './countWords';
import { evidenceWords } from './evidenceWords';
import { needWords, placeWords } from './hopWords';
import { seenWords } from './seenWords';
import { versionWords } from './versionWords';

const NOW = Date.parse('2026-11-22T12:00:00Z');

describe('ageWords', () => {
  it.each([
    ['2026-11-22T12:00:03Z', 'just now'],
    ['2026-11-22T11:59:56Z', 'just now'],
    ['2026-11-22T11:59:20Z', '40 s ago'],
    ['2026-11-22T11:57:01Z', '2 min ago'],
    ['2026-11-22T09:00:00Z', '3 h ago'],
    ['2026-11-21T11:00:00Z', '1 day ago'],
    ['2026-11-02T12:00:00Z', '20 days ago'],
    ['not a time', 'at an unknown time'],
  ])('tells %s as %s', (at, words) => {
    expect(ageWords(at, NOW)).toBe(words);
  });
});

describe('seenWords', () => {
  const account = (
    id: string,
    status: AccountView['status'],
    seenAt?: string,
  ): AccountView => ({
    id,
    name: id,
    region: 'eu-central-1',
    status,
    seenAt,
    unseen: [],
  });

  it.each<[string, AccountView[], string]>([
    ['nothing', [], 'no account seen yet'],
    [
      'one account',
      [account('a', 'complete', '2026-11-22T11:59:20Z')],
      'seen 40 s ago in 1 account',
    ],
    [
      'the age of the oldest part',
      [
        account('a', 'complete', '2026-11-22T11:59:20Z'),
        account('b', 'complete', '2026-11-22T11:00:00Z'),
      ],
      'seen 1 h ago in 2 accounts',
    ],
    [
      'two Regions of one account once',
      [
        account('a', 'complete', '2026-11-22T11:59:20Z'),
        account('a', 'complete', '2026-11-22T11:59:20Z'),
      ],
      'seen 40 s ago in 1 account',
    ],
    [
      'what could not be read',
      [
        account('a', 'complete', '2026-11-22T11:59:20Z'),
        account('b', 'partial', '2026-11-22T11:59:20Z'),
        account('c', 'unreadable'),
      ],
      'seen 40 s ago in 2 accounts · 1 seen in part · 1 not readable',
    ],
  ])('tells %s', (_, accounts, words) => {
    expect(seenWords(accounts, NOW)).toBe(words);
  });
});

describe('needWords', () => {
  it.each<[HopNeed['kind'], HopNeed['status'], string, string]>([
    ['enabled', 'met', 'rule r', 'rule r: enabled'],
    ['enabled', 'missing', 'rule r', 'rule r: disabled'],
    ['enabled', 'unknown', 'rule r', 'rule r: could not be read'],
    ['role', 'met', 'role x', 'role x: in place'],
    ['role', 'missing', 'role x', 'role x: not in place'],
    ['policy', 'missing', 'policy of q', 'policy of q: not in place'],
    ['policy', 'unknown', 'policy of q', 'policy of q: could not be read'],
    ['dead-letter queue', 'met', 'queue d', 'queue d: in place'],
  ])('tells %s %s', (kind, status, what, words) => {
    expect(needWords({ kind, status, what })).toBe(words);
  });
});

describe('placeWords', () => {
  it.each<[Place['kind'], string]>([
    ['event bus', 'bus x'],
    ['queue', 'queue x'],
    ['log group', 'log group x'],
    ['other', 'target x'],
  ])('tells a place of kind %s as %s', (kind, words) => {
    expect(
      placeWords({
        kind,
        name: 'x',
        arn: 'arn:aws:sqs:eu-central-1:111111111111:x',
        accountId: '111111111111',
        accountName: 'platform',
        region: 'eu-central-1',
      }),
    ).toBe(words);
  });
});

describe('evidenceWords', () => {
  it('names each kind once, the weakest first', () => {
    const evidence = (kind: Evidence['kind']): Evidence => ({
      kind,
      because: '',
    });
    expect(
      evidenceWords([
        evidence('routed'),
        evidence('declared'),
        evidence('routed'),
      ]),
    ).toBe('declared, routed');
    expect(evidenceWords([])).toBe('none');
  });
});

describe('countWords and versionWords', () => {
  it.each([
    [countWords(1, 'finding'), '1 finding'],
    [countWords(0, 'finding'), '0 findings'],
    [versionWords('2'), 'v2'],
    [versionWords(undefined), 'no contract'],
  ])('%s', (words, expected) => {
    expect(words).toBe(expected);
  });
});
