import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogComponent } from './component';

/**
 * The full ref of a component from any form people write: `delivery-service`,
 * `default/delivery-service`, `component:delivery-service`. Gives `undefined`
 * where the text is no entity ref.
 *
 * @public
 */
export function fullComponentRef(text: string): string | undefined {
  try {
    return stringifyEntityRef(
      parseEntityRef(text.trim(), {
        defaultKind: 'component',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return undefined;
  }
}

/** The name part of a component's ref. @public */
export function componentName({ ref }: Pick<CatalogComponent, 'ref'>): string {
  return ref.split('/').pop() ?? ref;
}
