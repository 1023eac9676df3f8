import { CatalogComponent } from '../catalog/component';
import { Finding } from '../findings/finding';
import { ObservedAws } from '../snapshot/observedAws';
import { consumerAt, declaredConsumer } from './consumers';
import { Parties } from './party';
import { declares } from './producers';
import { Route } from './routes';
import { Consumer, EventTypeKey, Evidence } from './types';

/** What consumers of one event type are looked up in. */
export interface ConsumerQuestion {
  event: EventTypeKey & { id: string; entityRef: string };
  routes: Route[];
  /** Whether rules of the hub bus may exist that were not read. */
  hubIsInDoubt: boolean;
  aws: ObservedAws;
  components: CatalogComponent[];
  parties: Parties;
}

/** Who receives an event type: where rules lead, and what catalog files say. */
export function consumersOf(question: ConsumerQuestion): {
  consumers: Consumer[];
  findings: Finding[];
} {
  const { event, routes, aws, components, parties } = question;
  const routed = routes.map(route => consumerAt(route, aws, parties, event));
  const consumers = routed.map(({ consumer }) => consumer);
  const findings = routed.flatMap(({ findings: own }) => own);

  for (const component of components) {
    if (!declares(component.declaredConsumes, event.entityRef)) {
      continue;
    }
    const evidence: Evidence = {
      kind: 'declared',
      because: `The catalog file of ${component.title} says it consumes this event`,
    };
    const own = consumers.filter(
      ({ componentRef }) => componentRef === component.ref,
    );
    own.forEach(consumer => consumer.evidence.push(evidence));
    if (own.length === 0) {
      consumers.push(declaredConsumer(component, parties, evidence));
      if (!isInDoubt(component, question)) {
        findings.push(withoutRoute(component, event));
      }
    }
  }
  return {
    consumers: consumers.sort(
      (a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1),
    ),
    findings,
  };
}

/** Whether a route may exist in a part that could not be read. */
function isInDoubt(
  { accountId }: CatalogComponent,
  { hubIsInDoubt, aws }: ConsumerQuestion,
): boolean {
  const own = aws.snapshots.filter(
    snapshot => snapshot.accountId === accountId,
  );
  return (
    hubIsInDoubt ||
    (accountId !== undefined &&
      (own.length === 0 || own.some(({ unseen }) => unseen.length > 0)))
  );
}

function withoutRoute(
  component: CatalogComponent,
  event: { id: string; detailType: string },
): Finding {
  return {
    code: 'declared-consumer-without-route',
    severity: 'warning',
    subject: {
      entityRef: component.ref,
      eventTypeId: event.id,
      name: component.title,
    },
    message: `The catalog file of ${component.title} says it consumes ${event.id}, but no rule brings it there`,
    mend: `Subscribe ${component.title} to ${event.detailType}, or remove the API from consumesApis`,
  };
}
