/**
 * What Busline reads of a catalog component: who it is and where it runs.
 *
 * @public
 */
export interface CatalogComponent {
  /** Full entity ref, `component:default/delivery-service`. */
  ref: string;
  /** Human name: the entity's title, else its name. */
  title: string;
  /** Full ref of the owning group or user, where the catalog names one. */
  ownerRef?: string;
  /** Full ref of the system, where the catalog names one. */
  systemRef?: string;
  /** From {@link ANNOTATION_AWS_ACCOUNT}. */
  accountId?: string;
  /** From {@link ANNOTATION_AWS_REGION}. */
  region?: string;
  /** Full refs of APIs that the catalog file says this component provides. */
  declaredProvides: string[];
  /** Full refs of APIs that the catalog file says this component consumes. */
  declaredConsumes: string[];
}
