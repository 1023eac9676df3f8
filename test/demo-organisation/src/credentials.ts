import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';

/**
 * Credentials for local AWS, where an access key id of 12 digits is the root of
 * that account.
 *
 * @public
 */
export async function localCredentialsFor(
  accountId: string,
): Promise<AwsCredentialIdentity> {
  return { accessKeyId: accountId, secretAccessKey: 'local' };
}

/**
 * Credentials for real AWS accounts: the caller's own where the caller is
 * already in the account, else those of a role assumed in it.
 *
 * @param options - `roleName` is the role to assume in each account, such as
 *   `OrganizationAccountAccessRole`
 * @returns a function from account id to credentials, valid for an hour at most
 * @public
 */
export function assumedRoleCredentials(options: {
  roleName: string;
  region: string;
}): (accountId: string) => Promise<AwsCredentialIdentity> {
  const sts = new STSClient({ region: options.region });
  return async accountId => {
    const caller = await sts.send(new GetCallerIdentityCommand({}));
    if (caller.Account === accountId) {
      return sts.config.credentials();
    }
    const roleArn = `arn:aws:iam::${accountId}:role/${options.roleName}`;
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: 'busline-demo-organisation',
      }),
    );
    if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey) {
      throw new Error(`STS returned no credentials for ${roleArn}`);
    }
    return {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
      expiration: Credentials.Expiration,
    };
  };
}
