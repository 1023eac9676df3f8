import { ReactNode } from 'react';
import { Topology } from '@busline/backstage-plugin-eventbridge-common';
import { Flex } from '@backstage/ui';
import { useTopology } from '../topology/useTopology';
import { ErrorPlace } from './ErrorPlace';
import { LoadingRows } from './LoadingRows';
import { SeenBar } from './SeenBar';

/**
 * Loads the topology and shows `children` of it, under a line that says how
 * old it is. A failed request never hides an older topology.
 */
export function TopologyPlace(props: {
  /** What is shown, for the loading and error states: `events`. */
  what: string;
  /** Leaves the refresh button to another card of the page. */
  isRefreshElsewhere?: boolean;
  children: (topology: Topology) => ReactNode;
}) {
  const { topology, error, isRefreshing, refresh, retry } = useTopology();
  return (
    <Flex direction="column" gap="4">
      {error && (
        <ErrorPlace
          what={
            topology
              ? 'The newest state could not be read; what follows is older'
              : `The ${props.what} could not be read`
          }
          error={error}
          onRetry={retry}
        />
      )}
      {topology && (
        <>
          <SeenBar
            topology={topology}
            isRefreshing={isRefreshing}
            onRefresh={props.isRefreshElsewhere ? undefined : refresh}
          />
          {props.children(topology)}
        </>
      )}
      {!topology && !error && <LoadingRows what={props.what} rows={6} />}
    </Flex>
  );
}
