import { Evidence } from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { CopyButton } from '../parts/CopyText';
import { useNow } from '../topology/useNow';
import { ageWords } from '../words/ageWords';
import styles from '../parts/parts.module.css';

/** Why Busline says something: each reason, its source and its age. */
export function EvidenceList(props: { evidence: Evidence[] }) {
  const nowMs = useNow();
  if (props.evidence.length === 0) {
    return <Text color="secondary">No evidence is known.</Text>;
  }
  return (
    <ul className={styles.list} style={{ gap: 'var(--bui-space-1)' }}>
      {props.evidence.map(({ kind, because, arn, seenAt }) => (
        <li key={`${kind} ${because}`}>
          <Text weight="bold">{kind}</Text>: <Text>{because}</Text>
          {arn && <CopyButton text={arn} what="ARN of the evidence" />}
          {seenAt && (
            <>
              {' '}
              <Text color="secondary" style={{ whiteSpace: 'nowrap' }}>
                seen {ageWords(seenAt, nowMs)}
              </Text>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
