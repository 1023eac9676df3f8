import { EventType } from '@busline/backstage-plugin-eventbridge-common';
import { EmptyPlace } from '../parts/EmptyPlace';
import { OwnerLink } from '../parts/EntityLink';
import { OpenableRows } from '../parts/OpenableRows';
import { TemplateButton } from '../parts/TemplateButton';
import { evidenceWords } from '../words/evidenceWords';
import { ArrivesAt } from './ArrivesAt';
import { ConsumerWay } from './ConsumerWay';
import { FilterWords } from './FilterWords';
import { HealthMark } from './HealthMark';

/** Everyone who receives an event type. */
export function ConsumersTable(props: { eventType: EventType }) {
  const { eventType } = props;
  return (
    <OpenableRows
      caption={`Consumers of ${eventType.title}`}
      items={eventType.consumers}
      itemKey={consumer => consumer.id}
      nameLabel="Consumer"
      name={consumer => consumer.name}
      entityRef={consumer => consumer.componentRef}
      columns={[
        {
          label: 'Owner',
          cell: consumer => <OwnerLink ownerRef={consumer.ownerRef} />,
        },
        {
          label: 'Filter',
          cell: consumer => <FilterWords words={consumer.filterWords} />,
        },
        {
          label: 'Arrives at',
          cell: consumer => <ArrivesAt place={consumer.arrivesAt} />,
        },
        {
          label: 'Evidence',
          cell: consumer => evidenceWords(consumer.evidence),
        },
        {
          label: 'Health',
          cell: consumer => <HealthMark health={consumer.health} />,
        },
      ]}
      opened={consumer => (
        <ConsumerWay consumer={consumer} producers={eventType.producers} />
      )}
      empty={
        <EmptyPlace
          words="Services that receive this event appear here. None does yet."
          action={
            <TemplateButton
              template="subscribe"
              preset={{ eventType: eventType.id }}
            />
          }
        />
      }
    />
  );
}
