import { eventTypeId, parseEventTypeId } from './eventTypeId';

describe('parseEventTypeId', () => {
  it.each([
    [
      'com.larkgate.access@Access granted',
      'com.larkgate.access',
      'Access granted',
    ],
    ['shop@order@placed', 'shop', 'order@placed'],
    [' shop @ Order placed ', 'shop', 'Order placed'],
  ])('reads %j', (id, source, detailType) => {
    expect(parseEventTypeId(id)).toEqual({ source, detailType });
  });

  it.each(['', '@', 'shop', 'shop@', '@Order placed', ' @ '])(
    'finds no event type in %j',
    id => {
      expect(parseEventTypeId(id)).toBeUndefined();
    },
  );

  it('reads what eventTypeId wrote', () => {
    const key = { source: 'shop', detailType: 'Order @ counter' };
    expect(parseEventTypeId(eventTypeId(key))).toEqual(key);
  });
});
