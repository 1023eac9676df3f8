import { CopyButton } from './CopyText';
import styles from './parts.module.css';

/** JSON to read and to copy. */
export function JsonText(props: { value: unknown; what: string }) {
  const text = JSON.stringify(props.value, null, 2);
  return (
    <div style={{ position: 'relative' }}>
      {/* A box that scrolls must take the focus, or no key can scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles.json} aria-label={props.what} tabIndex={0}>
        {text}
      </pre>
      <span style={{ position: 'absolute', top: 6, right: 6 }}>
        <CopyButton text={text} what={props.what} />
      </span>
    </div>
  );
}
