import type { InputTransformer, Target } from '@aws-sdk/client-eventbridge';
import { parseJsonPath } from '../../delivery/jsonPath';
import {
  EVENT_VARIABLES,
  isInsideString,
  PLACEHOLDER,
  PREDEFINED_VARIABLES,
} from '../../delivery/targetInput';
import { Checked } from '../../wire/model';

/** Which of the three ways to shape the input a target uses. */
export function inputsOf(target: Checked<Target>): string[] {
  const inputs = ['Input', 'InputPath', 'InputTransformer'] as const;
  return inputs.filter(name => target[name] !== undefined);
}

function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : `${error}`;
  }
}

/** A template with its variables filled in by something of their kind. */
function filled(template: string): string {
  return template.replace(PLACEHOLDER, (_, __, position: number) =>
    isInsideString(template, position) ? '' : 'null',
  );
}

/**
 * Whether a template gives JSON: as a whole, or line by line where it is
 * several texts ("Amazon EventBridge input transformation").
 */
function templateProblem(template: string): string | undefined {
  const text = filled(template);
  const problem = jsonProblem(text);
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return problem !== undefined &&
    (lines.length < 2 || lines.some(line => jsonProblem(line) !== undefined))
    ? problem
    : undefined;
}

function transformerProblem(
  { InputPathsMap = {}, InputTemplate }: Checked<InputTransformer>,
  id: string,
): string | undefined {
  const reserved = Object.keys(InputPathsMap).find(key => /^aws/i.test(key));
  if (reserved !== undefined) {
    return `InputPathsMap for target ${id} is invalid: the key ${reserved} starts with AWS.`;
  }
  const isObject = InputTemplate.trim().startsWith('{');
  for (const [, name] of InputTemplate.matchAll(PLACEHOLDER)) {
    const isOwn = Object.hasOwn(InputPathsMap, name);
    if (!isOwn && !PREDEFINED_VARIABLES.has(name)) {
      return `InputTemplate for target ${id} contains invalid placeholder ${name}.`;
    }
    if (!isOwn && EVENT_VARIABLES.has(name) && !isObject) {
      return `InputTemplate for target ${id} contains placeholder ${name} valid only for JSON template.`;
    }
  }
  const problem = templateProblem(InputTemplate);
  return problem && `Invalid InputTemplate for target ${id} : ${problem}.`;
}

/** What is wrong with how a target's input is made, if anything. */
export function inputProblem(target: Checked<Target>): string | undefined {
  const { Id, Input, InputPath, InputTransformer: transformer } = target;
  if (inputsOf(target).length > 1) {
    return `Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`;
  }
  if (Input !== undefined && jsonProblem(Input) !== undefined) {
    return `JSON syntax error in input for target ${Id}.`;
  }
  const paths = [
    ...(InputPath === undefined ? [] : [InputPath]),
    ...Object.values(transformer?.InputPathsMap ?? {}),
  ];
  if (paths.some(path => parseJsonPath(path) === undefined)) {
    return `InputPath for target ${Id} is invalid.`;
  }
  return transformer && transformerProblem(transformer, Id);
}
