import { Flex, Text } from '@backstage/ui';
import { EmptyPlace } from '../parts/EmptyPlace';
import { Section } from '../parts/Section';
import { TemplateButton } from '../parts/TemplateButton';
import { TopologyPlace } from '../parts/TopologyPlace';
import { ConsumersTable } from '../way/ConsumersTable';
import { ProducersTable } from '../way/ProducersTable';
import { UNKNOWN_EVENT_TYPE, useEventType } from './useEventType';

/** Who sends and who receives an event, with the way it takes. */
export function UsersCard() {
  const eventTypeIn = useEventType();
  return (
    <Section title="Producers and consumers">
      <TopologyPlace what="producers and consumers">
        {topology => {
          const eventType = eventTypeIn(topology);
          return eventType ? (
            <Flex direction="column" gap="4">
              <div>
                <Text as="h4" weight="bold" style={{ margin: '0 0 8px' }}>
                  Producers
                </Text>
                <ProducersTable eventType={eventType} />
              </div>
              <div>
                <Flex justify="between" align="center">
                  <Text as="h4" weight="bold" style={{ margin: '0 0 8px' }}>
                    Consumers
                  </Text>
                  <TemplateButton
                    template="subscribe"
                    label="Subscribe"
                    variant="primary"
                    preset={{ eventType: eventType.id }}
                  />
                </Flex>
                <ConsumersTable eventType={eventType} />
              </div>
            </Flex>
          ) : (
            <EmptyPlace words={UNKNOWN_EVENT_TYPE} />
          );
        }}
      </TopologyPlace>
    </Section>
  );
}
