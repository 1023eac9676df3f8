import { Members, list, number, oneOf, structure, text } from './constraint';

// Constraints of members that several data types of the "Amazon EventBridge
// API Reference" share, under the names they have there.

export const NAME = '[\\.\\-_A-Za-z0-9]+';
export const name = (max: number) => text({ min: 1, max, pattern: NAME });

export const ARN = text({ min: 1, max: 1600 });
export const arnOf = (resource: string) =>
  text({
    min: 1,
    max: 1600,
    pattern: `^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:${resource}$`,
  });

export const ACCOUNT_ID = text({ min: 12, max: 12, pattern: '\\d{12}' });
export const API_DESTINATION_METHOD = oneOf(
  'HEAD',
  'POST',
  'PATCH',
  'DELETE',
  'PUT',
  'GET',
  'OPTIONS',
);
export const ARCHIVE_ARN = arnOf('.+\\/.+');
export const ARCHIVE_STATE = oneOf(
  'ENABLED',
  'DISABLED',
  'CREATING',
  'UPDATING',
  'CREATE_FAILED',
  'UPDATE_FAILED',
);
export const AUTH_HEADER =
  '^[ \\t]*[^\\x00-\\x1F:\\x7F]+([ \\t]+[^\\x00-\\x1F:\\x7F]+)*[ \\t]*$';
export const AUTH_HEADER_TEXT = text({
  min: 1,
  max: 512,
  pattern: AUTH_HEADER,
});
export const AUTH_HEADER_SECRET = text({
  min: 1,
  max: 512,
  pattern: AUTH_HEADER,
  isSecret: true,
});
export const BUS_NAME = text({
  min: 1,
  max: 256,
  pattern: '[/\\.\\-_A-Za-z0-9]+',
});
export const BUS_PREFIX =
  '(arn:aws[\\w-]*:events:[a-z]+-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?';
export const BUS_NAME_OR_ARN = text({
  min: 1,
  max: 1600,
  pattern: `${BUS_PREFIX}[/\\.\\-_A-Za-z0-9]+`,
});
export const CONNECTION_ARN = arnOf(
  'connection\\/[\\.\\-_A-Za-z0-9]+\\/[\\-A-Za-z0-9]+',
);
export const CONNECTION_STATE = oneOf(
  'CREATING',
  'UPDATING',
  'DELETING',
  'AUTHORIZED',
  'DEAUTHORIZED',
  'AUTHORIZING',
  'DEAUTHORIZING',
  'ACTIVE',
  'FAILED_CONNECTIVITY',
);
export const DESCRIPTION = text({ max: 512, pattern: '.*' });
export const EVENT_PATTERN = text({ max: 4096 });
export const EVENT_SOURCE_NAME = text({
  min: 1,
  max: 256,
  pattern: 'aws\\.partner(/[\\.\\-_A-Za-z0-9]+){2,}',
});
export const HEADER_KEY = text({
  max: 512,
  pattern: "^[!#$%&'*+-.^_`|~0-9a-zA-Z]+$",
});
export const HEADER_VALUE =
  '^[ \\t]*[\\x20-\\x7E]+([ \\t]+[\\x20-\\x7E]+)*[ \\t]*$';
export const HOME_REGION = text({ min: 9, max: 20, pattern: '^[\\-a-z0-9]+$' });
export const HTTPS_ENDPOINT = text({
  min: 1,
  max: 2048,
  pattern:
    "^((%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@\\x26=+$,A-Za-z0-9])+)([).!';/?:,])?$",
});
export const IAM_ROLE_ARN = text({
  min: 1,
  max: 256,
  pattern: '^arn:aws[a-z-]*:iam::\\d{12}:role\\/[\\w+=,.@/-]+$',
});
export const KMS_KEY = text({ max: 2048, pattern: '^[a-zA-Z0-9_\\-/:]*$' });
export const OAUTH_METHOD = oneOf('GET', 'POST', 'PUT');
export const QUERY_KEY = text({ max: 512, pattern: '[^\\x00-\\x1F\\x7F]+' });
export const QUERY_VALUE = '[^\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F\\x7F]+';
export const REPLAY_STATE = oneOf(
  'STARTING',
  'RUNNING',
  'CANCELLING',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
);

export const PAGE: Members = {
  NextToken: text({ min: 1, max: 2048 }),
  Limit: number({ min: 1, max: 100 }),
};
export const TAG = structure({
  Key: text({ min: 1, max: 128 }),
  Value: text({ min: 0, max: 256 }),
});
export const TAGS = list({}, TAG);
export const DEAD_LETTER = structure({ Arn: ARN });
export const LOG_CONFIG = structure({
  IncludeDetail: oneOf('NONE', 'FULL'),
  Level: oneOf('OFF', 'ERROR', 'INFO', 'TRACE'),
});
