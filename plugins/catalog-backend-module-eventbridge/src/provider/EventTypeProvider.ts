import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventbridgeService } from '@busline/backstage-plugin-eventbridge-node';
import { ApiEntities } from './ApiEntities';
import { whyEventTypesMayBeMissing } from './whyEventTypesMayBeMissing';

/**
 * Claims the entities for this provider. Always the same, so that another
 * source cannot take over an event type, nor this one an entity of another.
 */
const LOCATION_KEY = 'eventbridge-provider:event-types';

/** What {@link EventTypeProvider} works with. */
export interface EventTypeProviderDeps {
  auth: AuthService;
  eventbridge: Pick<EventbridgeService, 'getTopology'>;
  logger: LoggerService;
  /** Started once the catalog is there. */
  schedule: SchedulerServiceTaskRunner;
}

/**
 * Gives the catalog an API entity for each event type of the topology. A
 * topology that could not be read, or that may lack event types, changes
 * nothing: the catalog keeps what it has.
 */
export class EventTypeProvider implements EntityProvider {
  readonly #deps: EventTypeProviderDeps;
  readonly #entities = new ApiEntities();
  #connection?: EntityProviderConnection;
  /** The entities as text, as this instance last gave them to the catalog. */
  #given?: string;
  #held?: string;
  #running?: Promise<void>;
  #next?: Promise<void>;

  static create(deps: EventTypeProviderDeps): EventTypeProvider {
    return new EventTypeProvider(deps);
  }

  private constructor(deps: EventTypeProviderDeps) {
    this.#deps = deps;
  }

  getProviderName(): string {
    return 'eventbridge';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#deps.schedule.run({
      id: 'eventbridge-event-types',
      fn: () => this.refresh(),
    });
  }

  /**
   * Reads the topology and brings the catalog up to date. Calls that come while
   * one is at work share one more run, so that the last change is always seen
   * and two runs never cross. Never rejects: what went wrong is logged, and the
   * next call tries again.
   */
  refresh(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#refreshOnce().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      return this.refresh();
    });
    return this.#next;
  }

  async #refreshOnce(): Promise<void> {
    try {
      const entities = await this.#read();
      if (entities) {
        await this.#give(entities);
      }
    } catch (error) {
      this.#hold(reasonOf(error));
    }
  }

  /** The entities; `undefined` where some of them may be missing. */
  async #read(): Promise<DeferredEntity[] | undefined> {
    const { auth, eventbridge } = this.#deps;
    const credentials = await auth.getOwnServiceCredentials();
    const topology = await eventbridge.getTopology({ credentials });
    const doubt = whyEventTypesMayBeMissing(topology);
    if (doubt) {
      this.#hold(doubt.reason, doubt.level);
      return undefined;
    }
    const entities = await this.#entities.build(topology);
    return entities.map(entity => ({ entity, locationKey: LOCATION_KEY }));
  }

  async #give(entities: DeferredEntity[]): Promise<void> {
    this.#held = undefined;
    const text = JSON.stringify(entities);
    if (!this.#connection || text === this.#given) {
      return;
    }
    await this.#connection.applyMutation({ type: 'full', entities });
    this.#given = text;
    this.#deps.logger.info(`The catalog has ${entities.length} event types`);
  }

  /** Says once, not at every turn, why the catalog stays as it is. */
  #hold(reason: string, level: 'warn' | 'info' = 'warn'): void {
    if (reason !== this.#held) {
      this.#held = reason;
      this.#deps.logger[level](
        `The event types in the catalog stay as they are. ${reason}`,
      );
    }
  }
}

/** A response error says only which status came back, its cause says why. */
function reasonOf(error: unknown): string {
  return isError(error) && isError(error.cause)
    ? `${error.message}: ${error.cause.message}`
    : String(error);
}
