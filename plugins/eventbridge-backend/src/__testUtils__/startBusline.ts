import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  ANNOTATION_AWS_ACCOUNT,
  Run,
} from '@busline/backstage-plugin-eventbridge-common';
import { LocalAws, startLocalAws } from '@busline/local-aws';
import request from 'supertest';
import { eventbridgePlugin } from '../plugin';
import { Gate, startGate } from './gate';
import { createTwoAccounts, DELIVERY, HUB, REGION } from './twoAccounts';

/** A backend with the real plugin against a real local AWS. */
export interface Busline {
  aws: LocalAws;
  /** Holds back a request of the backend to AWS, see {@link Gate}. */
  hold: Gate['hold'];
  get(path: string): request.Test;
  post(path: string, body?: object): request.Test;
  /** Starts a run and waits for its end. */
  run(body: object): Promise<Run>;
  /** Waits until a run has ended. */
  ended(id: string): Promise<Run>;
  stop(): Promise<void>;
}

function component(name: string, accountId: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: { [ANNOTATION_AWS_ACCOUNT]: accountId },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
  };
}

export async function startBusline(
  options: {
    features?: BackendFeature[];
    /** More accounts in app-config, which do not exist in AWS. */
    accounts?: string[];
  } = {},
): Promise<Busline> {
  const { accounts = [] } = options;
  const aws = await startLocalAws({ port: 0 });
  await createTwoAccounts(aws.url);
  const gate = await startGate(aws.url);
  const backend = await startTestBackend({
    features: [
      ...(options.features ?? []),
      eventbridgePlugin,
      mockServices.rootConfig.factory({
        data: {
          aws: {
            mainAccount: { accessKeyId: HUB, secretAccessKey: 'any' },
          },
          eventbridge: {
            endpoint: gate.url,
            hub: { account: HUB, region: REGION, busName: 'hub' },
            accounts: [
              { id: HUB, name: 'platform', regions: [REGION] },
              { id: DELIVERY, name: 'delivery', regions: [REGION] },
              ...accounts.map(id => ({ id, name: id, regions: [REGION] })),
            ],
          },
        },
      }),
      catalogServiceMock.factory({
        entities: [
          component('access-service', HUB),
          component('delivery-service', DELIVERY),
          ...accounts.map(id => component(`service-${id}`, id)),
        ],
      }),
    ],
  });

  const get = (path: string) =>
    request(backend.server).get(`/api/eventbridge${path}`);
  const post = (path: string, body: object = {}) =>
    request(backend.server).post(`/api/eventbridge${path}`).send(body);
  const ended = async (id: string): Promise<Run> => {
    for (;;) {
      const { body } = await get(`/runs/${id}`).expect(200);
      if (body.status !== 'running') {
        return body;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  };
  return {
    aws,
    hold: gate.hold,
    get,
    post,
    ended,
    run: async body => {
      const started = await post('/runs', body).expect(201);
      return ended(started.body.id);
    },
    stop: async () => {
      await backend.stop();
      await gate.stop();
      await aws.stop();
    },
  };
}
