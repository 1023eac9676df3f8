import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  entityEnvelopeSchemaValidator,
  EntityPolicies,
  componentEntityV1alpha1Validator,
  DefaultNamespaceEntityPolicy,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  isComponentEntity,
  isGroupEntity,
  isUserEntity,
  locationEntityV1alpha1Validator,
  parseEntityRef,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import type { Entity, KindValidator } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import {
  catalogLocationPath,
  catalogPath,
  demoAccounts,
  demoSubscriptions,
  eventTypes,
} from './index';

const validators: Record<string, KindValidator> = {
  Component: componentEntityV1alpha1Validator,
  Domain: domainEntityV1alpha1Validator,
  Group: groupEntityV1alpha1Validator,
  Location: locationEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
  User: userEntityV1alpha1Validator,
};

/** The checks a stock catalog makes before it takes an entity. */
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new DefaultNamespaceEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

async function readEntities(path: string): Promise<Entity[]> {
  const documents = parseAllDocuments(readFileSync(path, 'utf8'));
  return Promise.all(
    documents.map(async document => {
      expect(document.errors).toEqual([]);
      const parsed: unknown = document.toJS();
      const entity = await policy.enforce(
        entityEnvelopeSchemaValidator()(parsed),
      );
      if (!entity) {
        throw new Error(`${path} holds an entity that was refused`);
      }
      return entity;
    }),
  );
}

async function readCatalog(): Promise<Entity[]> {
  const [location] = await readEntities(catalogLocationPath);
  const targets = location.spec?.targets;
  if (!Array.isArray(targets)) {
    throw new Error('the location lists no targets');
  }
  const files = await Promise.all(
    targets.map(target => readEntities(resolve(catalogPath, String(target)))),
  );
  return [location, ...files.flat()];
}

describe('catalog files', () => {
  it('hold only entities that a stock catalog takes', async () => {
    for (const entity of await readCatalog()) {
      await expect(validators[entity.kind].check(entity)).resolves.toBe(true);
    }
  });

  it('refer only to entities that are there', async () => {
    const entities = await readCatalog();
    const refs = new Set(entities.map(entity => stringifyEntityRef(entity)));
    const dangling: string[] = [];
    for (const entity of entities) {
      const { namespace } = entity.metadata;
      const check = (kind: string, value: unknown) => {
        for (const ref of [value ?? []].flat()) {
          const full = stringifyEntityRef(
            parseEntityRef(String(ref), {
              defaultKind: kind,
              defaultNamespace: namespace,
            }),
          );
          if (!refs.has(full)) {
            dangling.push(`${entity.metadata.name} → ${full}`);
          }
        }
      };
      check('Group', entity.spec?.owner);
      check('Group', entity.spec?.parent);
      check('Group', entity.spec?.children);
      check('Group', entity.spec?.memberOf);
      check('System', entity.spec?.system);
      check('Domain', entity.spec?.domain);
      check('Component', entity.spec?.dependsOn);
    }
    expect(dangling).toEqual([]);
  });

  it('give every service an owner, a system and a known account', async () => {
    const components = (await readCatalog()).filter(isComponentEntity);
    const accountIds = demoAccounts.map(({ id }) => id);
    expect(components.length).toBeGreaterThanOrEqual(8);
    for (const { metadata, spec } of components) {
      expect(spec.type).toBe('service');
      expect(spec.owner).toBeTruthy();
      expect(spec.system).toBeTruthy();
      expect(accountIds).toContain(
        metadata.annotations?.['busline.dev/aws-account'],
      );
    }
  });

  it('put the guest into the platform team', async () => {
    const users = (await readCatalog()).filter(isUserEntity);
    const guest = users.find(
      user => stringifyEntityRef(user) === 'user:development/guest',
    );
    expect(guest?.spec.memberOf).toEqual(['group:default/platform']);
  });

  it('know every owner, producer and consumer of an event type, in the right account', async () => {
    const entities = await readCatalog();
    const groups = entities.filter(isGroupEntity).map(stringifyEntityRef);
    const accountOf = new Map(
      entities
        .filter(isComponentEntity)
        .map(entity => [
          stringifyEntityRef(entity),
          entity.metadata.annotations?.['busline.dev/aws-account'],
        ]),
    );
    const idOf = (name: string) => demoAccounts.find(a => a.name === name)?.id;
    for (const { owner, producer, account } of eventTypes) {
      expect(groups).toContain(owner);
      expect(accountOf.get(producer)).toBe(idOf(account));
    }
    for (const { consumer, account } of demoSubscriptions) {
      expect(accountOf.get(consumer)).toBe(idOf(account));
    }
  });
});
