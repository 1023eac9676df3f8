import {
  Consumer,
  EventType,
} from '@busline/backstage-plugin-eventbridge-common';
import { EmptyPlace } from '../parts/EmptyPlace';
import { OwnerLink } from '../parts/EntityLink';
import { OpenableRows } from '../parts/OpenableRows';
import { TemplateButton } from '../parts/TemplateButton';
import { ArrivesAt } from '../way/ArrivesAt';
import { ConsumerWay } from '../way/ConsumerWay';
import { FilterWords } from '../way/FilterWords';
import { HealthMark } from '../way/HealthMark';
import { evidenceWords } from '../words/evidenceWords';

/** The events a component consumes. */
export function ConsumesTable(props: {
  componentRef: string;
  rows: Array<{ eventType: EventType; consumer: Consumer }>;
}) {
  return (
    <OpenableRows
      caption="Events this component consumes"
      items={props.rows}
      itemKey={row => `${row.eventType.id} ${row.consumer.id}`}
      nameLabel="Event"
      name={row => row.eventType.title}
      entityRef={row => row.eventType.entityRef}
      columns={[
        {
          label: 'Owner',
          cell: row => <OwnerLink ownerRef={row.eventType.ownerRef} />,
        },
        {
          label: 'Filter',
          cell: row => <FilterWords words={row.consumer.filterWords} />,
        },
        {
          label: 'Arrives at',
          cell: row => <ArrivesAt place={row.consumer.arrivesAt} />,
        },
        {
          label: 'Evidence',
          cell: row => evidenceWords(row.consumer.evidence),
        },
        {
          label: 'Health',
          cell: row => <HealthMark health={row.consumer.health} />,
        },
      ]}
      opened={row => (
        <ConsumerWay
          consumer={row.consumer}
          producers={row.eventType.producers}
        />
      )}
      empty={
        <EmptyPlace
          words="Events that this service receives appear here, with the way they take through buses and rules to its queue. It receives none that Busline knows of."
          action={
            <TemplateButton
              template="subscribe"
              preset={{ component: props.componentRef }}
              variant="primary"
            />
          }
        />
      }
    />
  );
}
