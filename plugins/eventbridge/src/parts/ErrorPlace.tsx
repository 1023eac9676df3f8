import { Alert, Button } from '@backstage/ui';

/** What happened, and the mend. */
export function ErrorPlace(props: {
  what: string;
  error: Error;
  onRetry?: () => void;
}) {
  const isForbidden = /\b403\b|NotAllowed/.test(
    `${props.error.name} ${props.error.message}`,
  );
  const mend = isForbidden
    ? 'Ask a Backstage administrator for the permission eventbridge.topology.read.'
    : 'Check that the eventbridge backend plugin runs, then try again.';
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={props.what}
      description={`${props.error.message} — ${mend}`}
      customActions={
        props.onRetry && (
          <Button variant="secondary" onPress={props.onRetry}>
            Try again
          </Button>
        )
      }
    />
  );
}
