import type { Target } from '@aws-sdk/client-eventbridge';
import { Rule } from '../services/events/state';
import { EventInTransit, eventText, eventTime } from './event';
import { readJsonPath } from './jsonPath';

/** A variable in a template. */
export const PLACEHOLDER = /<([^<>"\s]+)>/g;

/** Variables that stand for the event: they are good in JSON objects only. */
export const EVENT_VARIABLES: ReadonlySet<string> = new Set([
  'aws.events.event',
  'aws.events.event.json',
]);

/** Variables that every template has ("Predefined variables"). */
export const PREDEFINED_VARIABLES: ReadonlySet<string> = new Set([
  'aws.events.rule-arn',
  'aws.events.rule-name',
  'aws.events.event.ingestion-time',
  ...EVENT_VARIABLES,
]);

/** Whether a place in a template is inside a JSON string. */
export function isInsideString(template: string, position: number): boolean {
  let isInside = false;
  for (let i = 0; i < position; i++) {
    if (template[i] === '\\') {
      i++;
    } else if (template[i] === '"') {
      isInside = !isInside;
    }
  }
  return isInside;
}

function inString(value: unknown): string {
  if (value === undefined) {
    return '';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

/**
 * Fills the template of an InputTransformer ("Amazon EventBridge input
 * transformation"). A variable keeps its JSON form outside quotes and its text
 * inside them; one that leads nowhere becomes empty.
 */
export function transformInput(
  template: string,
  paths: Record<string, string>,
  event: EventInTransit,
  rule: Pick<Rule, 'arn' | 'name'>,
): string {
  const { envelope } = event;
  const predefined = new Map<string, unknown>([
    ['aws.events.rule-arn', rule.arn],
    ['aws.events.rule-name', rule.name],
    ['aws.events.event.ingestion-time', eventTime(event.ingestedAt)],
    ['aws.events.event', { ...envelope, detail: undefined }],
    ['aws.events.event.json', envelope],
  ]);
  return template.replace(PLACEHOLDER, (_, name: string, position: number) => {
    const value = Object.hasOwn(paths, name)
      ? readJsonPath(envelope, paths[name])
      : predefined.get(name);
    return isInsideString(template, position)
      ? inString(value)
      : JSON.stringify(value ?? '');
  });
}

/** What a target gets: the event, a part of it, a constant or a template. */
export function targetInput(
  target: Target,
  rule: Pick<Rule, 'arn' | 'name'>,
  event: EventInTransit,
): string {
  if (target.Input !== undefined) {
    return target.Input;
  }
  if (target.InputPath !== undefined) {
    return JSON.stringify(
      readJsonPath(event.envelope, target.InputPath) ?? null,
    );
  }
  const { InputTransformer: transformer } = target;
  if (transformer?.InputTemplate !== undefined) {
    return transformInput(
      transformer.InputTemplate,
      transformer.InputPathsMap ?? {},
      event,
      rule,
    );
  }
  return eventText(event.envelope);
}
