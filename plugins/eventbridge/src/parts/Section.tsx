import { ReactNode, useId } from 'react';
import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import styles from './parts.module.css';

/** A titled part of a page, with a count and its own action. */
export function Section(props: {
  title: string;
  count?: number;
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <Card>
        <CardHeader>
          <Flex justify="between" align="center">
            <Text
              as="h3"
              id={id}
              variant="body-large"
              weight="bold"
              style={{ margin: 0 }}
            >
              {props.title}
              {props.count !== undefined && (
                <Text variant="body-large" color="secondary">
                  {' '}
                  {props.count}
                </Text>
              )}
            </Text>
            {props.action}
          </Flex>
        </CardHeader>
        <CardBody>{props.children}</CardBody>
      </Card>
    </section>
  );
}
