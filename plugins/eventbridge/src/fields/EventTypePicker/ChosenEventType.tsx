import { EventType } from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { EntityLink, OwnerLink } from '../../parts/EntityLink';
import { versionWords } from '../../words/versionWords';
import styles from '../parts/fields.module.css';

/** What is known of the chosen event. */
export function ChosenEventType(props: { eventType: EventType }) {
  const { eventType } = props;
  return (
    <div className={styles.panel}>
      {eventType.description && <Text as="p">{eventType.description}</Text>}
      <dl className={styles.facts}>
        <dt>Source</dt>
        <dd>{eventType.source}</dd>
        <dt>Detail type</dt>
        <dd>{eventType.detailType}</dd>
        <dt>Version</dt>
        <dd>{versionWords(eventType.version)}</dd>
        <dt>Owner</dt>
        <dd>
          <OwnerLink ownerRef={eventType.ownerRef} />
        </dd>
        <dt>Contract</dt>
        <dd>
          <EntityLink
            entityRef={eventType.entityRef}
            title={`Page of ${eventType.title}`}
          />
        </dd>
      </dl>
    </div>
  );
}
