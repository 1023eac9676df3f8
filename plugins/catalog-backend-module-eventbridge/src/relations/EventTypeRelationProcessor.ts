import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_API_CONSUMED_BY,
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { parties } from './parties';

/**
 * Relates the API entity of an event type to the components that send and
 * receive it, in both directions, so that a service's own catalog file need not
 * repeat what AWS says. The relations live as long as the API entity does.
 */
export class EventTypeRelationProcessor implements CatalogProcessor {
  static create(): EventTypeRelationProcessor {
    return new EventTypeRelationProcessor();
  }

  private constructor() {}

  getProcessorName(): string {
    return 'EventTypeRelationProcessor';
  }

  /** Runs for every entity of the catalog in every loop, so it reads nothing. */
  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const found = parties(entity);
    if (found) {
      const api = getCompoundEntityRef(entity);
      const relate = (ref: string, there: string, back: string) => {
        const component = parseEntityRef(ref);
        emit(
          processingResult.relation({
            source: component,
            type: there,
            target: api,
          }),
        );
        emit(
          processingResult.relation({
            source: api,
            type: back,
            target: component,
          }),
        );
      };
      found.producers.forEach(ref =>
        relate(ref, RELATION_PROVIDES_API, RELATION_API_PROVIDED_BY),
      );
      found.consumers.forEach(ref =>
        relate(ref, RELATION_CONSUMES_API, RELATION_API_CONSUMED_BY),
      );
    }
    return entity;
  }
}
