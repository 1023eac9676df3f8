import { useCallback, useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { eventbridgeApiRef } from '../client/eventbridgeApiRef';
import { TopologyState, TopologyStore } from './TopologyStore';

/** The topology, shared with everything else on the page. */
export function useTopology(): TopologyState & {
  /** Has every account scanned now. */
  refresh(): void;
  /** Asks the backend again, without a scan. */
  reload(): Promise<void>;
} {
  const store = TopologyStore.of(useApi(eventbridgeApiRef));
  const [state, setState] = useState(store.state);

  useEffect(() => {
    const stop = store.subscribe(() => setState(store.state));
    setState(store.state);
    store.load();
    return stop;
  }, [store]);

  const refresh = useCallback(() => {
    store.refresh();
  }, [store]);
  const reload = useCallback(() => store.reload(), [store]);
  return { ...state, refresh, reload };
}
