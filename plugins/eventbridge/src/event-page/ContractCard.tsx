import { EmptyPlace } from '../parts/EmptyPlace';
import { JsonText } from '../parts/JsonText';
import { Section } from '../parts/Section';
import { TopologyPlace } from '../parts/TopologyPlace';
import { UNKNOWN_EVENT_TYPE, useEventType } from './useEventType';

/** What an event holds: its fields, and an example. */
export function ContractCard() {
  const eventTypeIn = useEventType();
  return (
    <Section title="Contract">
      <TopologyPlace what="contract">
        {topology => {
          const eventType = eventTypeIn(topology);
          if (!eventType) {
            return <EmptyPlace words={UNKNOWN_EVENT_TYPE} />;
          }
          return eventType.detailSchema ? (
            <JsonText value={eventType.detailSchema} what="the contract" />
          ) : (
            <EmptyPlace words="The fields of the event appear here once its contract is registered." />
          );
        }}
      </TopologyPlace>
    </Section>
  );
}
