import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_CONSUMES_API,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  RELATION_PROVIDES_API,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_AWS_ACCOUNT,
  ANNOTATION_AWS_REGION,
  CatalogComponent,
} from '@busline/backstage-plugin-eventbridge-common';

/** Long enough for a burst of requests, short enough to feel live. */
const CACHE_MS = 5_000;

const PAGE_SIZE = 500;

/** The catalog's components, as far as Busline needs them. */
export class ComponentReader {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  #cached?: { components: Promise<CatalogComponent[]>; until: number };

  constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  /** All components, sorted by ref; at most some seconds old. */
  components(): Promise<CatalogComponent[]> {
    if (!this.#cached || this.#cached.until < Date.now()) {
      return this.freshComponents();
    }
    return this.#cached.components;
  }

  /** All components as the catalog has them now. */
  freshComponents(): Promise<CatalogComponent[]> {
    const components = this.#read();
    const cached = { components, until: Date.now() + CACHE_MS };
    this.#cached = cached;
    components.catch(() => {
      if (this.#cached === cached) {
        this.#cached = undefined;
      }
    });
    return components;
  }

  async #read(): Promise<CatalogComponent[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#catalog.queryEntities(
        cursor
          ? { cursor, limit: PAGE_SIZE }
          : { filter: { kind: 'Component' }, limit: PAGE_SIZE },
        { credentials },
      );
      entities.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    return entities.map(readComponent).sort((a, b) => (a.ref < b.ref ? -1 : 1));
  }
}

function readComponent(entity: Entity): CatalogComponent {
  const { annotations = {}, title, name } = entity.metadata;
  const ownerRef = refs(entity, 'owner', 'Group', RELATION_OWNED_BY)[0];
  const systemRef = refs(entity, 'system', 'System', RELATION_PART_OF).find(
    ref => ref.startsWith('system:'),
  );
  const accountId = annotations[ANNOTATION_AWS_ACCOUNT];
  const region = annotations[ANNOTATION_AWS_REGION];
  return {
    ref: stringifyEntityRef(entity),
    title: title ?? name,
    ...(ownerRef && { ownerRef }),
    ...(systemRef && { systemRef }),
    ...(accountId && { accountId }),
    ...(region && { region }),
    declaredProvides: refs(
      entity,
      'providesApis',
      'API',
      RELATION_PROVIDES_API,
    ),
    declaredConsumes: refs(
      entity,
      'consumesApis',
      'API',
      RELATION_CONSUMES_API,
    ),
  };
}

/**
 * What the catalog file itself declares. Relations would also hold what Busline
 * found in AWS and wrote back, so they serve only where the spec has no such
 * field and the relation can come from nowhere else.
 */
function refs(
  entity: Entity,
  field: string,
  defaultKind: string,
  relation: string,
): string[] {
  const declared = entity.spec?.[field];
  const texts = (Array.isArray(declared) ? declared : [declared]).filter(
    text => typeof text === 'string' && text !== '',
  );
  const { namespace: defaultNamespace } = getCompoundEntityRef(entity);
  const found = texts.flatMap(text => {
    try {
      return stringifyEntityRef(
        parseEntityRef(String(text), { defaultKind, defaultNamespace }),
      );
    } catch {
      // A ref the catalog itself complains about says nothing to us.
      return [];
    }
  });
  if (found.length > 0 || field.endsWith('Apis')) {
    return found;
  }
  return (entity.relations ?? [])
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => targetRef);
}
