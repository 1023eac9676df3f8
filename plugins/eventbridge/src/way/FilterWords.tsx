import { Text } from '@backstage/ui';
import { Words } from '../parts/Words';

/** Which events of the type a consumer takes, in words. */
export function FilterWords(props: { words: string[] }) {
  if (props.words.length === 0) {
    return <Text color="secondary">every event</Text>;
  }
  return (
    <>
      {props.words.map((word, index) => (
        <Text key={word} as="div">
          {index === 0 ? 'where' : 'and'} <Words text={word} />
        </Text>
      ))}
    </>
  );
}
