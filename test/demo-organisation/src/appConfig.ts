import { demoAccounts } from './accounts';
import { hubBusName, registryName } from './provision/hub';

/**
 * The part of app-config that leads a Backstage backend to the demo organisation on a local AWS, for tests that start both.
 *
 * @param aws - where local AWS answers, and the Region in which the organisation was created
 */
export function demoAppConfig({ endpoint, region }: DemoAws) {
  const hub = demoAccounts.find(({ isHub }) => isHub)?.id;
  return {
    aws: { mainAccount: { accessKeyId: hub, secretAccessKey: 'local' } },
    eventbridge: {
      endpoint,
      hub: { account: hub, region, busName: hubBusName },
      registryName,
      accounts: demoAccounts.map(({ id, name }) => ({
        id,
        name,
        regions: [region],
      })),
    },
  };
}

/** A local AWS with the demo organisation in it. */
export interface DemoAws {
  endpoint: string;
  region: string;
}
