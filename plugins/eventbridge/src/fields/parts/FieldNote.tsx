import { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { Mark, StatusMark } from '../../parts/StatusMark';

/** A remark beneath a form field. */
export function FieldNote(props: { mark: Mark; children: ReactNode }) {
  return (
    <div style={{ marginTop: 'var(--bui-space-2)' }}>
      <StatusMark mark={props.mark}>
        <Text variant="body-small" color="secondary">
          {props.children}
        </Text>
      </StatusMark>
    </div>
  );
}
