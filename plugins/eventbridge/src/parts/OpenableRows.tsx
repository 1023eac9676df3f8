import { Fragment, ReactNode, useId, useState } from 'react';
import { RiArrowRightSLine } from '@remixicon/react';
import { EntityPageLink } from './EntityLink';
import styles from './parts.module.css';

/** One column of {@link OpenableRows}. */
export interface RowColumn<T> {
  label: string;
  cell: (item: T) => ReactNode;
}

/**
 * A table whose rows open in place. The name in the first column is the button
 * that opens the row, so it works by keyboard and tells a screen reader its
 * state; the BUI table has no rows that open.
 */
export function OpenableRows<T>(props: {
  /** What the table lists; read out, not shown. */
  caption: string;
  items: T[];
  itemKey: (item: T) => string;
  /** Label of the first column. */
  nameLabel: string;
  name: (item: T) => string;
  /** The catalog entity that the name stands for, where there is one. */
  entityRef: (item: T) => string | undefined;
  columns: RowColumn<T>[];
  opened: (item: T) => ReactNode;
  empty: ReactNode;
}) {
  const [openKeys, setOpenKeys] = useState<ReadonlySet<string>>(new Set());
  const id = useId();

  const toggle = (key: string) => {
    const next = new Set(openKeys);
    if (!next.delete(key)) {
      next.add(key);
    }
    setOpenKeys(next);
  };

  if (props.items.length === 0) {
    return <>{props.empty}</>;
  }
  return (
    <div className={styles.tableScroll}>
      <table className={styles.table} aria-label={props.caption}>
        <thead>
          <tr>
            <th scope="col">{props.nameLabel}</th>
            {props.columns.map(column => (
              <th scope="col" key={column.label}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.items.map((item, index) => {
            const key = props.itemKey(item);
            const isOpen = openKeys.has(key);
            const openedId = `${id}-${index}`;
            return (
              <Fragment key={key}>
                <tr className={`${styles.row} ${styles.rowOpenable}`}>
                  <th scope="row">
                    <span className={styles.rowHead}>
                      <button
                        type="button"
                        className={`${styles.plainButton} ${styles.rowOpener}`}
                        aria-expanded={isOpen}
                        aria-controls={openedId}
                        onClick={() => toggle(key)}
                      >
                        <RiArrowRightSLine
                          size={16}
                          className={styles.chevron}
                          aria-hidden
                        />
                        <span>{props.name(item)}</span>
                      </button>
                      <EntityPageLink
                        entityRef={props.entityRef(item)}
                        title={props.name(item)}
                      />
                    </span>
                  </th>
                  {props.columns.map(column => (
                    <td key={column.label}>{column.cell(item)}</td>
                  ))}
                </tr>
                <tr id={openedId} hidden={!isOpen} className={styles.opened}>
                  <td colSpan={props.columns.length + 1}>
                    {isOpen && props.opened(item)}
                  </td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
