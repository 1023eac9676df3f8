import { useEffect, useState } from 'react';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import styles from './parts.module.css';

const SHOWN_FOR_MS = 2_000;

/** A button that copies `text`, and says that it did. */
export function CopyButton(props: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | undefined>();
  useEffect(() => {
    if (!outcome) {
      return undefined;
    }
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <>
      <button
        type="button"
        className={`${styles.plainButton} ${styles.iconButton}`}
        aria-label={`Copy ${props.what}`}
        title={`Copy ${props.what}`}
        onClick={copy}
      >
        {outcome === 'copied' ? (
          <RiCheckLine size={14} aria-hidden />
        ) : (
          <RiFileCopyLine size={14} aria-hidden />
        )}
      </button>
      <span role="status" className={styles.hidden}>
        {outcome === 'copied' && `Copied ${props.what}`}
        {outcome === 'refused' && 'The browser did not allow copying'}
      </span>
    </>
  );
}

/** An ARN or id: shown in part where room is short, copied whole. */
export function CopyText(props: { text: string; what: string }) {
  return (
    <span className={styles.copyable}>
      <span
        className={`${styles.mono} ${styles.copyableText}`}
        title={props.text}
      >
        {props.text}
      </span>
      <CopyButton text={props.text} what={props.what} />
    </span>
  );
}
