import { TAGS } from '../aws/tags';
import { CatalogComponent } from '../catalog/component';
import { Finding } from '../findings/finding';
import { publishStatementId } from '../onboarding/names';
import { BusSnapshot } from '../snapshot/types';
import { Grant, grantsFor, statementName } from './grants';
import { Parties } from './party';
import { RegisteredType } from './registeredTypes';
import { EventTypeKey, Evidence, Party, Producer } from './types';

/** What producers of one event type are looked up in. */
export interface ProducerQuestion {
  event: EventTypeKey & { id: string; entityRef: string };
  registered?: RegisteredType;
  hubBus: BusSnapshot;
  hubAccountId: string;
  hubSeenAt: string;
  /** Whether the policy of the hub bus was read. */
  policyWasSeen: boolean;
  components: CatalogComponent[];
  parties: Parties;
}

/** Who sends an event type, each with every reason to think so. */
export function producersOf(question: ProducerQuestion): {
  producers: Producer[];
  findings: Finding[];
} {
  const { event, registered, parties, hubSeenAt } = question;
  const found = new Map<string, Producer>();
  const findings: Finding[] = [];
  const add = (party: Party, evidence: Evidence) => {
    const key = party.componentRef ?? `account ${party.accountId}`;
    const producer = found.get(key) ?? { ...party, evidence: [] };
    producer.evidence.push(evidence);
    found.set(key, producer);
  };

  const tag = registered?.schema.tags[TAGS.producer];
  const tagged = parties.byRef(tag);
  if (tagged && registered) {
    add(parties.asParty(tagged), {
      kind: 'declared',
      because: `Registry tag ${TAGS.producer} of schema ${registered.schema.name}`,
      arn: registered.schema.arn,
      seenAt: hubSeenAt,
    });
  } else if (tag && registered) {
    findings.push({
      code: 'producer-not-in-catalog',
      severity: 'warning',
      subject: {
        arn: registered.schema.arn,
        eventTypeId: event.id,
        name: `schema ${registered.schema.name}`,
      },
      message: `Schema ${registered.schema.name} names ${tag} as its producer, which the catalog does not hold`,
      mend: `Register ${tag} in the catalog, or correct the tag ${TAGS.producer}`,
    });
  }

  for (const component of question.components) {
    if (declares(component.declaredProvides, event.entityRef)) {
      add(parties.asParty(component), {
        kind: 'declared',
        because: `The catalog file of ${component.title} says it provides this event`,
      });
    }
  }

  const grants = grantsFor(question.hubBus, event);
  for (const grant of grants) {
    if (grant.accountId && grant.namesSource) {
      const component = granteeOf(grant, grant.accountId, tagged, question);
      const party = component
        ? parties.asParty(component)
        : parties.unmatched(grant.accountId, grant.accountId);
      add(
        component ? party : { ...party, name: party.accountName ?? party.name },
        grantEvidence(grant, question),
      );
    }
  }
  const broad = grants.filter(grant => !grant.accountId || !grant.namesSource);
  for (const producer of found.values()) {
    producer.evidence.push(
      ...broad
        .filter(
          ({ accountId }) => !accountId || accountId === producer.accountId,
        )
        .map(grant => grantEvidence(grant, question)),
    );
  }

  const producers = [...found.values()].sort(byName);
  return {
    producers,
    findings: [
      ...findings,
      ...producers.flatMap(producer => producerFindings(producer, question)),
      ...(producers.length === 0 ? [noProducer(event)] : []),
    ],
  };
}

/** Whether a list of API refs in a catalog file names an event type. */
export function declares(refs: string[], entityRef: string): boolean {
  return refs.some(ref => ref.toLowerCase() === entityRef.toLowerCase());
}

/**
 * The component a grant to an account is for: the one the registry names, the
 * one whose onboarding makes exactly this statement, or the only one there.
 */
function granteeOf(
  { statement }: Grant,
  accountId: string,
  tagged: CatalogComponent | undefined,
  { event, parties }: ProducerQuestion,
): CatalogComponent | undefined {
  if (tagged?.accountId === accountId) {
    return tagged;
  }
  return (
    parties
      .inAccount(accountId)
      .find(
        component =>
          publishStatementId(component, event.source) === statement.Sid,
      ) ?? parties.onlyOneIn(accountId)
  );
}

function grantEvidence(
  { statement, accountId, namesSource }: Grant,
  { event, hubBus, hubSeenAt, parties }: ProducerQuestion,
): Evidence {
  const who = accountId
    ? `account ${parties.unmatched('', accountId).accountName}`
    : 'the accounts it describes';
  return {
    kind: 'granted',
    because: `${statementName(statement)} of the policy of bus ${
      hubBus.name
    } lets ${who} send ${namesSource ? event.source : 'events of any source'}`,
    arn: hubBus.arn,
    seenAt: hubSeenAt,
  };
}

function producerFindings(
  producer: Producer,
  { event, hubAccountId, hubBus, policyWasSeen }: ProducerQuestion,
): Finding[] {
  if (!producer.componentRef) {
    return [
      {
        code: 'producer-unknown',
        severity: 'info',
        subject: { eventTypeId: event.id, name: event.detailType },
        message: `Account ${producer.name} may send ${event.id}, but no component of the catalog could be matched to it`,
        mend: `Tag the schema with ${TAGS.producer} and the component's entity ref`,
      },
    ];
  }
  const isGranted = producer.evidence.some(({ kind }) => kind === 'granted');
  const needsGrant =
    producer.accountId !== undefined && producer.accountId !== hubAccountId;
  return needsGrant && !isGranted && policyWasSeen
    ? [
        {
          code: 'producer-without-grant',
          severity: 'warning',
          subject: {
            entityRef: producer.componentRef,
            eventTypeId: event.id,
            name: producer.name,
          },
          message: `${producer.name} is said to send ${event.id}, but the policy of bus ${hubBus.name} does not let account ${producer.accountName} do so`,
          mend: `Publish ${event.detailType} from ${producer.name} through Busline, which adds the statement`,
        },
      ]
    : [];
}

function noProducer(event: ProducerQuestion['event']): Finding {
  return {
    code: 'event-type-without-producer',
    severity: 'info',
    subject: { eventTypeId: event.id, name: event.detailType },
    message: `Nobody is known to send ${event.id}`,
    mend: `Publish it from the service that sends it, or tag its schema with ${TAGS.producer}`,
  };
}

function byName(a: Party, b: Party): number {
  return (
    a.name.localeCompare(b.name) ||
    (a.componentRef ?? '').localeCompare(b.componentRef ?? '')
  );
}
