import { Container } from '@backstage/ui';
import { TopologyPlace } from '../parts/TopologyPlace';
import { EventTypesTable } from './EventTypesTable';

/** Every event type of the platform, to search and to open. */
export function ExplorerPage() {
  return (
    <Container>
      <TopologyPlace what="events">
        {topology => <EventTypesTable topology={topology} />}
      </TopologyPlace>
    </Container>
  );
}
