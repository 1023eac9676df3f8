import { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';

/** Does work with an entry in the audit log that says how it went. */
export async function audited<T>(
  auditor: AuditorService,
  eventId: 'refresh' | 'apply' | 'verify' | 'cancel',
  request: Request,
  meta: JsonObject,
  work: () => Promise<T>,
): Promise<T> {
  const event = await auditor.createEvent({
    eventId,
    severityLevel: eventId === 'apply' ? 'medium' : 'low',
    request,
    meta,
  });
  try {
    const result = await work();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}
