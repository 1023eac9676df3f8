import { CatalogComponent } from '../catalog/component';
import { Platform } from '../platform';
import { accountName } from './accountViews';
import { Party } from './types';

/** Knows the components of the catalog and the accounts they run in. */
export interface Parties {
  byRef(ref: string | undefined): CatalogComponent | undefined;
  /** The component that must be meant, because it is alone in the account. */
  onlyOneIn(accountId: string): CatalogComponent | undefined;
  inAccount(accountId: string): CatalogComponent[];
  asParty(component: CatalogComponent): Party;
  /** An account or AWS resource that no component could be matched to. */
  unmatched(name: string, accountId: string): Party;
}

/** Indexes catalog components by ref and account. */
export function indexParties(
  components: CatalogComponent[],
  platform: Platform,
): Parties {
  const byRef = new Map(
    components.map(component => [component.ref.toLowerCase(), component]),
  );
  const inAccount = (accountId: string) =>
    components.filter(component => component.accountId === accountId);
  return {
    byRef: ref => (ref ? byRef.get(ref.toLowerCase()) : undefined),
    inAccount,
    onlyOneIn: accountId => {
      const candidates = inAccount(accountId);
      return candidates.length === 1 ? candidates[0] : undefined;
    },
    asParty: ({ ref, title, ownerRef, accountId }) => ({
      componentRef: ref,
      name: title,
      ownerRef,
      accountId,
      accountName: accountId && accountName(platform, accountId),
    }),
    unmatched: (name, accountId) => ({
      name,
      accountId,
      accountName: accountName(platform, accountId),
    }),
  };
}
