import { ReactNode } from 'react';
import { Topology } from '@busline/backstage-plugin-eventbridge-common';
import { Flex } from '@backstage/ui';
import { useTopology } from '../topology/useTopology';
import { ErrorPlace } from './ErrorPlace';
import { LoadingRows } from './LoadingRows';
import { SeenBar } from './SeenBar';

/**
 * Loads the topology and shows `children` of it, under a line that says how
 * old it is and has it newer. A failed request never hides an older topology.
 */
export function TopologyPlace(props: {
  /** What is shown, for the loading and error states: `events`. */
  what: string;
  /** Leaves that line to another card of the page. */
  isAgeElsewhere?: boolean;
  children: (topology: Topology) => ReactNode;
}) {
  const { topology, error, isRefreshing, refresh, reload } = useTopology();
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
          onRetry={reload}
        />
      )}
      {topology && (
        <>
          {!props.isAgeElsewhere && (
            <SeenBar
              topology={topology}
              isRefreshing={isRefreshing}
              onRefresh={refresh}
            />
          )}
          {props.children(topology)}
        </>
      )}
      {!topology && !error && <LoadingRows what={props.what} rows={6} />}
    </Flex>
  );
}
