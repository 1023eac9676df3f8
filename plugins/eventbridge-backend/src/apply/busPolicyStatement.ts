import {
  PutPermissionCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-eventbridge';
import {
  DesiredResource,
  isSameStatement,
  mergeStatements,
  PolicyDocument,
} from '@busline/backstage-plugin-eventbridge-common';
import { AccountClients } from '../aws/clients';
import { parsePolicy } from '../aws/policyText';
import { describeBus } from './eventBus';
import { readBack } from './readBack';
import { StepContext, StepOutcome } from './step';

/**
 * Makes sure that a bus's resource policy has one statement. PutPermission
 * with `Policy` replaces the whole document ("PutPermission", EventBridge API
 * reference), so the document is read, the statement merged in by its Sid,
 * written and read back; all other statements stay as they are.
 */
export async function ensureBusPolicyStatement(
  context: StepContext,
  { busName, statement }: DesiredResource & { kind: 'bus-policy-statement' },
): Promise<StepOutcome> {
  const { clients, change, journal, signal } = context;
  const read = async (abortSignal?: AbortSignal) =>
    parsePolicy((await describeBus(clients, busName, abortSignal))?.Policy);
  const find = (policy: PolicyDocument | undefined) =>
    policy?.Statement.find(({ Sid }) => Sid === statement.Sid);

  const policy = await read(signal);
  const before = find(policy);
  if (before && isSameStatement(before, statement)) {
    return 'kept';
  }
  await journal.change({
    done: `${before ? 'Changed' : 'Added'} ${change.title}`,
    arn: change.arn,
    change: () =>
      writePolicy(clients, busName, mergeStatements(policy, [statement])),
    undone: `${before ? 'Restored' : 'Removed'} ${change.title}`,
    undo: async () => {
      // Read anew: others may have changed their own statements meanwhile.
      const now = await read();
      const Statement = (now?.Statement ?? []).flatMap(other =>
        other.Sid === statement.Sid ? before ?? [] : other,
      );
      await writePolicy(clients, busName, { ...now, Statement });
    },
  });
  await readBack(context, async () => {
    const written = find(await read(signal));
    return written !== undefined && isSameStatement(written, statement);
  });
  return before ? 'changed' : 'created';
}

async function writePolicy(
  { eventbridge }: AccountClients,
  busName: string,
  policy: PolicyDocument,
): Promise<void> {
  // AWS refuses a policy without statements.
  await (policy.Statement.length === 0
    ? eventbridge.send(
        new RemovePermissionCommand({
          EventBusName: busName,
          RemoveAllPermissions: true,
        }),
      )
    : eventbridge.send(
        new PutPermissionCommand({
          EventBusName: busName,
          Policy: JSON.stringify(policy),
        }),
      ));
}
