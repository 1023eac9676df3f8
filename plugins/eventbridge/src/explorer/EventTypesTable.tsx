import { useMemo } from 'react';
import {
  Card,
  CardBody,
  Cell,
  CellText,
  ColumnConfig,
  Flex,
  SearchField,
  Table,
  Text,
  useTable,
} from '@backstage/ui';
import { Topology } from '@busline/backstage-plugin-eventbridge-common';
import { EmptyPlace } from '../parts/EmptyPlace';
import { EntityLink, OwnerLink, PartyLink } from '../parts/EntityLink';
import { StatusMark } from '../parts/StatusMark';
import { TemplateButton } from '../parts/TemplateButton';
import { Words } from '../parts/Words';
import { countWords } from '../words/countWords';
import { versionWords } from '../words/versionWords';
import { EventTypeRow, eventTypeRows, searchRows } from './eventTypeRows';
import styles from './explorer.module.css';

const SORT_VALUES: Record<string, (row: EventTypeRow) => string | number> = {
  event: row => row.eventType.title,
  source: row => row.eventType.source,
  consumers: row => row.eventType.consumers.length,
  findings: row => row.findings.length,
};

/** All event types: search, sort, open. */
export function EventTypesTable(props: { topology: Topology }) {
  const rows = useMemo(() => eventTypeRows(props.topology), [props.topology]);
  const { tableProps, search } = useTable<EventTypeRow>({
    mode: 'complete',
    data: rows,
    paginationOptions: { pageSize: 20 },
    searchFn: searchRows,
    sortFn: (data, { column, direction }) => {
      const value = SORT_VALUES[String(column)];
      const sign = direction === 'descending' ? -1 : 1;
      return [...data].sort((a, b) => {
        const [left, right] = [value(a), value(b)];
        return (
          sign *
          (typeof left === 'number' && typeof right === 'number'
            ? left - right
            : String(left).localeCompare(String(right)))
        );
      });
    },
  });

  const columns: ColumnConfig<EventTypeRow>[] = [
    {
      id: 'event',
      label: 'Event',
      isRowHeader: true,
      defaultWidth: '5fr',
      minWidth: 260,
      isSortable: true,
      cell: ({ eventType }) => (
        <Cell>
          <EntityLink entityRef={eventType.entityRef} title={eventType.title} />
          {eventType.description && (
            <Text
              as="div"
              color="secondary"
              className={styles.description}
              title={eventType.description}
            >
              <Words text={eventType.description} />
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'source',
      label: 'Source',
      defaultWidth: '3fr',
      minWidth: 190,
      isSortable: true,
      cell: ({ eventType }) => (
        <Cell>
          <span className={styles.name}>{eventType.source}</span>
          {eventType.detailType !== eventType.title && (
            <Text as="div" color="secondary" className={styles.name}>
              {eventType.detailType}
            </Text>
          )}
        </Cell>
      ),
    },
    {
      id: 'version',
      label: 'Version',
      defaultWidth: 90,
      cell: ({ eventType }) => (
        <CellText title={versionWords(eventType.version)} />
      ),
    },
    {
      id: 'owner',
      label: 'Owner',
      defaultWidth: '2fr',
      minWidth: 110,
      cell: ({ eventType }) => (
        <Cell>
          <OwnerLink ownerRef={eventType.ownerRef} />
        </Cell>
      ),
    },
    {
      id: 'producers',
      label: 'Producers',
      defaultWidth: '2fr',
      minWidth: 150,
      cell: ({ eventType }) => (
        <Cell>
          {eventType.producers.length === 0 ? (
            <Text color="secondary">none known</Text>
          ) : (
            eventType.producers.map((producer, index) => (
              <span key={producer.componentRef ?? producer.name}>
                {index > 0 && ', '}
                <PartyLink party={producer} />
              </span>
            ))
          )}
        </Cell>
      ),
    },
    {
      id: 'consumers',
      label: 'Consumers',
      defaultWidth: 120,
      isSortable: true,
      cell: ({ eventType }) => (
        <CellText title={String(eventType.consumers.length)} />
      ),
    },
    {
      id: 'findings',
      label: 'Findings',
      defaultWidth: 130,
      isSortable: true,
      cell: ({ findings }) => (
        <Cell>
          {findings.length === 0 ? (
            <Text color="secondary">none</Text>
          ) : (
            <StatusMark
              mark={
                findings.some(({ severity }) => severity === 'error')
                  ? 'bad'
                  : 'warn'
              }
              title={findings.map(({ message }) => message).join('\n')}
            >
              {countWords(findings.length, 'finding')}
            </StatusMark>
          )}
        </Cell>
      ),
    },
  ];

  return (
    <Flex direction="column" gap="4">
      <Flex justify="between" align="center" gap="4">
        <SearchField
          aria-label="Search events"
          placeholder="Event, source, team or service"
          value={search.value}
          onChange={search.onChange}
          style={{ maxWidth: '28rem' }}
        />
        <Flex gap="2">
          <TemplateButton template="publish" preset={{}} />
          <TemplateButton template="subscribe" preset={{}} />
        </Flex>
      </Flex>
      <Card className={styles.surface}>
        <CardBody>
          <Table
            {...tableProps}
            columnConfig={columns}
            emptyState={
              search.value ? (
                <EmptyPlace
                  words={`No event has all the words “${search.value}” in its name, source, team or services.`}
                />
              ) : (
                <EmptyPlace
                  words="Every event type that a registry, a rule or the catalog names appears here. There is none yet."
                  action={
                    <TemplateButton
                      template="publish"
                      preset={{}}
                      variant="primary"
                    />
                  }
                />
              )
            }
          />
        </CardBody>
      </Card>
    </Flex>
  );
}
