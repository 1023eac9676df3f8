import { stringifyEntityRef } from '@backstage/catalog-model';
import { componentEvents } from '@busline/backstage-plugin-eventbridge-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { FindingsPanel } from '../parts/Findings';
import { Section } from '../parts/Section';
import { TemplateButton } from '../parts/TemplateButton';
import { TopologyPlace } from '../parts/TopologyPlace';
import { ConsumesTable } from './ConsumesTable';
import { PublishesTable } from './PublishesTable';

/** The Events tab of a component's page. */
export function EntityEvents() {
  const { entity } = useEntity();
  const componentRef = stringifyEntityRef(entity);
  return (
    <TopologyPlace what="events of this service">
      {topology => {
        const events = componentEvents(topology, componentRef);
        return (
          <Flex direction="column" gap="4">
            <FindingsPanel findings={events.findings} />
            <Section
              title="Publishes"
              count={events.publishes.length}
              action={
                events.publishes.length > 0 && (
                  <TemplateButton
                    template="publish"
                    preset={{ component: componentRef }}
                  />
                )
              }
            >
              <PublishesTable
                componentRef={componentRef}
                hubBusArn={topology.hubBusArn}
                eventTypes={events.publishes}
              />
            </Section>
            <Section
              title="Consumes"
              count={events.consumes.length}
              action={
                events.consumes.length > 0 && (
                  <TemplateButton
                    template="subscribe"
                    preset={{ component: componentRef }}
                  />
                )
              }
            >
              <ConsumesTable
                componentRef={componentRef}
                rows={events.consumes}
              />
            </Section>
          </Flex>
        );
      }}
    </TopologyPlace>
  );
}
