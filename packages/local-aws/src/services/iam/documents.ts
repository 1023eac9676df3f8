import { PolicyDocument } from '../../accounts';
import {
  isPrincipalName,
  MalformedPolicyError,
  parsePolicy,
  Policy,
  PolicyProblem,
} from '../../policies';
import { ServiceError } from '../../wire/errors';

function invalidPrincipals({ statements }: Policy): string[] {
  return statements
    .flatMap(({ principal }) =>
      principal?.kind === 'listed' ? principal.aws : [],
    )
    .filter(name => !isPrincipalName(name));
}

type Kind = 'identity' | 'trust';

type Words = (problem: PolicyProblem, kind: Kind) => string;

const always =
  (words: string): Words =>
  () =>
    words;

/** What IAM says of a problem, by its code and the element that it is about. */
const WORDS: ReadonlyMap<string, Words> = new Map([
  [
    'not-json',
    (_, kind) =>
      kind === 'trust'
        ? 'This policy contains invalid Json'
        : 'Syntax errors in policy.',
  ],
  ['missing-element Action', always('Policy statement must contain actions.')],
  [
    'missing-element Resource',
    always('Policy statement must contain resources.'),
  ],
  ['missing-element Principal', always('Missing required field Principal')],
  ['prohibited-element Resource', always('Has prohibited field Resource')],
  [
    'prohibited-element NotResource',
    always('Has prohibited field NotResource'),
  ],
  [
    'prohibited-element Principal',
    always('Policy document should not specify a principal.'),
  ],
  [
    'prohibited-element NotPrincipal',
    always('Has prohibited field NotPrincipal'),
  ],
  [
    'invalid-value Action',
    always(
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ),
  ],
  [
    'invalid-value Resource',
    ({ value }) => `Resource ${value} must be in ARN format or "*".`,
  ],
] satisfies [string, Words][]);

/**
 * IAM tells of the first problem only, in few words. They come first here as
 * well, so that whoever looks for them finds them; then all that is wrong.
 */
function messageOf({ problems }: MalformedPolicyError, kind: Kind): string {
  const [first] = problems;
  const element = first.path.split('.').pop();
  const words = WORDS.get(element ? `${first.code} ${element}` : first.code);
  const details = problems.map(({ message }) => message).join('; ');
  return `${words?.(first, kind) ?? 'Syntax errors in policy.'} (${details})`;
}

/**
 * Reads a policy for a user, a role or a session, or a trust policy.
 *
 * @throws ServiceError `MalformedPolicyDocument` with everything that is wrong
 */
export function readPolicy(text: string, kind: Kind): PolicyDocument {
  let policy: Policy;
  try {
    policy = parsePolicy(text, kind);
  } catch (error) {
    if (error instanceof MalformedPolicyError) {
      throw new ServiceError(
        'MalformedPolicyDocumentException',
        messageOf(error, kind),
      );
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
