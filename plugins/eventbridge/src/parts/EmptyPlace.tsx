import { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import styles from './parts.module.css';

/** What belongs in an empty place, and the next step. */
export function EmptyPlace(props: { words: string; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <Text color="secondary">{props.words}</Text>
      {props.action}
    </div>
  );
}
