import { FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  EventbridgeApi,
  Plan,
  Run,
  Topology,
  WantedOnboarding,
  WantedSubscription,
} from '@busline/backstage-plugin-eventbridge-common';

/**
 * {@link @busline/backstage-plugin-eventbridge-common#EventbridgeApi} over the
 * app's fetch API, which finds the backend and signs the requests.
 *
 * Every method throws a `ResponseError` where the backend answers with an error.
 *
 * @public
 */
export class EventbridgeClient implements EventbridgeApi {
  readonly #fetchApi: FetchApi;

  static create(options: { fetchApi: FetchApi }): EventbridgeClient {
    return new EventbridgeClient(options.fetchApi);
  }

  private constructor(fetchApi: FetchApi) {
    this.#fetchApi = fetchApi;
  }

  getTopology(): Promise<Topology> {
    return this.#get('topology');
  }

  refresh(): Promise<Topology> {
    return this.#post('refresh', {});
  }

  plan(wanted: WantedOnboarding): Promise<Plan> {
    return this.#post('plans', wanted);
  }

  apply(wanted: WantedOnboarding): Promise<Run> {
    return this.#post('runs', { kind: 'apply', wanted });
  }

  verify(
    wanted: WantedSubscription,
    options: { timeoutMs?: number } = {},
  ): Promise<Run> {
    return this.#post('runs', { kind: 'verify', wanted, ...options });
  }

  getRun(id: string, options: { after?: number } = {}): Promise<Run> {
    const query =
      options.after === undefined ? '' : `?after=${String(options.after)}`;
    return this.#get(`runs/${encodeURIComponent(id)}${query}`);
  }

  cancelRun(id: string): Promise<Run> {
    return this.#post(`runs/${encodeURIComponent(id)}/cancel`, {});
  }

  #get<T>(path: string): Promise<T> {
    return this.#request(path, {});
  }

  #post<T>(path: string, body: unknown): Promise<T> {
    return this.#request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #request<T>(path: string, init: RequestInit): Promise<T> {
    const response = await this.#fetchApi.fetch(
      `plugin://eventbridge/${path}`,
      init,
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    // Our own backend answers with the types of eventbridge-common; both are
    // released together, so the browser does not check them again.
    return (await response.json()) as T;
  }
}
