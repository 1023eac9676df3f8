import {
  AccountView,
  Topology,
} from '@busline/backstage-plugin-eventbridge-common';
import { Button, Flex, Text } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { useNow } from '../topology/useNow';
import { ageWords } from '../words/ageWords';
import { seenWords } from '../words/seenWords';
import { AccountName } from './AccountName';
import { Disclosure } from './Disclosure';
import { Mark, StatusMark } from './StatusMark';
import styles from './parts.module.css';

const MARKS: Record<AccountView['status'], Mark> = {
  complete: 'good',
  partial: 'warn',
  unreadable: 'bad',
};

const STATUS_WORDS: Record<AccountView['status'], string> = {
  complete: 'seen in full',
  partial: 'seen in part',
  unreadable: 'not readable',
};

/** How much a page rests on, how old it is, and the way to have it newer. */
export function SeenBar(props: {
  topology: Topology;
  isRefreshing: boolean;
  onRefresh: () => void;
}) {
  const nowMs = useNow();
  const { accounts } = props.topology;
  return (
    <Flex justify="between" align="start" gap="4">
      <Disclosure label={seenWords(accounts, nowMs)}>
        <ul className={styles.list}>
          {accounts.map(account => (
            <li key={`${account.id}/${account.region}`}>
              <AccountSeen account={account} nowMs={nowMs} />
            </li>
          ))}
        </ul>
      </Disclosure>
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiRefreshLine />}
        isPending={props.isRefreshing}
        onPress={props.onRefresh}
      >
        Refresh
      </Button>
    </Flex>
  );
}

function AccountSeen(props: { account: AccountView; nowMs: number }) {
  const { account, nowMs } = props;
  return (
    <>
      <StatusMark mark={MARKS[account.status]}>
        <AccountName id={account.id} name={account.name} /> in {account.region}:{' '}
        {STATUS_WORDS[account.status]}
        {account.seenAt
          ? `, ${ageWords(account.seenAt, nowMs)}`
          : ', never read'}
      </StatusMark>
      {account.unseen.map(part => (
        <Text
          key={`${part.operation} ${part.subject}`}
          as="p"
          color="secondary"
          style={{ margin: '0 0 0 24px' }}
        >
          {part.operation} on {part.subject}: {part.reason}
          <br />
          {part.mend}
        </Text>
      ))}
    </>
  );
}
