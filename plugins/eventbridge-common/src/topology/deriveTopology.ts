import { TAGS } from '../aws/tags';
import { apiEntityRef } from '../catalog/apiEntityName';
import { CatalogComponent } from '../catalog/component';
import { collectFindings } from '../findings/collectFindings';
import { Finding } from '../findings/finding';
import { hubBusArn, Platform } from '../platform';
import { ObservedAws, observeAws } from '../snapshot/observedAws';
import { AccountScan, BusSnapshot } from '../snapshot/types';
import { accountFindings, accountViews } from './accountViews';
import { consumersOf } from './consumersOf';
import { eventTypeId } from './eventTypeId';
import { grantFindings } from './grants';
import { indexParties, Parties } from './party';
import { producersOf } from './producers';
import { RegisteredType, registeredTypes } from './registeredTypes';
import { createRouter } from './routes';
import { namedEventTypes } from './rulePattern';
import { EventType, EventTypeKey, Topology } from './types';

/** What {@link deriveTopology} reads. @public */
export interface TopologyInput {
  platform: Platform;
  scans: AccountScan[];
  components: CatalogComponent[];
  /** ISO 8601. */
  now: string;
}

/**
 * Derives who sends and receives which event type, over which way, and what is
 * wrong with it. Pure: equal input gives equal output.
 *
 * What could not be read is `unknown`, never missing.
 *
 * @public
 */
export function deriveTopology(input: TopologyInput): Topology {
  const { platform, scans, now } = input;
  const aws = observeAws(scans);
  const accounts = accountViews(platform, scans);
  const hub = hubFacts(platform, aws);
  const { eventTypes, findings } = hub.bus
    ? deriveEventTypes(input, aws, hub.bus)
    : { eventTypes: [], findings: hub.findings };
  return {
    derivedAt: now,
    hubBusArn: hubBusArn(platform),
    accounts,
    eventTypes,
    findings: collectFindings([...accountFindings(accounts), ...findings]),
  };
}

function hubFacts(
  platform: Platform,
  aws: ObservedAws,
): { bus?: BusSnapshot; findings: Finding[] } {
  const arn = hubBusArn(platform);
  const sighting = aws.bus(arn);
  if (sighting.status === 'seen') {
    return { bus: sighting.value, findings: [] };
  }
  return {
    findings:
      sighting.status === 'absent'
        ? [
            {
              code: 'hub-bus-missing',
              severity: 'error',
              subject: { arn, name: `bus ${platform.hub.busName}` },
              message: `Bus ${platform.hub.busName} does not exist in account ${platform.hub.accountId}, Region ${platform.hub.region}`,
              mend: 'Create it, or correct eventbridge.hub in app-config',
            },
          ]
        : [],
  };
}

function deriveEventTypes(
  { platform, components }: TopologyInput,
  aws: ObservedAws,
  hubBus: BusSnapshot,
): { eventTypes: EventType[]; findings: Finding[] } {
  const parties = indexParties(components, platform);
  const router = createRouter(aws, platform);
  const registry = aws.registry(platform.hub, platform.registryName);
  const registered =
    registry.status === 'seen'
      ? registeredTypes(registry.value)
      : { types: new Map<string, RegisteredType>(), findings: [] };

  const findings: Finding[] = [
    ...registered.findings,
    ...grantFindings(hubBus),
  ];
  const keys = new Map<string, EventTypeKey>(registered.types);
  for (const bus of aws.snapshots.flatMap(({ buses }) => buses)) {
    for (const rule of bus.rules) {
      const reading = router.patternOf(rule);
      if (reading && !reading.readable) {
        findings.push({
          code: 'rule-pattern-unreadable',
          severity: 'warning',
          subject: { arn: rule.arn, name: `rule ${rule.name}` },
          message: `The event pattern of rule ${rule.name} on bus ${bus.name} cannot be read, so it is not known what it takes: ${reading.reason}`,
          mend: 'Correct the event pattern of the rule',
        });
      } else if (reading && bus.arn === hubBus.arn) {
        namedEventTypes(reading.pattern)
          .filter(({ source }) => !source.startsWith('aws.'))
          .forEach(key => keys.set(eventTypeId(key), key));
      }
    }
  }

  const hubSeenAt = aws.scan(platform.hub)?.snapshot?.takenAt ?? '';
  const eventTypes = [...keys].map(([id, key]) => {
    const event = {
      id,
      source: key.source,
      detailType: key.detailType,
      entityRef: apiEntityRef(key),
    };
    const type = registered.types.get(id);
    const production = producersOf({
      event,
      registered: type,
      hubBus,
      hubAccountId: platform.hub.accountId,
      hubSeenAt,
      policyWasSeen: !aws.unseenOf(hubBus.arn),
      components,
      parties,
    });
    const consumption = consumersOf({
      event,
      routes: router.routes(hubBus, key),
      hubIsInDoubt: aws.unseenOf(hubBus.arn) !== undefined,
      aws,
      components,
      parties,
    });
    const eventType: EventType = {
      ...event,
      ...contractFacts(event, type),
      ...ownership(type, production.producers[0]?.componentRef, parties),
      producers: production.producers,
      consumers: consumption.consumers,
    };
    findings.push(
      ...production.findings,
      ...consumption.findings,
      ...contractFindings(eventType, registry.status, type),
    );
    return eventType;
  });
  return {
    eventTypes: eventTypes.sort((a, b) => (a.id < b.id ? -1 : 1)),
    findings,
  };
}

function contractFacts(
  event: EventTypeKey,
  registered: RegisteredType | undefined,
): Pick<
  EventType,
  | 'title'
  | 'description'
  | 'version'
  | 'versions'
  | 'schemaArn'
  | 'detailSchema'
> {
  if (!registered) {
    return { title: event.detailType, versions: [] };
  }
  const { schema, contract } = registered;
  return {
    title: contract?.title ?? event.detailType,
    description: contract?.description ?? schema.description,
    version: schema.latestVersion,
    versions: schema.versions,
    schemaArn: schema.arn,
    detailSchema: contract?.detailSchema,
  };
}

/** The tag names the owner; else whoever owns the first producer. */
function ownership(
  registered: RegisteredType | undefined,
  producerRef: string | undefined,
  parties: Parties,
): Pick<EventType, 'ownerRef' | 'systemRef'> {
  const producer = parties.byRef(producerRef);
  return {
    ownerRef: registered?.schema.tags[TAGS.owner] ?? producer?.ownerRef,
    systemRef: producer?.systemRef,
  };
}

function contractFindings(
  eventType: EventType,
  registryStatus: 'seen' | 'absent' | 'unseen',
  registered: RegisteredType | undefined,
): Finding[] {
  const subject = { eventTypeId: eventType.id, name: eventType.title };
  const findings: Finding[] = [];
  if (!registered && registryStatus !== 'unseen') {
    findings.push({
      code: 'event-type-without-contract',
      severity: 'warning',
      subject,
      message: `A rule on the hub bus takes ${eventType.id}, but no contract is registered for it`,
      mend: 'Publish the event from the service that sends it, which registers its contract',
    });
  }
  if (!eventType.ownerRef) {
    findings.push({
      code: 'event-type-without-owner',
      severity: 'info',
      subject,
      message: `No owner is known for ${eventType.id}`,
      mend: `Tag its schema with ${TAGS.owner} and the owning group's entity ref`,
    });
  }
  return findings;
}
