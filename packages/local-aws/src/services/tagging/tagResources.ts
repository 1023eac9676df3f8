import type {
  FailureInfo,
  TagResourcesInput,
  TagResourcesOutput,
  UntagResourcesInput,
  UntagResourcesOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { parseArn } from '../../accounts';
import { decideForCaller } from '../../calls/authorise';
import { Call, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { TagCall, TaggableService } from '../taggable';
import { invalidParameter, tagAccess } from './access';
import { TAGGABLE_SERVICES } from './services';

const MAX_RESOURCES = 20;
const MAX_TAGS = 50;

const failure = (
  ErrorCode: FailureInfo['ErrorCode'],
  ErrorMessage: string,
  StatusCode = 400,
): FailureInfo => ({ StatusCode, ErrorCode, ErrorMessage });

/**
 * Lets the service of a resource set its tags, by its own operation and its
 * own permissions ("Resource Groups Tagging API permissions": both are asked).
 */
async function setTags(
  arn: string,
  callOf: (service: TaggableService) => TagCall,
  call: Call,
): Promise<FailureInfo | undefined> {
  const parsed = parseArn(arn);
  if (!parsed || (parsed.region && parsed.region !== call.caller.region)) {
    return failure(
      'InvalidParameterException',
      `${arn} is not a valid ARN here`,
    );
  }
  const service = TAGGABLE_SERVICES.find(
    candidate => candidate.service === parsed.service,
  );
  const { operation: handler, input } = service ? callOf(service) : {};
  if (!handler) {
    return failure(
      'InternalServiceException',
      `The resource type of ${arn} is not supported by local AWS`,
    );
  }
  try {
    for (const access of handler.access(input, call)) {
      const { message } = decideForCaller(call, access);
      if (message) {
        return failure('InvalidParameterException', message, 403);
      }
    }
    await handler.run(input, call);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) {
      return failure('InvalidParameterException', error.message);
    }
    throw error;
  }
}

async function setAll(
  arns: readonly string[],
  callOf: (service: TaggableService, arn: string) => TagCall,
  call: Call,
): Promise<{ FailedResourcesMap: Record<string, FailureInfo> }> {
  if (arns.length < 1 || arns.length > MAX_RESOURCES) {
    throw invalidParameter(
      `ResourceARNList must have from 1 to ${MAX_RESOURCES} members`,
    );
  }
  const FailedResourcesMap: Record<string, FailureInfo> = {};
  for (const arn of arns) {
    const failed = await setTags(arn, service => callOf(service, arn), call);
    if (failed) {
      FailedResourcesMap[arn] = failed;
    }
  }
  return { FailedResourcesMap };
}

function checkKeys(keys: readonly string[]): void {
  if (keys.length < 1 || keys.length > MAX_TAGS) {
    throw invalidParameter(`There must be from 1 to ${MAX_TAGS} tags`);
  }
  const reserved = keys.find(key => key.startsWith('aws:'));
  if (reserved !== undefined) {
    throw invalidParameter(
      `The tag key ${reserved} begins with aws:, which is reserved`,
    );
  }
}

export const tagResources = operation<TagResourcesInput, TagResourcesOutput>({
  access: tagAccess('TagResources'),
  run: ({ ResourceARNList, Tags }, call) => {
    checkKeys(Object.keys(Tags));
    return setAll(
      ResourceARNList,
      (service, arn) => service.tag(arn, Tags),
      call,
    );
  },
});

export const untagResources = operation<
  UntagResourcesInput,
  UntagResourcesOutput
>({
  access: tagAccess('UntagResources'),
  run: ({ ResourceARNList, TagKeys }, call) => {
    checkKeys(TagKeys);
    return setAll(
      ResourceARNList,
      (service, arn) => service.untag(arn, TagKeys),
      call,
    );
  },
});
