import { ReactNode, useEffect, useState } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EventType } from '@busline/backstage-plugin-eventbridge-common';
import { EmptyPlace } from '../parts/EmptyPlace';
import { LoadingRows } from '../parts/LoadingRows';
import { TopologyPlace } from '../parts/TopologyPlace';
import { useTopology } from '../topology/useTopology';

/** Shows `children` of the event type that the entity of this page stands for. */
export function EventTypePlace(props: {
  /** What is shown, for the loading and error states: `contract`. */
  what: string;
  /** Another card of the page says how old all this is. */
  isAgeElsewhere?: boolean;
  children: (eventType: EventType) => ReactNode;
}) {
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  return (
    <TopologyPlace what={props.what} isAgeElsewhere={props.isAgeElsewhere}>
      {topology => {
        const eventType = topology.eventTypes.find(
          ({ entityRef }) => entityRef.toLocaleLowerCase('en') === ref,
        );
        return eventType ? (
          props.children(eventType)
        ) : (
          <UnknownEventType what={props.what} />
        );
      }}
    </TopologyPlace>
  );
}

/**
 * The catalog knows the event and the topology at hand does not. That topology
 * may be older than an event just published, so it is asked for anew before
 * anybody is told that the event is gone.
 */
function UnknownEventType(props: { what: string }) {
  const { reload } = useTopology();
  const [hasNewest, setHasNewest] = useState(false);
  useEffect(() => {
    let isShown = true;
    reload().then(() => isShown && setHasNewest(true));
    return () => {
      isShown = false;
    };
  }, [reload]);
  return hasNewest ? (
    <EmptyPlace words="No registry, rule or component names this event any more. It may have been renamed; refresh to scan again." />
  ) : (
    <LoadingRows what={props.what} />
  );
}
