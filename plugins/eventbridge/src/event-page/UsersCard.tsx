import { Flex, Text } from '@backstage/ui';
import { Section } from '../parts/Section';
import { TemplateButton } from '../parts/TemplateButton';
import { ConsumersTable } from '../way/ConsumersTable';
import { ProducersTable } from '../way/ProducersTable';
import { EventTypePlace } from './EventTypePlace';

/** Who sends and who receives an event, with the way it takes. */
export function UsersCard() {
  return (
    <Section title="Producers and consumers">
      <EventTypePlace what="producers and consumers">
        {eventType => (
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
        )}
      </EventTypePlace>
    </Section>
  );
}
