import * as monitoring from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as events from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api';
import * as schemas from '@aws-sdk/client-schemas';
import * as sns from '@aws-sdk/client-sns';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';
import { ServiceName } from '../../services';

/** The SDK clients that the model files are read from. */
export const SDK_CLIENTS: Record<ServiceName, Record<string, unknown>> = {
  events,
  iam,
  lambda,
  logs,
  monitoring,
  schemas,
  sns,
  sqs,
  sts,
  tagging,
};
