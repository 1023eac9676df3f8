import { AccountRegion, Arn, eventBusArn } from '../aws/arn';
import { mergeStatements } from '../aws/mergeStatements';
import { Finding } from '../findings/finding';
import { BusSnapshot } from '../snapshot/types';
import { seen } from './changes/draft';
import { Ground } from './ground';
import { Change, DesiredResource } from './plan';
import { fieldProblem, stateProblem } from './problem';

/**
 * "Amazon EventBridge quotas" and "Amazon EventBridge schemas quotas", the
 * values an account has unless AWS raised them.
 */
export const QUOTAS = {
  busesPerRegion: 100,
  rulesPerBus: 300,
  rulesPerBusInSmallRegions: 100,
  targetsPerRule: 5,
  wildcardRulesPerBus: 30,
  busPolicyCharacters: 10_240,
  patternCharacters: 2_048,
  registriesPerRegion: 10,
  schemasPerRegistry: 100,
  versionsPerSchema: 100,
  schemaCharacters: 100_000,
} as const;

const SMALL_REGIONS = ['af-south-1', 'eu-south-1'];

/** Every quota that applying the changes would go beyond. */
export function quotaProblems(changes: Change[], ground: Ground): Finding[] {
  return changes
    .filter(({ effect }) => effect !== 'keep')
    .flatMap(change => problemsOf(change, ground));
}

function problemsOf(change: Change, ground: Ground): Finding[] {
  const { desired } = change;
  const bus = 'busName' in desired ? busOf(change, desired, ground) : undefined;
  switch (desired.kind) {
    case 'event-bus':
      return busProblems(change, ground);
    case 'rule':
      return ruleProblems(change, desired, bus);
    case 'target': {
      const rule = bus?.rules.find(({ name }) => name === desired.ruleName);
      const others = rule?.targets.filter(({ id }) => id !== desired.id) ?? [];
      return over(
        'targets-per-rule',
        change,
        others.length + 1,
        QUOTAS.targetsPerRule,
        `targets on rule ${desired.ruleName}`,
        'Remove a target that is no longer needed; this quota cannot be raised',
      );
    }
    case 'bus-policy-statement': {
      const merged = mergeStatements(bus?.policy, [desired.statement]);
      return over(
        'bus-policy-size',
        change,
        JSON.stringify(merged).length,
        QUOTAS.busPolicyCharacters,
        `characters in the policy of bus ${desired.busName}`,
        'Replace statements for single accounts by one with a condition on aws:PrincipalOrgID, or ask AWS for a higher quota',
      );
    }
    case 'registry':
      return over(
        'registries',
        change,
        registriesAt(change, ground) + 1,
        QUOTAS.registriesPerRegion,
        `registries in account ${change.accountName}`,
        'Delete a registry that is no longer needed, or ask AWS for a higher quota',
      );
    case 'schema':
      return schemaProblems(change, desired, ground);
    default:
      return [];
  }
}

function busProblems(change: Change, ground: Ground): Finding[] {
  const buses = ground.aws.scan(change)?.snapshot?.buses.length ?? 0;
  return over(
    'buses',
    change,
    buses + 1,
    QUOTAS.busesPerRegion,
    `buses in account ${change.accountName}`,
    'Delete a bus that is no longer needed, or ask AWS for a higher quota',
  );
}

function ruleProblems(
  change: Change,
  desired: DesiredResource & { kind: 'rule' },
  bus: BusSnapshot | undefined,
): Finding[] {
  const others = bus?.rules.filter(({ name }) => name !== desired.name) ?? [];
  const rulesLimit = SMALL_REGIONS.includes(change.region)
    ? QUOTAS.rulesPerBusInSmallRegions
    : QUOTAS.rulesPerBus;
  const problems = over(
    'rules-per-bus',
    change,
    others.length + 1,
    rulesLimit,
    `rules on bus ${desired.busName}`,
    'Remove a rule that is no longer needed, or ask AWS for a higher quota',
  );
  const { length } = desired.eventPattern;
  if (length > QUOTAS.patternCharacters) {
    problems.push(
      fieldProblem(
        'filter',
        'quota-pattern-size',
        `With the filter the event pattern has ${length} characters, the limit is ${QUOTAS.patternCharacters}`,
        'Shorten the filter, for example by prefixes or anything-but in place of long lists',
      ),
    );
  }
  if (hasWildcard(desired.eventPattern)) {
    const wildcards = others.filter(({ eventPattern }) =>
      hasWildcard(eventPattern),
    );
    problems.push(
      ...over(
        'wildcard-rules-per-bus',
        change,
        wildcards.length + 1,
        QUOTAS.wildcardRulesPerBus,
        `rules with a wildcard on bus ${desired.busName}`,
        'Use prefix or suffix in the filter; this quota cannot be raised',
      ),
    );
  }
  return problems;
}

function schemaProblems(
  change: Change,
  desired: DesiredResource & { kind: 'schema' },
  ground: Ground,
): Finding[] {
  const registry = seen(ground.aws.registry(change, desired.registryName));
  const schema = registry?.schemas.find(({ name }) => name === desired.name);
  const { length } = desired.content;
  const problems: Finding[] = [];
  if (length > QUOTAS.schemaCharacters) {
    problems.push(
      fieldProblem(
        'contract',
        'quota-schema-size',
        `The contract has ${length} characters, the limit is ${QUOTAS.schemaCharacters}`,
        'Shorten descriptions, share definitions, or split the event type',
      ),
    );
  }
  if (!schema) {
    problems.push(
      ...over(
        'schemas-per-registry',
        change,
        (registry?.schemas.length ?? 0) + 1,
        QUOTAS.schemasPerRegistry,
        `schemas in registry ${desired.registryName}`,
        'Delete a schema that is no longer needed, or ask AWS for a higher quota',
      ),
    );
  } else {
    problems.push(
      ...over(
        'versions-per-schema',
        change,
        schema.versions.length + 1,
        QUOTAS.versionsPerSchema,
        `versions of schema ${desired.name}`,
        'Delete the oldest versions, or ask AWS for a higher quota',
      ),
    );
  }
  return problems;
}

/** Not exact, as the word may be a value; AWS counts, this only foresees. */
function hasWildcard(eventPattern: string | undefined): boolean {
  return eventPattern?.includes('"wildcard"') ?? false;
}

function registriesAt(at: AccountRegion, ground: Ground): number {
  return ground.aws.scan(at)?.snapshot?.registries.length ?? 0;
}

function busOf(
  change: Change,
  { busName }: { busName: string },
  ground: Ground,
): BusSnapshot | undefined {
  return seen(ground.aws.bus(eventBusArn(change, busName)));
}

function over(
  code: string,
  { arn, title }: { arn: Arn; title: string },
  count: number,
  limit: number,
  what: string,
  mend: string,
): Finding[] {
  return count > limit
    ? [
        stateProblem(
          `quota-${code}`,
          { arn, name: title },
          `There would be ${count.toLocaleString(
            'en',
          )} ${what}, the limit is ${limit.toLocaleString('en')}`,
          mend,
        ),
      ]
    : [];
}
