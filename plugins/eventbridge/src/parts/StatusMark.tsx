import { ReactNode } from 'react';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiInformationLine,
  RiQuestionLine,
} from '@remixicon/react';
import styles from './parts.module.css';

/** How something stands. */
export type Mark = 'good' | 'bad' | 'warn' | 'info' | 'unknown';

const ICONS = {
  good: { icon: RiCheckboxCircleLine, className: styles.markGood },
  bad: { icon: RiCloseCircleLine, className: styles.markBad },
  warn: { icon: RiAlertLine, className: styles.markWarn },
  info: { icon: RiInformationLine, className: styles.markQuiet },
  unknown: { icon: RiQuestionLine, className: styles.markQuiet },
};

/** An icon beside words that say the same: colour never speaks alone. */
export function StatusMark(props: {
  mark: Mark;
  children: ReactNode;
  title?: string;
}) {
  const { icon: Icon, className } = ICONS[props.mark];
  return (
    <span className={`${styles.mark} ${className}`} title={props.title}>
      <Icon size={18} aria-hidden />
      <span>{props.children}</span>
    </span>
  );
}
