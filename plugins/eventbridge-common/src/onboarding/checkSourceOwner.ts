import { canonicalJson } from '../aws/canonicalJson';
import { CatalogComponent } from '../catalog/component';
import { Finding } from '../findings/finding';
import { eventTypeId } from '../topology/eventTypeId';
import { EventType, Producer } from '../topology/types';
import { seen } from './changes/draft';
import { Ground } from './ground';
import { fieldProblem } from './problem';
import { WantedPublication } from './wanted';

/**
 * A source belongs to those who already send it. Another team's component may
 * not begin to use it, nor change another team's contract.
 */
export function checkSourceOwner(
  component: CatalogComponent,
  wanted: WantedPublication,
  content: string | undefined,
  ground: Ground,
): { problems: Finding[]; findings: Finding[] } {
  const { eventTypes } = ground.topology;
  const ofSource = eventTypes.filter(({ source }) => source === wanted.source);
  const strangers = new Map<string, Producer>();
  const colleagues = new Map<string, Producer>();
  for (const producer of ofSource.flatMap(({ producers }) => producers)) {
    if (producer.componentRef !== component.ref) {
      (isSameOwner(producer, component, ground) ? colleagues : strangers).set(
        producer.componentRef ?? producer.name,
        producer,
      );
    }
  }
  const isOwnSource = ofSource.some(({ producers }) =>
    producers.some(({ componentRef }) => componentRef === component.ref),
  );

  const problems: Finding[] = [];
  if (strangers.size > 0 && !isOwnSource) {
    problems.push(
      fieldProblem(
        'source',
        'source-owned-by-another',
        `Source ${wanted.source} belongs to ${names(strangers)}`,
        `Use a source of its own for ${component.title}, or ask the owner to publish the event`,
      ),
    );
  }
  const eventType = ofSource.find(({ id }) => id === eventTypeId(wanted));
  if (
    eventType &&
    content !== undefined &&
    isContractOfAnother(eventType, component, content, ground)
  ) {
    problems.push(
      fieldProblem(
        'contract',
        'contract-owned-by-another',
        `The contract of ${eventType.id} belongs to ${eventType.ownerRef}, and this one differs from it`,
        'Ask the owner to change the contract, or paste it unchanged',
      ),
    );
  }
  return {
    problems,
    findings:
      colleagues.size > 0
        ? [
            {
              code: 'source-shared-by-owner',
              severity: 'info',
              subject: { field: 'source', name: 'Source' },
              message: `Source ${wanted.source} is already sent by ${names(
                colleagues,
              )}, of the same owner`,
              mend: 'Nothing needs to be done if that is meant',
            },
          ]
        : [],
  };
}

/** An account with a component of the same owner counts as that owner's. */
function isSameOwner(
  producer: Producer,
  component: CatalogComponent,
  { components }: Ground,
): boolean {
  if (component.ownerRef === undefined) {
    return false;
  }
  return producer.componentRef
    ? producer.ownerRef === component.ownerRef
    : components.some(
        one =>
          one.accountId === producer.accountId &&
          one.ownerRef === component.ownerRef,
      );
}

function isContractOfAnother(
  eventType: EventType,
  component: CatalogComponent,
  content: string,
  { aws, platform }: Ground,
): boolean {
  const isOthers =
    eventType.ownerRef !== undefined &&
    eventType.ownerRef !== component.ownerRef &&
    !eventType.producers.some(
      ({ componentRef }) => componentRef === component.ref,
    );
  const schema = seen(
    aws.registry(platform.hub, platform.registryName),
  )?.schemas.find(({ arn }) => arn === eventType.schemaArn);
  return (
    isOthers && schema !== undefined && !isSameText(schema.content, content)
  );
}

function isSameText(one: string, other: string): boolean {
  try {
    return canonicalJson(JSON.parse(one)) === canonicalJson(JSON.parse(other));
  } catch {
    return one === other;
  }
}

function names(producers: Map<string, Producer>): string {
  return [...producers.values()].map(({ name }) => name).join(', ');
}
