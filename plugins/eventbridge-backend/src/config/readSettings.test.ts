import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readSettings } from './readSettings';

const good = {
  hub: { account: '111111111111', region: 'eu-west-1', busName: 'hub' },
  accounts: [
    { id: '111111111111', name: 'platform', regions: ['eu-west-1'] },
    {
      id: '222222222222',
      name: 'delivery',
      regions: ['eu-west-1', 'us-east-1'],
      applyRole: 'arn:aws:iam::222222222222:role/teams/changer',
      externalId: 'secret',
    },
  ],
};

function read(eventbridge?: JsonObject) {
  return readSettings(new ConfigReader(eventbridge ? { eventbridge } : {}));
}

describe('readSettings', () => {
  it('fills in what is left out', () => {
    const settings = read(good);
    expect(settings.platform).toEqual({
      hub: { accountId: '111111111111', region: 'eu-west-1', busName: 'hub' },
      registryName: 'busline',
      accounts: [
        { id: '111111111111', name: 'platform', regions: ['eu-west-1'] },
        {
          id: '222222222222',
          name: 'delivery',
          regions: ['eu-west-1', 'us-east-1'],
        },
      ],
    });
    expect(settings.endpoint).toBeUndefined();
    expect(settings.schedule).toMatchObject({ frequency: { minutes: 5 } });
    expect(settings.snapshotsToKeep).toBe(50);
    expect(settings.access.get('222222222222')).toEqual({
      scanRoleArn: 'arn:aws:iam::222222222222:role/busline-scan',
      applyRoleArn: 'arn:aws:iam::222222222222:role/teams/changer',
      externalId: 'secret',
    });
  });

  it('names the key that is missing', () => {
    expect(() => read()).toThrow('eventbridge is missing');
    expect(() => read({})).toThrow('eventbridge.hub is missing');
  });

  it.each<[string, JsonObject, string]>([
    [
      'an account id that YAML reads as a number',
      { accounts: [{ id: 111111111111, name: 'a', regions: ['eu-west-1'] }] },
      'eventbridge.accounts[0].id is read as a number; put the 12 digits in quotes',
    ],
    [
      'an account without Regions',
      { accounts: [{ id: '111111111111', name: 'a', regions: [] }] },
      'eventbridge.accounts[0].regions must name at least one Region',
    ],
    [
      'an account listed twice',
      { accounts: [good.accounts[0], good.accounts[0]] },
      'eventbridge.accounts[1].id is listed twice',
    ],
    [
      'a hub that is not an account',
      { hub: { ...good.hub, account: '999999999999' } },
      'eventbridge.hub.account must be one of eventbridge.accounts',
    ],
    [
      'a hub Region that is not scanned',
      { hub: { ...good.hub, region: 'us-east-1' } },
      'eventbridge.hub.region must be one of the regions of account 111111111111',
    ],
    [
      'an endpoint that is no address',
      { endpoint: 'localhost' },
      'eventbridge.endpoint must be an address',
    ],
    [
      'a history without the newest snapshot',
      { snapshotsToKeep: 0 },
      'eventbridge.snapshotsToKeep must be at least 1',
    ],
    [
      'a schedule without a timeout',
      { schedule: { frequency: { minutes: 1 } } },
      'eventbridge.schedule',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => read({ ...good, ...change })).toThrow(message);
  });

  it('collects every problem', () => {
    const error = () =>
      read({
        hub: { account: '1', region: 'Ireland', busName: 'hub' },
        accounts: [],
      });
    expect(error).toThrow('eventbridge.hub.account');
    expect(error).toThrow('eventbridge.hub.region');
    expect(error).toThrow('eventbridge.accounts');
  });
});
