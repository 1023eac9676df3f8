import { Flex, Skeleton, Text } from '@backstage/ui';

/** Keeps the room of a table that is on its way. */
export function LoadingRows(props: { what: string; rows?: number }) {
  return (
    <div role="status" aria-busy="true">
      <Text color="secondary">Loading {props.what}</Text>
      <Flex direction="column" gap="3" py="2" aria-hidden>
        {Array.from({ length: props.rows ?? 3 }, (_, index) => (
          <Skeleton key={index} height={20} width={index % 2 ? '80%' : '95%'} />
        ))}
      </Flex>
    </div>
  );
}
