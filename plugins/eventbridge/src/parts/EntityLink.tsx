import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** An entity by the name people know it by, linked to its page. */
export function EntityLink(props: { entityRef: string; title?: string }) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  const entityRoute = useRouteRef(entityRouteRef);
  const title = props.title ?? primaryTitle;
  if (!entityRoute) {
    return <>{title}</>;
  }
  return (
    <Link
      href={entityRoute(entityRouteParams(parseEntityRef(props.entityRef)))}
      title={props.entityRef}
    >
      {title}
    </Link>
  );
}

/** A producer or consumer: a link where the catalog knows it, else its name. */
export function PartyLink(props: {
  party: { componentRef?: string; name: string };
}) {
  const { componentRef, name } = props.party;
  return componentRef ? (
    <EntityLink entityRef={componentRef} title={name} />
  ) : (
    <>{name}</>
  );
}

/** The owner, or a dash that says there is none. */
export function OwnerLink(props: { ownerRef?: string }) {
  return props.ownerRef ? (
    <EntityLink entityRef={props.ownerRef} />
  ) : (
    <span title="The catalog names no owner">–</span>
  );
}
