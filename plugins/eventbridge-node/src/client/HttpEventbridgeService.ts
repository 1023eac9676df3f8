import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  Plan,
  Run,
  Topology,
  WantedOnboarding,
  WantedSubscription,
} from '@busline/backstage-plugin-eventbridge-common';
import {
  EventbridgeRequestOptions,
  EventbridgeService,
  FollowRunOptions,
} from './EventbridgeService';
import { followRun } from './followRun';

const PLUGIN_ID = 'eventbridge';

/** {@link EventbridgeService} over the HTTP API of eventbridge-backend. */
export class HttpEventbridgeService implements EventbridgeService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(deps: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpEventbridgeService {
    return new HttpEventbridgeService(deps.auth, deps.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  getTopology(options: EventbridgeRequestOptions): Promise<Topology> {
    return this.#send('GET', '/topology', options.credentials);
  }

  refresh(options: EventbridgeRequestOptions): Promise<Topology> {
    return this.#send('POST', '/refresh', options.credentials);
  }

  plan(
    wanted: WantedOnboarding,
    options: EventbridgeRequestOptions,
  ): Promise<Plan> {
    return this.#send('POST', '/plans', options.credentials, wanted);
  }

  apply(
    wanted: WantedOnboarding,
    options: EventbridgeRequestOptions,
  ): Promise<Run> {
    const body = { kind: 'apply', wanted };
    return this.#send('POST', '/runs', options.credentials, body);
  }

  verify(
    wanted: WantedSubscription,
    options: EventbridgeRequestOptions & { timeoutMs?: number },
  ): Promise<Run> {
    const body = { kind: 'verify', wanted, timeoutMs: options.timeoutMs };
    return this.#send('POST', '/runs', options.credentials, body);
  }

  getRun(
    id: string,
    options: EventbridgeRequestOptions & { after?: number },
  ): Promise<Run> {
    const path = `/runs/${encodeURIComponent(id)}?after=${options.after ?? 0}`;
    return this.#send('GET', path, options.credentials);
  }

  cancelRun(id: string, options: EventbridgeRequestOptions): Promise<Run> {
    const path = `/runs/${encodeURIComponent(id)}/cancel`;
    return this.#send('POST', path, options.credentials);
  }

  followRun(id: string, options: FollowRunOptions): Promise<Run> {
    return followRun(this, id, options);
  }

  async #send<T>(
    method: 'GET' | 'POST',
    path: string,
    credentials: BackstageCredentials,
    body?: unknown,
  ): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl(PLUGIN_ID);
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: PLUGIN_ID,
    });
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    // The two packages are released together, so the answer has this shape.
    return (await response.json()) as T;
  }
}
