import { RiAddCircleLine, RiEditCircleLine } from '@remixicon/react';
import { Change, Plan } from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { AccountName } from '../../parts/AccountName';
import { CopyButton } from '../../parts/CopyText';
import { Disclosure } from '../../parts/Disclosure';
import { FindingsList } from '../../parts/Findings';
import { StatusMark } from '../../parts/StatusMark';
import { changesByAccount } from './changesByAccount';
import partStyles from '../../parts/parts.module.css';
import styles from '../parts/fields.module.css';

/** A plan to read: what it creates, changes and keeps, account by account. */
export function PlanInWords(props: { plan: Plan }) {
  const { plan } = props;
  const isDone =
    plan.problems.length === 0 &&
    plan.changes.every(({ effect }) => effect === 'keep');
  return (
    <>
      <Text as="p" variant="body-large">
        {isDone ? (
          <StatusMark mark="good">{plan.summary}</StatusMark>
        ) : (
          plan.summary
        )}
      </Text>
      {plan.problems.length > 0 && (
        <>
          <h4 className={styles.heading}>
            Nothing can be applied before{' '}
            {plan.problems.length === 1 ? 'this is' : 'these are'} put right
          </h4>
          <FindingsList findings={plan.problems} />
        </>
      )}
      {changesByAccount(plan.changes).map(group => (
        <section key={`${group.accountId} ${group.region}`}>
          <h4 className={styles.heading}>
            <AccountName id={group.accountId} name={group.accountName} /> ·{' '}
            {group.region}
          </h4>
          <ul className={partStyles.list} style={{ gap: 'var(--bui-space-2)' }}>
            {group.open.map(change => (
              <li key={change.id}>
                <ChangeInWords change={change} />
              </li>
            ))}
            {group.kept.length > 0 && (
              <li>
                <Disclosure label={keptWords(group.kept)}>
                  <ul className={partStyles.list}>
                    {group.kept.map(change => (
                      <li key={change.id}>
                        {change.title}{' '}
                        <Text color="secondary">{change.why}</Text>
                      </li>
                    ))}
                  </ul>
                </Disclosure>
              </li>
            )}
          </ul>
        </section>
      ))}
      {plan.findings.length > 0 && (
        <>
          <h4 className={styles.heading}>Worth knowing</h4>
          <FindingsList findings={plan.findings} />
        </>
      )}
    </>
  );
}

function keptWords([first, ...others]: Change[]): string {
  return others.length === 0
    ? `keeps ${first.title} as it is`
    : `keeps ${first.title} and ${others.length} more as they are`;
}

function ChangeInWords(props: { change: Change }) {
  const { change } = props;
  const Icon = change.effect === 'create' ? RiAddCircleLine : RiEditCircleLine;
  return (
    <span className={partStyles.mark}>
      <Icon size={18} aria-hidden />
      <span>
        {change.effect}s <Text weight="bold">{change.title}</Text>{' '}
        <CopyButton text={change.arn} what={`ARN of ${change.title}`} />
        <Text as="div" color="secondary">
          {change.why}
        </Text>
        {change.differences?.map(difference => (
          <Text as="div" key={difference}>
            {difference}
          </Text>
        ))}
      </span>
    </span>
  );
}
