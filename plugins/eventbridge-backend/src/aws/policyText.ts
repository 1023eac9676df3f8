import {
  PolicyDocument,
  PolicyStatement,
} from '@busline/backstage-plugin-eventbridge-common';
import { z } from 'zod/v4';

const documentSchema = z.looseObject({
  Version: z.string().optional(),
  Id: z.string().optional(),
  // "IAM JSON policy elements: Statement": one object or a list.
  Statement: z.union([
    z.array(z.record(z.string(), z.unknown())),
    z.record(z.string(), z.unknown()),
  ]),
});

/**
 * A policy document as AWS holds it. AWS checked the grammar of each statement
 * when it was written, so only the outer shape is checked here.
 */
export function parsePolicy(text: string): PolicyDocument;
export function parsePolicy(
  text: string | undefined,
): PolicyDocument | undefined;
export function parsePolicy(
  text: string | undefined,
): PolicyDocument | undefined {
  if (!text) {
    return undefined;
  }
  const { Statement, ...rest } = documentSchema.parse(JSON.parse(text));
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return { ...rest, Statement: statements as unknown as PolicyStatement[] };
}

/** IAM gives documents URL-encoded ("GetRole", IAM API reference). */
export function parseEncodedPolicy(text: string): PolicyDocument {
  return parsePolicy(decodeURIComponent(text));
}
