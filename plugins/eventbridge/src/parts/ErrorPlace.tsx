import { Alert, Button } from '@backstage/ui';
import { errorSentences } from '../words/errorWords';

/** What happened, and the mend. */
export function ErrorPlace(props: {
  what: string;
  error: Error;
  onRetry?: () => void;
}) {
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={props.what}
      description={errorSentences(props.error)}
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
