import {
  EventType,
  Evidence,
  parseArn,
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
  /** Lower case, as `stringifyEntityRef` gives it. */
  componentRef: string;
  hubBusArn: string;
  eventTypes: EventType[];
}) {
  const evidenceOf = (eventType: EventType): Evidence[] =>
    eventType.producers
      .filter(
        producer =>
          producer.componentRef?.toLocaleLowerCase('en') === props.componentRef,
      )
      .flatMap(producer => producer.evidence);
  const busName = parseArn(props.hubBusArn)?.resource.split('/')[1] ?? 'hub';
  return (
    <OpenableRows
      caption="Events this component publishes"
      items={props.eventTypes}
      itemKey={eventType => eventType.id}
      nameLabel="Event"
      name={eventType => eventType.title}
      entityRef={eventType => eventType.entityRef}
      columns={[
        {
          label: 'Version',
          cell: eventType => versionWords(eventType.version),
        },
        {
          label: 'Bus',
          cell: () => <span title={props.hubBusArn}>{busName}</span>,
        },
        { label: 'Consumers', cell: eventType => eventType.consumers.length },
        {
          label: 'Evidence',
          cell: eventType => evidenceWords(evidenceOf(eventType)),
        },
      ]}
      opened={eventType => (
        <>
          <Text as="p" color="secondary" style={{ marginTop: 0 }}>
            {eventType.description}{' '}
            <EntityLink
              entityRef={eventType.entityRef}
              title="Contract and example"
            />
          </Text>
          <h4 className={wayStyles.heading}>Evidence</h4>
          <EvidenceList evidence={evidenceOf(eventType)} />
          <h4 className={wayStyles.heading}>Consumers</h4>
          <ConsumersTable eventType={eventType} />
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
