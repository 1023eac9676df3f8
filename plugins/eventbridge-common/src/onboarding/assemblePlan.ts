import { apiEntityRef } from '../catalog/apiEntityName';
import { CatalogComponent } from '../catalog/component';
import { fullComponentRef } from '../catalog/componentRef';
import { collectFindings } from '../findings/collectFindings';
import { Finding } from '../findings/finding';
import { eventTypeId } from '../topology/eventTypeId';
import { EventTypeKey } from '../topology/types';
import { Draft } from './changes/draft';
import { Ground } from './ground';
import { Change, Plan } from './plan';
import { quotaProblems } from './quotas';

/** What the planning of either kind came to. */
export interface PlanParts {
  kind: Plan['kind'];
  wanted: EventTypeKey & { component: string };
  component: CatalogComponent | undefined;
  /** `Brings "Access granted" to Delivery service`, completed by the counts. */
  intent: string;
  /** `Delivery service already receives "Access granted"`. */
  alreadyDone: string;
  drafts: Draft[];
  problems: Finding[];
  findings: Finding[];
  delivery?: Plan['delivery'];
}

/** Completes a plan: quotas, one list of problems, the sentence for people. */
export function assemblePlan(ground: Ground, parts: PlanParts): Plan {
  const { kind, wanted, component, drafts, findings, delivery } = parts;
  const changes = drafts.map(({ change }) => change);
  const problems = collectFindings([
    ...parts.problems,
    ...drafts.flatMap(draft => draft.problems),
    ...quotaProblems(changes, ground),
  ]);
  const key = { source: wanted.source, detailType: wanted.detailType };
  const ref =
    component?.ref ?? fullComponentRef(wanted.component) ?? wanted.component;
  return {
    kind,
    eventType: { ...key, id: eventTypeId(key), entityRef: apiEntityRef(key) },
    component: { ref, title: component?.title ?? wanted.component },
    summary: summary(parts, changes, problems),
    changes: problems.length > 0 ? [] : changes,
    problems,
    findings: collectFindings(findings),
    ...(delivery ? { delivery } : {}),
  };
}

function summary(
  { intent, alreadyDone }: PlanParts,
  changes: Change[],
  problems: Finding[],
): string {
  if (problems.length > 0) {
    return `${intent}: not possible yet, ${count(
      problems.length,
      'problem',
    )} to mend first.`;
  }
  const number = (effect: Change['effect']) =>
    changes.filter(change => change.effect === effect).length;
  const [created, changed, kept] = [
    number('create'),
    number('change'),
    number('keep'),
  ];
  return created + changed === 0
    ? `Nothing to change: ${alreadyDone}.`
    : `${intent}: ${created} to create, ${changed} to change, ${kept} kept.`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
