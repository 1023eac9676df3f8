import { Mark, StatusMark } from '../../parts/StatusMark';
import { Words } from '../../parts/Words';
import styles from './fields.module.css';

/** Something to put right, as the libraries report it. */
export interface FieldProblem {
  /** Dotted path to the place; empty for the whole. */
  path: string;
  message: string;
  mend?: string;
  mark?: Mark;
}

/** Problems beside a field while it is being filled in; read out as they come. */
export function ProblemList(props: { id: string; problems: FieldProblem[] }) {
  return (
    <ul id={props.id} className={styles.problems} aria-live="polite">
      {props.problems.map(({ path, message, mend, mark }, index) => (
        <li key={`${path} ${index}`}>
          <StatusMark mark={mark ?? 'bad'}>
            {path && !message.includes(path) && (
              <>
                <code>{path}</code>:{' '}
              </>
            )}
            <Words text={message} />
            {mend && (
              <>
                {' — '}
                <Words text={mend} />
              </>
            )}
          </StatusMark>
        </li>
      ))}
    </ul>
  );
}
