import { Alert, Button } from '@backstage/ui';
import { errorWords } from '../words/errorWords';

/** What happened, and the mend. */
export function ErrorPlace(props: {
  what: string;
  error: Error;
  onRetry?: () => void;
}) {
  const { message, mend } = errorWords(props.error);
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={props.what}
      description={`${message.replace(/[.]?$/, '.')} ${mend}`}
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
