import { schemaNameOf } from '@busline/event-schemas';
import { accountRootArn } from '../aws/arn';
import { asList } from '../aws/policyDocument';
import { MANAGED_TAGS, TAGS } from '../aws/tags';
import { CatalogComponent } from '../catalog/component';
import { Finding } from '../findings/finding';
import { hubBusArn } from '../platform';
import { accountName } from '../topology/accountViews';
import { registeredTypes, RegisteredType } from '../topology/registeredTypes';
import { eventTypeId } from '../topology/eventTypeId';
import { assemblePlan } from './assemblePlan';
import { draftBusPolicyStatement } from './changes/busPolicyStatement';
import { Draft, seen } from './changes/draft';
import { draftRegistry } from './changes/registry';
import { draftSchema } from './changes/schema';
import { checkComponent, checkReadable } from './checkComponent';
import { checkEventTypeKey, checkHubBus } from './checkEventType';
import { checkSourceOwner } from './checkSourceOwner';
import { Ground } from './ground';
import { publishStatementId } from './names';
import { Plan } from './plan';
import { readContract } from './readContract';
import { WantedPublication } from './wanted';

/** Plans how a component's event type gets its contract and its way onto the hub bus. */
export function planPublication(
  wanted: WantedPublication,
  ground: Ground,
): Plan {
  const { platform } = ground;
  const key = { source: wanted.source, detailType: wanted.detailType };
  const own = checkComponent(wanted.component, ground);
  const { component, at } = own;
  const hubName = accountName(platform, platform.hub.accountId);
  const registry = seen(
    ground.aws.registry(platform.hub, platform.registryName),
  );
  const registered = registry
    ? registeredTypes(registry).types.get(eventTypeId(key))
    : undefined;
  const contract = readContract(wanted, registered);
  const ownership = component
    ? checkSourceOwner(component, wanted, contract.content, ground)
    : { problems: [], findings: [] };

  const problems = [
    ...own.problems,
    ...checkEventTypeKey(key),
    ...contract.problems,
    ...ownership.problems,
    ...checkReadable(platform.hub, hubName, ground),
    ...checkHubBus(ground),
  ];
  const title = contract.title ?? wanted.detailType;
  const name = component?.title ?? wanted.component;
  const parts = {
    kind: 'publication' as const,
    wanted,
    component,
    intent: `Lets ${name} send "${title}" to bus ${platform.hub.busName}`,
    alreadyDone: `${name} may already send "${title}" to bus ${platform.hub.busName}`,
    problems,
    findings: [...contract.findings, ...ownership.findings],
  };
  if (
    problems.length > 0 ||
    !component ||
    !at ||
    contract.content === undefined
  ) {
    return assemblePlan(ground, { ...parts, drafts: [] });
  }

  const drafts: Draft[] = [
    draftRegistry(ground),
    draftSchema(ground, {
      name: registered?.schema.name ?? schemaNameOf(key),
      title,
      content: contract.content,
      description: contract.description,
      tags: schemaTags(wanted, component, registered),
    }),
  ];
  const findings: Finding[] = [producerRole(component, ground)];
  if (at.accountId === platform.hub.accountId) {
    findings.push({
      code: 'producer-in-hub-account',
      severity: 'info',
      subject: { entityRef: component.ref, name: component.title },
      message: `${component.title} runs in the hub account, so the policy of bus ${platform.hub.busName} needs no statement for it`,
      mend: 'Nothing needs to be done here',
    });
  } else {
    drafts.push(draftGrant(ground, component, at.accountId, wanted.source));
  }
  return assemblePlan(ground, {
    ...parts,
    drafts,
    findings: [...parts.findings, ...findings],
  });
}

/** A schema that is there keeps its producer and owner; a second producer does not take it over. */
function schemaTags(
  wanted: WantedPublication,
  component: CatalogComponent,
  registered: RegisteredType | undefined,
): Record<string, string> {
  const before = registered?.schema.tags ?? {};
  const owner = before[TAGS.owner] ?? component.ownerRef;
  return {
    ...MANAGED_TAGS,
    [TAGS.source]: wanted.source,
    [TAGS.detailType]: wanted.detailType,
    [TAGS.producer]: before[TAGS.producer] ?? component.ref,
    ...(owner ? { [TAGS.owner]: owner } : {}),
  };
}

function draftGrant(
  ground: Ground,
  component: CatalogComponent,
  accountId: string,
  source: string,
): Draft {
  const { platform } = ground;
  const busArn = hubBusArn(platform);
  return draftBusPolicyStatement(ground, {
    at: platform.hub,
    busName: platform.hub.busName,
    why: `Lets account ${accountName(
      platform,
      accountId,
    )} send events of source ${source}, and of no other`,
    statement: {
      Sid: publishStatementId(component, source),
      Effect: 'Allow',
      Principal: { AWS: accountRootArn(accountId) },
      Action: 'events:PutEvents',
      Resource: busArn,
      Condition: { StringEquals: { 'events:source': source } },
    },
    proof: {
      action: 'events:PutEvents',
      resource: busArn,
      principal: { kind: 'account', accountId },
      context: { 'events:source': source },
    },
    // A grant for any source is no reason to leave out the narrow one.
    isAsGood: existing =>
      asList(existing.Condition?.StringEquals?.['events:source']).includes(
        source,
      ),
  });
}

/** The bus policy admits the account; inside it, the service's role decides. */
function producerRole(component: CatalogComponent, ground: Ground): Finding {
  const arn = hubBusArn(ground.platform);
  return {
    code: 'producer-role-needs-permission',
    severity: 'info',
    subject: { entityRef: component.ref, name: component.title },
    message: `The role that ${component.title} runs as must itself be allowed events:PutEvents on ${arn}`,
    mend: `Add events:PutEvents on ${arn} to the service's role, in its own repository`,
  };
}
