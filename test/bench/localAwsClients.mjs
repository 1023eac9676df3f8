/** AWS SDK clients for the local AWS benchmark; connections are kept alive and shared. */
import { Agent } from 'node:http';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { SQSClient } from '@aws-sdk/client-sqs';

export const REGION = 'eu-west-1';
export const HUB = '111111111111';
export const SUBSCRIBER = '333333333333';

const MAX_SOCKETS = 128;

/**
 * Opens connections to a server.
 *
 * @returns `of(account)` with clients that act as the root of an account, and `close()`
 */
export function connect(url) {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const known = new Map();
  return {
    of(account) {
      let clients = known.get(account);
      if (!clients) {
        const config = {
          endpoint: url,
          region: REGION,
          credentials: { accessKeyId: account, secretAccessKey: 'any' },
          // A call that fails is to be seen, not tried again.
          maxAttempts: 1,
          requestHandler: { httpAgent },
        };
        clients = {
          events: new EventBridgeClient(config),
          sqs: new SQSClient(config),
          iam: new IAMClient(config),
        };
        known.set(account, clients);
      }
      return clients;
    },
    close: () => httpAgent.destroy(),
  };
}
