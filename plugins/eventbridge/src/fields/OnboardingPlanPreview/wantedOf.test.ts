import { OnboardingKind, wantedOf } from './wantedOf';

describe('wantedOf', () => {
  it('reads a subscription form', () => {
    expect(
      wantedOf('subscription', {
        component: 'component:default/courier-service',
        eventType: 'larkgate.access@Access granted',
        filter: '',
        plan: undefined,
      }),
    ).toEqual({
      wanted: {
        kind: 'subscription',
        component: 'component:default/courier-service',
        source: 'larkgate.access',
        detailType: 'Access granted',
        target: { kind: 'queue' },
      },
    });
  });

  it('reads filter and queue of a subscription form', () => {
    expect(
      wantedOf('subscription', {
        component: 'c',
        eventType: 's@d',
        filter: '{"detail":{"a":[1]}}',
        queueName: 'q',
      }),
    ).toMatchObject({
      wanted: {
        filter: '{"detail":{"a":[1]}}',
        target: { kind: 'queue', name: 'q' },
      },
    });
  });

  it('reads a publication form', () => {
    expect(
      wantedOf('publication', {
        component: 'c',
        source: 's',
        detailType: 'Order placed',
        contract: '{}',
      }),
    ).toEqual({
      wanted: {
        kind: 'publication',
        component: 'c',
        source: 's',
        detailType: 'Order placed',
        contract: '{}',
      },
    });
  });

  it.each<[OnboardingKind, Record<string, unknown>, string[]]>([
    ['subscription', {}, ['the service', 'the event']],
    ['subscription', { component: 'c' }, ['the event']],
    [
      'publication',
      { component: 'c', source: 's', detailType: 'd' },
      ['the contract'],
    ],
  ])('names what a %s form of %j still lacks', (kind, values, open) => {
    expect(wantedOf(kind, values)).toEqual({ open });
  });
});
