import { InMemoryEventbridgeApi } from '../../dev/eventbridgeApi';
import { topologyFixture } from '../../dev/topology';
import { TopologyStore } from './TopologyStore';

describe('TopologyStore', () => {
  it('makes one request for all who ask at once, and none while it is fresh', async () => {
    const api = new InMemoryEventbridgeApi();
    const store = TopologyStore.of(api);
    await Promise.all([store.load(), TopologyStore.of(api).load()]);
    await store.load();
    expect(api.requests).toEqual(['getTopology']);
    expect(store.state).toEqual({
      topology: topologyFixture,
      isLoading: false,
      isRefreshing: false,
    });
  });

  it('keeps the older topology when a newer cannot be read', async () => {
    const api = new InMemoryEventbridgeApi();
    const store = TopologyStore.of(api);
    await store.load();
    api.refresh = async () => {
      throw new Error('no answer');
    };
    await store.refresh();
    expect(store.state.topology).toBe(topologyFixture);
    expect(store.state.error?.message).toBe('no answer');

    await store.load();
    expect(store.state.error).toBeUndefined();
    expect(api.requests).toEqual(['getTopology', 'getTopology']);
  });

  it('tells its listeners, until they stop listening', async () => {
    const store = TopologyStore.of(new InMemoryEventbridgeApi());
    const heard: boolean[] = [];
    const stop = store.subscribe(() => heard.push(store.state.isLoading));
    await store.load();
    stop();
    await store.refresh();
    expect(heard).toEqual([true, false]);
  });
});
