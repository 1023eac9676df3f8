import { TAGS } from '../aws/tags';
import { CatalogComponent } from '../catalog/component';
import { Finding } from '../findings/finding';
import { ObservedAws } from '../snapshot/observedAws';
import { hopNeeds } from './hopNeeds';
import { Parties } from './party';
import { Route, Step } from './routes';
import { combineFilters } from './rulePattern';
import { Consumer, Evidence, Hop, HopNeed, Party } from './types';

/** A consumer of one event type and what is wrong with it. */
export interface RoutedConsumer {
  consumer: Consumer;
  findings: Finding[];
}

/** The consumer at the end of a route. */
export function consumerAt(
  route: Route,
  aws: ObservedAws,
  parties: Parties,
  event: { id: string; source: string; detailType: string },
): RoutedConsumer {
  const path = route.steps.map(
    (step): Hop => ({
      from: step.from,
      to: step.to,
      via: { name: step.rule.name, arn: step.rule.arn },
      needs: hopNeeds({ event, ...step }, aws),
    }),
  );
  const lastHop = path[path.length - 1];
  lastHop.needs.push(...endNeeds(route, aws));

  const last = route.steps[route.steps.length - 1];
  const match = matchComponent(route, aws, parties);
  const party: Party = match.component
    ? parties.asParty(match.component)
    : parties.unmatched(last.to.name, last.to.accountId);
  const consumer: Consumer = {
    ...party,
    id: [...route.steps.map(({ rule }) => rule.arn), last.target.arn].join(
      ' > ',
    ),
    arrivesAt: last.to,
    ...combineFilters(route.steps.map(({ takes }) => takes)),
    path,
    health: healthOf(path, route),
    evidence: [routedEvidence(route, aws)],
  };
  return {
    consumer,
    findings: [
      ...path.flatMap(hop => hopFindings(hop)),
      ...(match.component ? [] : [unknownConsumer(last, match.tagged)]),
    ].map(finding => ({
      ...finding,
      subject: {
        ...finding.subject,
        ...(party.componentRef && { entityRef: party.componentRef }),
        eventTypeId: event.id,
      },
    })),
  };
}

/** A component whose catalog file says it consumes the event type, with no rule that leads to it. */
export function declaredConsumer(
  component: CatalogComponent,
  parties: Parties,
  evidence: Evidence,
): Consumer {
  return {
    ...parties.asParty(component),
    id: `declared:${component.ref}`,
    filterWords: [],
    path: [],
    health: 'declared only',
    evidence: [evidence],
  };
}

/** Needs that come from how the way ends, not from one rule. */
function endNeeds(route: Route, aws: ObservedAws): HopNeed[] {
  const { to } = route.steps[route.steps.length - 1];
  if (route.end === 'no rule takes it') {
    const unseen = aws.unseenOf(to.arn);
    return [
      {
        kind: 'enabled',
        status: unseen ? 'unknown' : 'missing',
        what: `a rule on bus ${to.name} that takes the event`,
        arn: to.arn,
        mend:
          unseen?.mend ??
          `Add a rule on bus ${to.name} in account ${to.accountName} for this event, or subscribe again`,
      },
    ];
  }
  if (route.end === 'not forwarded on') {
    return [
      {
        kind: 'policy',
        status: 'missing',
        what: `a way to bus ${to.name} that crosses accounts only once`,
        arn: to.arn,
        mend: `Feed bus ${to.name} by a rule on the hub bus: EventBridge does not forward an event on to a third account`,
      },
    ];
  }
  return [];
}

function matchComponent(
  route: Route,
  aws: ObservedAws,
  parties: Parties,
): { component?: CatalogComponent; tagged?: string } {
  const last = route.steps[route.steps.length - 1];
  const queue = aws.queue(last.to.arn);
  // Nearest to the consumer first: a rule on the hub bus may serve many.
  const tags = [
    ...[...route.steps].reverse().map(({ rule }) => rule.tags),
    ...(queue.status === 'seen' ? [queue.value.tags] : []),
  ].flatMap(all => all[TAGS.component] ?? []);
  const tagged = tags
    .map(tag => parties.byRef(tag))
    .find(component => component !== undefined);
  if (tagged) {
    return { component: tagged };
  }
  return tags.length > 0
    ? { tagged: tags[0] }
    : { component: parties.onlyOneIn(last.to.accountId) };
}

/** A missing dead-letter queue puts events at risk but stops none of them. */
function healthOf(path: Hop[], route: Route): Consumer['health'] {
  const statuses = path
    .flatMap(({ needs }) => needs)
    .filter(({ kind }) => kind !== 'dead-letter queue')
    .map(({ status }) => status);
  if (statuses.includes('missing')) {
    return 'broken';
  }
  return statuses.includes('unknown') || route.certainty === 'unknown'
    ? 'unknown'
    : 'ok';
}

function routedEvidence(route: Route, aws: ObservedAws): Evidence {
  const [first, ...rest] = route.steps;
  const ways = [first, ...rest].map(
    ({ rule, from }) => `rule ${rule.name} on bus ${from.name}`,
  );
  const last = route.steps[route.steps.length - 1];
  return {
    kind: 'routed',
    because: `${sentenceStart(ways.join(', then '))}, ${
      ways.length > 1 ? 'lead' : 'leads'
    } to ${last.to.kind} ${last.to.name}`,
    arn: last.rule.arn,
    seenAt: oldest(
      route.steps.flatMap(
        ({ from }) => aws.scan(from)?.snapshot?.takenAt ?? [],
      ),
    ),
  };
}

function hopFindings(hop: Hop): Finding[] {
  return hop.needs
    .filter(({ status }) => status === 'missing')
    .map((need): Finding => {
      const subject = {
        arn: need.arn ?? hop.via.arn,
        name: `rule ${hop.via.name}`,
      };
      const mend = need.mend ?? '';
      if (need.kind === 'dead-letter queue') {
        return {
          code: 'subscription-without-dead-letter-queue',
          severity: 'warning',
          subject: { arn: hop.via.arn, name: `rule ${hop.via.name}` },
          message: `Rule ${hop.via.name} delivers to ${hop.to.kind} ${hop.to.name} without a working dead-letter queue, so an event that cannot be delivered is lost`,
          mend,
        };
      }
      if (need.kind === 'enabled' && need.arn === hop.via.arn) {
        return {
          code: 'rule-disabled',
          severity: 'error',
          subject,
          message: `Rule ${hop.via.name} on bus ${hop.from.name} is disabled, so nothing reaches ${hop.to.kind} ${hop.to.name}`,
          mend,
        };
      }
      return {
        code: 'hop-broken',
        severity: 'error',
        subject,
        message: `Events do not get from bus ${hop.from.name} to ${hop.to.kind} ${hop.to.name}: missing is ${need.what}`,
        mend,
      };
    });
}

function unknownConsumer(last: Step, tagged: string | undefined): Finding {
  return {
    code: 'consumer-unknown',
    severity: 'warning',
    subject: { arn: last.to.arn, name: `${last.to.kind} ${last.to.name}` },
    message: tagged
      ? `${last.to.kind} ${last.to.name} is tagged for ${tagged}, which the catalog does not hold`
      : `No component is known that receives from ${last.to.kind} ${last.to.name} in account ${last.to.accountName}`,
    mend: `Tag rule ${last.rule.name} with ${TAGS.component} and the component's entity ref`,
  };
}

function sentenceStart(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function oldest(times: string[]): string | undefined {
  return [...times].sort()[0];
}
