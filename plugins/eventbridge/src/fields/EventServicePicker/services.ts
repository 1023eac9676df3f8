import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ANNOTATION_AWS_ACCOUNT } from '@busline/backstage-plugin-eventbridge-common';

/** A component as the picker shows it. */
export interface Service {
  ref: string;
  title: string;
  /** Owner and account, or why it cannot be chosen. */
  description: string;
  canBeChosen: boolean;
  /** All that a search looks at, lower case. */
  searchText: string;
}

/** Fields that {@link servicesOf} reads, for the catalog request. */
export const SERVICE_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'spec.owner',
];

/** Services by title, those that can be chosen first. */
export function servicesOf(
  entities: Entity[],
  accountNames: ReadonlyMap<string, string>,
): Service[] {
  return entities
    .map(entity => serviceOf(entity, accountNames))
    .sort(
      (a, b) =>
        Number(b.canBeChosen) - Number(a.canBeChosen) ||
        a.title.localeCompare(b.title),
    );
}

function serviceOf(
  entity: Entity,
  accountNames: ReadonlyMap<string, string>,
): Service {
  const accountId = entity.metadata.annotations?.[ANNOTATION_AWS_ACCOUNT];
  const accountName = accountId && (accountNames.get(accountId) ?? accountId);
  const owner =
    typeof entity.spec?.owner === 'string'
      ? entity.spec.owner.replace(/^.*[:/]/, '')
      : 'no owner';
  const title = entity.metadata.title ?? entity.metadata.name;
  return {
    ref: stringifyEntityRef(entity),
    title,
    description: accountId
      ? `${owner} · account ${accountName}`
      : `${owner} · its account is unknown`,
    canBeChosen: accountId !== undefined,
    searchText: [title, entity.metadata.name, owner, accountId, accountName]
      .join(' ')
      .toLocaleLowerCase('en'),
  };
}
