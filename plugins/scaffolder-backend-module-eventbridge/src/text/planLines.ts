import {
  Change,
  Finding,
  Plan,
} from '@busline/backstage-plugin-eventbridge-common';

/**
 * A plan that nobody applies, one line a change: what would happen, to what,
 * where, and its ARN. What stays as it is comes as one count.
 */
export function planLines(plan: Plan): string[] {
  const open = plan.changes.filter(({ effect }) => effect !== 'keep');
  const kept = plan.changes.length - open.length;
  return [
    plan.summary,
    ...plan.findings.map(
      finding => `${finding.severity}: ${withMend(finding)}`,
    ),
    ...open.map(changeLine),
    ...(kept > 0 ? [`would keep ${kept} as they are`] : []),
    ...(open.length === 0 ? ['Nothing to change'] : []),
  ];
}

function changeLine(change: Change): string {
  const { effect, title, accountName, region, arn } = change;
  const differences = change.differences?.length
    ? ` (${change.differences.join('; ')})`
    : '';
  return `would ${effect} ${title} in ${accountName} ${region}${differences} ${arn}`;
}

/** How many changes of each effect a plan has. */
export function countEffects(plan: Plan): {
  created: number;
  changed: number;
  kept: number;
} {
  const count = (effect: Change['effect']) =>
    plan.changes.filter(change => change.effect === effect).length;
  return {
    created: count('create'),
    changed: count('change'),
    kept: count('keep'),
  };
}

/** Why a plan is refused, each reason with its mend; for an error's message. */
export function problemText(plan: Plan): string {
  return plan.problems.map(withMend).join('\n');
}

/** Findings are told without full stops; in a log they follow one another. */
function withMend({ message, mend }: Finding): string {
  return [message, mend].map(text => `${text.replace(/\.$/, '')}.`).join(' ');
}
