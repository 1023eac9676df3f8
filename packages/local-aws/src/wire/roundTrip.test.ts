import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as fc from 'fast-check';
import { startTestServer, TestServer } from './__testUtils__/testServer';

let wire: TestServer;

beforeAll(async () => {
  wire = await startTestServer();
});
afterAll(() => wire.stop());

jest.setTimeout(60_000);

describe('texts of any kind', () => {
  it('arrive and return whole in Query and XML', async () => {
    const sns = new SNSClient(wire.config);
    // XML has no control characters but these; and clients trim white space.
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter(given => given.trim() === given && given !== '');
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.dictionary(text, text, { maxKeys: 4 }),
        async (arn, map) => {
          wire.answers({ Attributes: map });
          const { Attributes } = await sns.send(
            new GetTopicAttributesCommand({ TopicArn: arn }),
          );
          expect(wire.heard()?.input).toEqual({ TopicArn: arn });
          expect({ ...Attributes }).toEqual({ ...map });
        },
      ),
    );
  });

  it('arrive and return whole in JSON', async () => {
    const sqs = new SQSClient({ ...wire.config, md5: false });
    const text = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.dictionary(text, text, { maxKeys: 4 }),
        async (body, map) => {
          const Messages = [{ Body: body, Attributes: { ...map } }];
          wire.answers({ Messages });
          const got = await sqs.send(
            new ReceiveMessageCommand({ QueueUrl: body }),
          );
          expect(wire.heard()?.input).toEqual({ QueueUrl: body });
          expect(got.Messages).toEqual(Messages);
        },
      ),
    );
  });

  it('arrive whole as labels of a path', async () => {
    const lambda = new LambdaClient(wire.config);
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, text, async (name, qualifier) => {
        wire.answers({ StatusCode: 200 });
        await lambda.send(
          new InvokeCommand({ FunctionName: name, Qualifier: qualifier }),
        );
        expect(wire.heard()?.input).toEqual({
          FunctionName: name,
          Qualifier: qualifier,
        });
      }),
    );
  });
});
