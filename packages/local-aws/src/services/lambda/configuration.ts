import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { LambdaFunction } from './state';

/** A function as most operations tell of it. */
export function configuration(lambda: LambdaFunction): FunctionConfiguration {
  return {
    ...lambda.settings,
    FunctionName: lambda.name,
    FunctionArn: lambda.arn,
    LastModified: lambda.modifiedAt.toISOString().replace('Z', '+0000'),
    LastUpdateStatus: 'Successful',
    LoggingConfig: lambda.settings.LoggingConfig ?? {
      LogFormat: 'Text',
      LogGroup: `/aws/lambda/${lambda.name}`,
    },
    RevisionId: lambda.revisionId,
    State: 'Active',
    Version: '$LATEST',
  };
}
