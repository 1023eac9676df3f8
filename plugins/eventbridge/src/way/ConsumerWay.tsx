import { Consumer, Party } from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { Disclosure } from '../parts/Disclosure';
import { JsonText } from '../parts/JsonText';
import { healthWords } from '../words/healthWords';
import { EventWay } from './EventWay';
import { EvidenceList } from './EvidenceList';
import { FilterWords } from './FilterWords';
import styles from './way.module.css';

/** An opened consumer: its way, its filter, and why we say so. */
export function ConsumerWay(props: { consumer: Consumer; producers: Party[] }) {
  const { consumer, producers } = props;
  return (
    <div className={styles.columns}>
      <div>
        <h4 className={styles.heading}>The way the event takes</h4>
        {consumer.path.length > 0 ? (
          <EventWay producers={producers} path={consumer.path} />
        ) : (
          <Text color="secondary">{healthWords(consumer.health).because}</Text>
        )}
      </div>
      <div>
        <h4 className={styles.heading}>Which events</h4>
        <FilterWords words={consumer.filterWords} />
        {consumer.filter && (
          <div style={{ marginTop: 'var(--bui-space-2)' }}>
            <Disclosure label="Filter as JSON">
              <JsonText value={consumer.filter} what="the filter as JSON" />
            </Disclosure>
          </div>
        )}
        <h4 className={styles.heading}>Evidence</h4>
        <EvidenceList evidence={consumer.evidence} />
      </div>
    </div>
  );
}
