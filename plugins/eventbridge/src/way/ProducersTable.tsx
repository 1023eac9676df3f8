import { EventType } from '@busline/backstage-plugin-eventbridge-common';
import { AccountName } from '../parts/AccountName';
import { EmptyPlace } from '../parts/EmptyPlace';
import { OwnerLink } from '../parts/EntityLink';
import { OpenableRows } from '../parts/OpenableRows';
import { evidenceWords } from '../words/evidenceWords';
import { EvidenceList } from './EvidenceList';

/** Everyone who sends an event type. */
export function ProducersTable(props: { eventType: EventType }) {
  const { eventType } = props;
  return (
    <OpenableRows
      caption={`Producers of ${eventType.title}`}
      items={eventType.producers}
      itemKey={producer => `${producer.componentRef} ${producer.name}`}
      nameLabel="Producer"
      name={producer => producer.name}
      entityRef={producer => producer.componentRef}
      columns={[
        {
          label: 'Owner',
          cell: producer => <OwnerLink ownerRef={producer.ownerRef} />,
        },
        {
          label: 'Account',
          cell: producer => (
            <AccountName id={producer.accountId} name={producer.accountName} />
          ),
        },
        {
          label: 'Evidence',
          cell: producer => evidenceWords(producer.evidence),
        },
      ]}
      opened={producer => <EvidenceList evidence={producer.evidence} />}
      empty={
        <EmptyPlace words="Services that send this event appear here. Neither the catalog nor a policy names one." />
      }
    />
  );
}
