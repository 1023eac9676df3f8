import type {
  ListFunctionsRequest,
  ListFunctionsResponse,
  ListVersionsByFunctionRequest,
  ListVersionsByFunctionResponse,
} from '@aws-sdk/client-lambda';
import { parseArn } from '../../accounts';
import { Call, Operation, operation } from '../../calls/operation';
import { ServiceError } from '../../wire/errors';
import { takeTablePage } from '../page';
import { configuration } from './configuration';
import { findFunction, functionAccess, functionAt } from './functions';
import { FUNCTIONS } from './state';

const MAX_LISTED = 50;

/** Brings to light those that the options name for this place. */
function findNamedByOptions(call: Call): void {
  const { account, region } = call.caller;
  for (const key of call.settings.functions.keys()) {
    const arn = parseArn(key);
    const [, name = ''] = arn?.resource.split(':') ?? [];
    if (!arn) {
      functionAt(call, { account, region }, key);
    } else if (arn.account === account && arn.region === region) {
      functionAt(call, arn, name);
    }
  }
}

const listFunctions = operation<ListFunctionsRequest, ListFunctionsResponse>({
  access: () => ({ action: 'lambda:ListFunctions', resourceArn: '*' }),
  run: (input, call) => {
    findNamedByOptions(call);
    const page = takeTablePage(call.accounts.table(FUNCTIONS, call.caller), {
      limit: Math.min(input.MaxItems ?? MAX_LISTED, MAX_LISTED),
      token: input.Marker,
    });
    if (!page) {
      throw new ServiceError(
        'InvalidParameterValueException',
        'Invalid Marker',
      );
    }
    return {
      Functions: page.items.map(configuration),
      NextMarker: page.nextToken,
    };
  },
});

const listVersionsByFunction = operation<
  ListVersionsByFunctionRequest,
  ListVersionsByFunctionResponse
>({
  access: functionAccess('ListVersionsByFunction'),
  run: ({ FunctionName }, call) => {
    const latest = configuration(findFunction(call, FunctionName));
    // Nothing publishes others here.
    const FunctionArn = `${latest.FunctionArn}:$LATEST`;
    return { Versions: [{ ...latest, FunctionArn }] };
  },
});

export const listOperations: [string, Operation][] = [
  ['ListFunctions', listFunctions],
  ['ListVersionsByFunction', listVersionsByFunction],
];
