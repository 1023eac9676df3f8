import { PolicyDocument } from '../../accounts';
import {
  isPrincipalName,
  MalformedPolicyError,
  parsePolicy,
  Policy,
} from '../../policies';
import { ServiceError } from '../../wire/errors';

function invalidPrincipals({ statements }: Policy): string[] {
  return statements
    .flatMap(({ principal }) =>
      principal?.kind === 'listed' ? principal.aws : [],
    )
    .filter(name => !isPrincipalName(name));
}

/**
 * Reads a policy for a user, a role or a session, or a trust policy.
 *
 * @throws ServiceError `MalformedPolicyDocument` with everything that is wrong
 */
export function readPolicy(
  text: string,
  kind: 'identity' | 'trust',
): PolicyDocument {
  let policy: Policy;
  try {
    policy = parsePolicy(text, kind);
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw new ServiceError('MalformedPolicyDocumentException', error.message);
    }
    throw error;
  }
  const invalid = invalidPrincipals(policy);
  if (invalid.length > 0) {
    throw new ServiceError(
      'MalformedPolicyDocumentException',
      invalid
        .map(name => `Invalid principal in policy: "AWS":"${name}"`)
        .join('; '),
    );
  }
  return { text, policy };
}

/** IAM gives policy documents URL-encoded (RFC 3986). */
export function encodedDocument({ text }: PolicyDocument): string {
  return encodeURIComponent(text);
}
