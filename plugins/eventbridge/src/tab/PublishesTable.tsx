import {
  EventType,
  parseArn,
  Producer,
} from '@busline/backstage-plugin-eventbridge-common';
import { Text } from '@backstage/ui';
import { EmptyPlace } from '../parts/EmptyPlace';
import { EntityLink } from '../parts/EntityLink';
import { OpenableRows } from '../parts/OpenableRows';
import { TemplateButton } from '../parts/TemplateButton';
import { ConsumersTable } from '../way/ConsumersTable';
import { EvidenceList } from '../way/EvidenceList';
import { evidenceWords } from '../words/evidenceWords';
import { versionWords } from '../words/versionWords';
import wayStyles from '../way/way.module.css';

/** The events a component publishes. */
export function PublishesTable(props: {
  componentRef: string;
  hubBusArn: string;
  rows: Array<{ eventType: EventType; producer: Producer }>;
}) {
  const busName = parseArn(props.hubBusArn)?.resource.split('/')[1] ?? 'hub';
  return (
    <OpenableRows
      caption="Events this component publishes"
      items={props.rows}
      itemKey={row => row.eventType.id}
      nameLabel="Event"
      name={row => row.eventType.title}
      columns={[
        { label: 'Version', cell: row => versionWords(row.eventType.version) },
        {
          label: 'Bus',
          cell: () => <span title={props.hubBusArn}>{busName}</span>,
        },
        { label: 'Consumers', cell: row => row.eventType.consumers.length },
        {
          label: 'Evidence',
          cell: row => evidenceWords(row.producer.evidence),
        },
      ]}
      opened={row => (
        <>
          <Text as="p" color="secondary" style={{ marginTop: 0 }}>
            {row.eventType.description}{' '}
            <EntityLink
              entityRef={row.eventType.entityRef}
              title="Contract and example"
            />
          </Text>
          <h4 className={wayStyles.heading}>Evidence</h4>
          <EvidenceList evidence={row.producer.evidence} />
          <h4 className={wayStyles.heading}>Consumers</h4>
          <ConsumersTable eventType={row.eventType} />
        </>
      )}
      empty={
        <EmptyPlace
          words="Events that this service sends appear here, with their contract and everyone who consumes them. It sends none that Busline knows of."
          action={
            <TemplateButton
              template="publish"
              preset={{ component: props.componentRef }}
              variant="primary"
            />
          }
        />
      }
    />
  );
}
