import { ReactNode } from 'react';
import { Mark, StatusMark } from '../../parts/StatusMark';

/** A remark beneath a form field. */
export function FieldNote(props: { mark: Mark; children: ReactNode }) {
  return (
    <div style={{ marginTop: 'var(--bui-space-2)' }}>
      <StatusMark mark={props.mark}>{props.children}</StatusMark>
    </div>
  );
}
