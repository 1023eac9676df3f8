export * from './client/eventbridgeServiceRef';
export * from './client/EventbridgeService';
