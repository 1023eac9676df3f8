import { CopyButton } from './CopyText';
import styles from './parts.module.css';

/** An account by its configured name; its id on hover and on copy. */
export function AccountName(props: { id?: string; name?: string }) {
  const { id, name } = props;
  if (!id) {
    return <>{name ?? 'unknown account'}</>;
  }
  return (
    <span className={styles.copyable}>
      <span title={`AWS account ${id}`}>{name ?? id}</span>
      <CopyButton text={id} what={`account id ${id}`} />
    </span>
  );
}
