import { allows, applies, PolicyRequest } from '../../aws/allows';
import { AccountRegion, eventBusArn } from '../../aws/arn';
import { isSameStatement, mergeStatements } from '../../aws/mergeStatements';
import { asList, PolicyStatement } from '../../aws/policyDocument';
import { Ground } from '../ground';
import { stateProblem } from '../problem';
import { draft, Draft, partOf, seen } from './draft';

type SidStatement = PolicyStatement & { Sid: string };

/** A statement that a bus's policy has to hold, and what it is for. */
export interface WantedStatement {
  at: AccountRegion;
  busName: string;
  statement: SidStatement;
  why: string;
  /** The request that has to go through once the statement is there. */
  proof: PolicyRequest;
  /** Whether an existing statement that lets the request through does as well. */
  isAsGood: (existing: PolicyStatement) => boolean;
}

/**
 * A statement of a bus's resource policy. One that already says the same under
 * another Sid is kept; one that forbids it all the same is a reason to refuse.
 */
export function draftBusPolicyStatement(
  ground: Ground,
  wanted: WantedStatement,
): Draft {
  const { at, busName, statement, why, proof, isAsGood } = wanted;
  const arn = eventBusArn(at, busName);
  const bus = ground.aws.bus(arn);
  const policy = seen(bus)?.policy;
  const existing = asList(policy?.Statement);
  const own = existing.find(({ Sid }) => Sid === statement.Sid);
  const other = existing.find(
    (one): one is SidStatement =>
      one.Effect === 'Allow' &&
      one.Sid !== undefined &&
      applies(one, proof) === 'yes' &&
      isAsGood(one),
  );
  const desired = own ? statement : other ?? statement;
  const drafted = draft(ground, {
    at,
    arn,
    title: `statement ${desired.Sid} in the policy of bus ${busName}`,
    why,
    desired: { kind: 'bus-policy-statement', busName, statement: desired },
    // The bus may be created by the same plan; then the statement is new too.
    sighting: partOf(bus, () => own ?? other),
    differences:
      own && !isSameStatement(own, statement)
        ? [`statement: ${JSON.stringify(own)} → ${JSON.stringify(statement)}`]
        : [],
  });
  if (allows(mergeStatements(policy, [desired]), proof) === 'denied') {
    drafted.problems.push(
      stateProblem(
        'bus-policy-denies',
        { arn, name: `policy of bus ${busName}` },
        `Another statement of the policy of bus ${busName} denies what ${statement.Sid} would allow`,
        'Remove the Deny, or narrow it so that this account is left out',
      ),
    );
  }
  return drafted;
}
