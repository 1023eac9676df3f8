import { ReactNode } from 'react';
import { Box } from '@backstage/ui';
import styles from './fields.module.css';

/** Gives Backstage UI inputs an edge and a surface inside the scaffolder's form. */
export function FieldFrame(props: { children: ReactNode }) {
  return (
    <Box bg="neutral" className={styles.frame}>
      {props.children}
    </Box>
  );
}
