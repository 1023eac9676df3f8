import { ReactNode, useId, useState } from 'react';
import { RiArrowRightSLine } from '@remixicon/react';
import styles from './parts.module.css';

/** Words that open what stands behind them, in place. */
export function Disclosure(props: {
  label: string;
  children: ReactNode;
  isOpenAtFirst?: boolean;
}) {
  const [isOpen, setIsOpen] = useState(props.isOpenAtFirst ?? false);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        className={`${styles.plainButton} ${styles.disclosure}`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <RiArrowRightSLine size={16} className={styles.chevron} aria-hidden />
        {props.label}
      </button>
      <div id={id} hidden={!isOpen} style={{ marginTop: 'var(--bui-space-2)' }}>
        {isOpen && props.children}
      </div>
    </div>
  );
}
