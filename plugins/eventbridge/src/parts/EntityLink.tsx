import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { RiArrowRightUpLine } from '@remixicon/react';
import { Link } from '@backstage/ui';
import styles from './parts.module.css';

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

/** A small way to an entity's page, beside a name that does something else. */
export function EntityPageLink(props: { entityRef?: string; title: string }) {
  const entityRoute = useRouteRef(entityRouteRef);
  if (!entityRoute || !props.entityRef) {
    return null;
  }
  const words = `Page of ${props.title}`;
  return (
    <Link
      href={entityRoute(entityRouteParams(parseEntityRef(props.entityRef)))}
      className={`${styles.plainButton} ${styles.iconButton} ${styles.pageLink}`}
      aria-label={words}
      title={words}
    >
      <RiArrowRightUpLine size={16} aria-hidden />
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
