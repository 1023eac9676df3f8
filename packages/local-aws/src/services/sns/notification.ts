import { MessageAttribute } from '../sqs/state';
import { TopicMessage } from './message';
import { Subscription, Topic } from './state';

/** What a subscription gets: one of its own protocol, or everybody's. */
export function bodyFor(
  { protocol }: Subscription,
  message: TopicMessage,
): string {
  return message.bodies?.get(protocol) ?? message.body;
}

/** Local AWS has no key that anybody trusts: this is not a signature. */
export const SIGNATURE = Buffer.from('not signed by local AWS').toString(
  'base64',
);

export function signingCertUrl(url: string): string {
  return `${url}/SimpleNotificationService.pem`;
}

export function unsubscribeUrl(url: string, { arn }: Subscription): string {
  return `${url}/?Action=Unsubscribe&SubscriptionArn=${arn}`;
}

export function signatureVersion({ attributes }: Topic): string {
  return attributes.get('SignatureVersion') ?? '1';
}

export function shownAttribute({
  DataType,
  StringValue,
  BinaryValue,
}: MessageAttribute) {
  return {
    Type: DataType,
    Value: BinaryValue
      ? Buffer.from(BinaryValue).toString('base64')
      : StringValue ?? '',
  };
}

/** SNS writes its JSON with a space on either side of a colon. */
function writeMembers(members: [string, string][]): string {
  const lines = members.map(
    ([name, json]) => `  ${JSON.stringify(name)} : ${json}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}

function writeTexts(members: Record<string, string | undefined>) {
  return Object.entries(members).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, JSON.stringify(value)]],
  );
}

/**
 * What an endpoint gets that does not want the message raw ("Parsing Amazon SNS
 * message formats: HTTP/HTTPS notification JSON format").
 *
 * @param url - address of this server
 */
export function notificationJson(
  topic: Topic,
  subscription: Subscription,
  message: TopicMessage,
  url: string,
): string {
  const members = writeTexts({
    Type: 'Notification',
    MessageId: message.id,
    TopicArn: topic.arn,
    Subject: message.subject,
    Message: bodyFor(subscription, message),
    Timestamp: message.publishedAt.toISOString(),
    SignatureVersion: signatureVersion(topic),
    Signature: SIGNATURE,
    SigningCertURL: signingCertUrl(url),
    UnsubscribeURL: unsubscribeUrl(url, subscription),
  });
  if (message.attributes.size > 0) {
    const lines = [...message.attributes].map(
      ([name, attribute]) =>
        `    ${JSON.stringify(name)} : ${JSON.stringify(
          shownAttribute(attribute),
        )}`,
    );
    members.push(['MessageAttributes', `{\n${lines.join(',\n')}\n  }`]);
  }
  return writeMembers(members);
}

/** What asks an endpoint to confirm its subscription. */
export function confirmationJson(
  topic: Topic,
  { token }: Subscription,
  { id, at, url }: { id: string; at: Date; url: string },
): string {
  return writeMembers(
    writeTexts({
      Type: 'SubscriptionConfirmation',
      MessageId: id,
      Token: token,
      TopicArn: topic.arn,
      Message: `You have chosen to subscribe to the topic ${topic.arn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
      SubscribeURL: `${url}/?Action=ConfirmSubscription&TopicArn=${topic.arn}&Token=${token}`,
      Timestamp: at.toISOString(),
      SignatureVersion: signatureVersion(topic),
      Signature: SIGNATURE,
      SigningCertURL: signingCertUrl(url),
    }),
  );
}

/** What a Lambda function gets ("Process Amazon SNS notifications with Lambda"). */
export function lambdaEvent(
  topic: Topic,
  subscription: Subscription,
  message: TopicMessage,
  url: string,
): string {
  return JSON.stringify({
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscription.arn,
        Sns: {
          Type: 'Notification',
          MessageId: message.id,
          TopicArn: topic.arn,
          Subject: message.subject ?? null,
          Message: bodyFor(subscription, message),
          Timestamp: message.publishedAt.toISOString(),
          SignatureVersion: signatureVersion(topic),
          Signature: SIGNATURE,
          SigningCertUrl: signingCertUrl(url),
          UnsubscribeUrl: unsubscribeUrl(url, subscription),
          MessageAttributes: Object.fromEntries(
            [...message.attributes].map(([name, attribute]) => [
              name,
              shownAttribute(attribute),
            ]),
          ),
        },
      },
    ],
  });
}
