import { Finding } from '@busline/backstage-plugin-eventbridge-common';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { countWords } from '../words/countWords';
import { CopyText } from './CopyText';
import { Mark, StatusMark } from './StatusMark';
import { Words } from './Words';
import styles from './parts.module.css';

const MARKS: Record<Finding['severity'], Mark> = {
  error: 'bad',
  warning: 'warn',
  info: 'info',
};

const SEVERITY_ORDER: Finding['severity'][] = ['error', 'warning', 'info'];

/** Findings, worst first, each with its mend. */
export function FindingsList(props: { findings: Finding[] }) {
  const worstFirst = [...props.findings].sort(
    (a, b) =>
      SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity),
  );
  return (
    <ul className={styles.list}>
      {worstFirst.map((finding, index) => (
        <li key={`${finding.code} ${finding.subject.name} ${index}`}>
          <StatusMark mark={MARKS[finding.severity]} title={finding.code}>
            <Words text={finding.message} />
            <Text as="div" color="secondary">
              <Words text={finding.mend} />
            </Text>
            {finding.subject.arn && (
              <CopyText text={finding.subject.arn} what="ARN" />
            )}
          </StatusMark>
        </li>
      ))}
    </ul>
  );
}

/** The findings as a panel; nothing where there are none. */
export function FindingsPanel(props: { findings: Finding[] }) {
  if (props.findings.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="body-large" weight="bold" style={{ margin: 0 }}>
          {countWords(props.findings.length, 'finding')}
        </Text>
      </CardHeader>
      <CardBody>
        <FindingsList findings={props.findings} />
      </CardBody>
    </Card>
  );
}
