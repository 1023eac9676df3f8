import { ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import { LocalAws, startLocalAws } from '../server';
import { ownAddress } from '../__testUtils__/admin';
import { HUB, outcomeOf, rootOf } from '../__testUtils__/clients';
import { Fault } from './fault';
import { withFaults } from './withFaults';

describe('faults for the length of a piece of work', () => {
  let aws: LocalAws;
  beforeEach(async () => {
    aws = await startLocalAws();
  });
  afterEach(() => aws.stop());

  const list = () =>
    outcomeOf(rootOf(aws, HUB).events.send(new ListEventBusesCommand({})));
  const deny: Fault = { operation: 'ListEventBuses', effect: 'deny' };
  const idle: Fault = { operation: 'ListRules', effect: 'error' };
  const faultsLeft = async () =>
    (await ownAddress(aws, 'GET', 'faults')).body.faults;

  it('strike during it and not after it', async () => {
    expect(await withFaults(aws, [deny], list)).not.toBe('allowed');
    expect(await list()).toBe('allowed');
  });

  it('are taken away when the work fails, and its error is told', async () => {
    const work = withFaults(aws, [deny, idle], async () => {
      throw new Error('no work');
    });
    await expect(work).rejects.toThrow('no work');
    expect(await faultsLeft()).toEqual([]);
  });

  it('leave alone what others placed', async () => {
    await ownAddress(aws, 'POST', 'faults', idle);
    await withFaults(aws, [{ ...deny, count: 1 }], list);
    expect(await faultsLeft()).toMatchObject([idle]);
  });

  it('are an error where they struck nothing, unless by chance', async () => {
    await expect(withFaults(aws, [deny, idle], list)).rejects.toThrow(
      /Nothing came that these faults fit: .*"ListRules"/,
    );
    expect(await faultsLeft()).toEqual([]);
    await withFaults(aws, [{ ...idle, rate: 0.5 }], list);
  });

  it('are refused with what is wrong, before the work', async () => {
    const work = jest.fn();
    await expect(withFaults(aws, [{ effect: 'slow' }], work)).rejects.toThrow(
      /delayMs/,
    );
    expect(work).not.toHaveBeenCalled();
  });
});
