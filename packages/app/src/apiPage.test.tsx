import { Parser } from '@asyncapi/parser';
import { AsyncApiComponentWP } from '@asyncapi/react-component';
import { toAsyncApi } from '@busline/event-schemas';
import { ComponentProps } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

const bus = (name: string, region: string) => ({
  name,
  region,
  arn: `arn:aws:events:${region}:111122223333:event-bus/${name}`,
});

it('draws the document of event types with what the API page draws it with', async () => {
  const definition = toAsyncApi(
    [
      {
        source: 'orders',
        detailType: 'Order placed',
        version: '1',
        detailSchema: {
          type: 'object',
          properties: {
            orderId: { type: 'string', description: 'Names the order' },
            parent: { $ref: '#' },
          },
        },
      },
      {
        source: 'com.ö/x',
        detailType: 'Tree grown?',
        detailSchema: {
          properties: { left: { $ref: '#/definitions/a~1b c' } },
          definitions: { 'a/b c': { type: 'object' } },
        },
      },
    ],
    [bus('hub', 'eu-central-1'), bus('other', 'us-east-1')],
  );
  const { document } = await new Parser().parse(JSON.stringify(definition));
  // The component names its document's type after another release of the parser.
  const schema: unknown = document;
  const html = renderToStaticMarkup(
    <AsyncApiComponentWP
      schema={schema as ComponentProps<typeof AsyncApiComponentWP>['schema']}
      config={{}}
    />,
  );
  for (const text of [
    'Order placed',
    'Tree grown?',
    'orderId',
    'Names the order',
    'event-bus/hub',
    'event-bus/other',
    'events.us-east-1.amazonaws.com',
  ]) {
    expect(html).toContain(text);
  }
});
