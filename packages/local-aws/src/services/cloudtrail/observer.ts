import { randomUUID } from 'node:crypto';
import { Call } from '../../calls/operation';
import { eventTime } from '../../delivery/event';
import { publishServiceEvent } from '../../delivery/serviceEvent';
import { ServiceError } from '../../wire/errors';
import { SERVICE_MODELS } from '../../wire/model';
import type { DoneCall } from '../observers';
import { foreignIdentity, userIdentity } from './identity';
import { eventName, isManagementWrite } from './managementCalls';
import { parametersOf } from './parameters';

/** IAM is everywhere, and its calls are recorded in one Region only. */
const GLOBAL_REGION = 'us-east-1';

const ACCESS_DENIED = /^(AccessDenied|AuthorizationError|Forbidden)/;

function errorOf({ error }: DoneCall): object {
  if (error === undefined) {
    return {};
  }
  const { name, message } =
    error instanceof ServiceError
      ? error
      : { name: 'InternalFailure', message: `${error}` };
  return {
    errorCode: ACCESS_DENIED.test(name) ? 'AccessDenied' : name,
    errorMessage: message,
  };
}

/** The accounts whose resources a call was about, beside the caller's own. */
function otherOwners(done: DoneCall, { caller }: Call): string[] {
  if (done.error !== undefined) {
    return [];
  }
  const owners = done.accesses
    // That a role was handed over is no call on the role.
    .filter(({ action }) => action !== 'iam:PassRole')
    .map(({ resourceAccount }) => resourceAccount ?? caller.account);
  return [...new Set(owners)].filter(owner => owner !== caller.account);
}

/** What CloudTrail writes about a call ("CloudTrail record contents"). */
function recordOf(done: DoneCall, call: Call, region: string): object {
  const { caller, clock, origin } = call;
  const model = SERVICE_MODELS.get(done.service)?.operation(done.operation);
  return {
    eventVersion: '1.11',
    userIdentity: userIdentity(call),
    eventTime: eventTime(clock.date()),
    eventSource: `${done.service}.amazonaws.com`,
    eventName: eventName(done.service, done.operation),
    awsRegion: region,
    sourceIPAddress: origin?.sourceAddress ?? '127.0.0.1',
    userAgent: origin?.userAgent ?? '',
    ...errorOf(done),
    requestParameters: parametersOf(done.input, model?.input),
    responseElements: done.error
      ? null
      : parametersOf(done.output, model?.output),
    requestID: origin?.requestId ?? randomUUID(),
    eventID: randomUUID(),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: caller.account,
    eventCategory: 'Management',
  };
}

/**
 * Tells the default bus about calls that change something, as CloudTrail does
 * ("AWS service events delivered via AWS CloudTrail"), where the option
 * `cloudTrail` asks for it. A call on a resource of another account is told to
 * both accounts.
 */
export function recordCall(done: DoneCall, call: Call): void {
  if (
    !call.settings.cloudTrail ||
    !isManagementWrite(done.service, done.operation)
  ) {
    return;
  }
  const region = done.service === 'iam' ? GLOBAL_REGION : call.caller.region;
  const publish = (account: string, detail: object) =>
    publishServiceEvent(
      call,
      { account, region },
      {
        source: `aws.${done.service}`,
        detailType: 'AWS API Call via CloudTrail',
        resources: [],
        detail,
      },
    );
  const record = recordOf(done, call, region);
  const owners = otherOwners(done, call);
  const shared = owners.length > 0 ? { sharedEventID: randomUUID() } : {};
  publish(call.caller.account, { ...record, ...shared });
  for (const owner of owners) {
    publish(owner, {
      ...record,
      userIdentity: foreignIdentity(call),
      eventID: randomUUID(),
      recipientAccountId: owner,
      ...shared,
    });
  }
}
