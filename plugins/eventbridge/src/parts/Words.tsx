import styles from './parts.module.css';

/** A sentence whose names stand in backticks, shown as code. */
export function Words(props: { text: string }) {
  return (
    <>
      {props.text.split('`').map((part, index) =>
        index % 2 === 1 ? (
          <code key={index} className={styles.mono}>
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}
