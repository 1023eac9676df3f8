import type { Target } from '@aws-sdk/client-eventbridge';
import { Arn, parseArn } from '../../accounts';
import { Caller } from '../../calls/caller';
import { ServiceError } from '../../wire/errors';
import { Checked } from '../../wire/model';
import { deadLetterProblem } from './deadLetterConfig';
import { crossRegion, invalid, invalidParameter } from './errors';
import { inputProblem, inputsOf } from './inputRules';
import { EventBus } from './state';

/** Targets that are called as a role ("Amazon EventBridge targets"). */
const CALLED_AS_ROLE: ReadonlySet<string> = new Set([
  'batch',
  'codebuild',
  'codepipeline',
  'ecs',
  'events',
  'firehose',
  'glue',
  'inspector',
  'kinesis',
  'redshift',
  'redshift-serverless',
  'sagemaker',
  'ssm',
  'ssm-incidents',
  'states',
]);

const SUPPORTED: ReadonlySet<string> = new Set([
  ...CALLED_AS_ROLE,
  'appsync',
  'ec2',
  'execute-api',
  'lambda',
  'logs',
  'sns',
  'sqs',
]);

/**
 * Targets that may be in another account, given a role ("Cross-account
 * targets"). Event buses always could.
 */
const ACROSS_ACCOUNTS: ReadonlySet<string> = new Set([
  'execute-api',
  'kinesis',
  'lambda',
  'sns',
  'sqs',
]);

type ParameterBlock = Extract<keyof Target, `${string}Parameters`>;

/** The services that each block of parameters is for. */
const BLOCKS: Partial<Record<ParameterBlock, readonly string[]>> = {
  AppSyncParameters: ['appsync'],
  BatchParameters: ['batch'],
  EcsParameters: ['ecs'],
  HttpParameters: ['events', 'execute-api'],
  KinesisParameters: ['kinesis'],
  RedshiftDataParameters: ['redshift', 'redshift-serverless'],
  RunCommandParameters: ['ssm'],
  SageMakerPipelineParameters: ['sagemaker'],
};

const NEEDED_BLOCKS: Readonly<Record<string, ParameterBlock>> = {
  batch: 'BatchParameters',
  ecs: 'EcsParameters',
};

const isBus = ({ service, resource }: Arn) =>
  service === 'events' && resource.startsWith('event-bus/');

function blockProblem(
  target: Checked<Target>,
  { service, resource }: Arn,
): string | undefined {
  const needed =
    service === 'sqs' && resource.endsWith('.fifo')
      ? 'SqsParameters'
      : NEEDED_BLOCKS[service];
  if (needed && target[needed] === undefined) {
    return `Parameter(s) ${needed} must be specified for target: ${target.Id}.`;
  }
  const stray = Object.entries(BLOCKS).find(
    ([block, services]) =>
      // The keys of BLOCKS are members of a target.
      target[block as ParameterBlock] !== undefined &&
      !services.includes(service),
  );
  if (stray) {
    return `Parameter(s) ${stray[0]} not supported for target: ${target.Id}.`;
  }
  const { EcsParameters: ecs } = target;
  if (ecs?.LaunchType === 'FARGATE' && !ecs.NetworkConfiguration) {
    return `Parameter NetworkConfiguration must be specified for target ${target.Id} when launch type is FARGATE.`;
  }
  return ecs && (ecs.TaskCount ?? 1) > 10
    ? `Parameter(s) TaskCount not valid for target: ${target.Id}.`
    : undefined;
}

/** What is wrong with a bus as a target. */
function busProblem(
  target: Checked<Target>,
  arn: Arn,
  bus: EventBus,
): string | undefined {
  if (target.Arn === bus.arn) {
    return `Target ${target.Id} is the event bus of the rule itself.`;
  }
  const [input] = inputsOf(target);
  return arn.account !== bus.account && input !== undefined
    ? `${input} is not available for target ${target.Id}: it is an event bus in another account.`
    : undefined;
}

function isOfEvents({ account, resource }: Arn): boolean {
  return (
    account !== '' && /^(event-bus|api-destination|target)\/./.test(resource)
  );
}

/** Refuses a target elsewhere that may not be there. */
function accountProblem(
  target: Checked<Target>,
  arn: Arn,
  homes: readonly string[],
): ServiceError | undefined {
  if (arn.account === '' || homes.includes(arn.account) || isBus(arn)) {
    return undefined;
  }
  if (!ACROSS_ACCOUNTS.has(arn.service)) {
    return new ServiceError(
      'AccessDeniedException',
      `Access to the resource ${target.Arn} is denied. Reason: Adding cross-account target is not permitted.`,
    );
  }
  return target.RoleArn
    ? undefined
    : invalid(`RoleArn is required for target ${target.Arn}.`);
}

/**
 * Why EventBridge refuses a target, if it does: its first reason, as AWS gives
 * no more than one.
 */
export function targetProblem(
  target: Checked<Target>,
  bus: EventBus,
  caller: Caller,
): ServiceError | undefined {
  const arn = parseArn(target.Arn);
  const role =
    target.RoleArn === undefined ? undefined : parseArn(target.RoleArn);
  if (!arn || (arn.service === 'events' && !isOfEvents(arn))) {
    return invalidParameter(
      target.Arn,
      'Provided Arn is not in correct format.',
    );
  }
  if (!SUPPORTED.has(arn.service)) {
    return invalid(`${arn.service} is not a supported service for a target.`);
  }
  if (target.RoleArn !== undefined && role?.service !== 'iam') {
    return invalidParameter(
      target.RoleArn,
      'Provided Arn is not in correct format.',
    );
  }
  if (target.RoleArn === undefined && CALLED_AS_ROLE.has(arn.service)) {
    return invalid(`RoleArn is required for target ${target.Arn}.`);
  }
  // "Amazon EventBridge targets": in the Region of the rule, but for buses.
  if (!isBus(arn) && arn.region !== '' && arn.region !== bus.region) {
    return crossRegion();
  }
  const elsewhere = accountProblem(target, arn, [bus.account, caller.account]);
  if (elsewhere) {
    return elsewhere;
  }
  const problem =
    inputProblem(target) ??
    (isBus(arn) ? busProblem(target, arn, bus) : undefined) ??
    blockProblem(target, arn) ??
    deadLetterProblem(target.DeadLetterConfig?.Arn, bus.region) ??
    (role && role.account !== caller.account
      ? 'Cross-account pass role is not allowed.'
      : undefined);
  return problem === undefined ? undefined : invalid(problem);
}
