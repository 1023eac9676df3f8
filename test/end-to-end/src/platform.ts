/** Where the platform under test answers; see app-config.yaml beside src. */
export const platformUrl = 'http://localhost:7107';
export const localAwsUrl = 'http://127.0.0.1:4666';
export const region = 'eu-west-1';

/** Accounts of the demo organisation. */
export const hub = '111111111111';
export const notifications = '444444444444';
