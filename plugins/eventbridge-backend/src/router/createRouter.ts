import { AuditorService } from '@backstage/backend-plugin-api';
import {
  eventbridgeOnboardingApplyPermission,
  eventbridgeTestEventSendPermission,
  eventbridgeTopologyReadPermission,
  WantedOnboarding,
} from '@busline/backstage-plugin-eventbridge-common';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { Applier } from '../apply/Applier';
import { Planner } from '../apply/Planner';
import { Runs } from '../runs/Runs';
import { Scanner } from '../scan/Scanner';
import { TopologyService } from '../topology/TopologyService';
import { Verifier } from '../verify/Verifier';
import { Access } from './access';
import { audited } from './audited';
import {
  parseRequest,
  planRequestSchema,
  runQuerySchema,
  runRequestSchema,
} from './requests';

/** The HTTP API, as `EventbridgeApi` of eventbridge-common describes it. */
export function createRouter(deps: {
  access: Access;
  auditor: AuditorService;
  scanner: Scanner;
  topology: TopologyService;
  planner: Planner;
  applier: Applier;
  verifier: Verifier;
  runs: Runs;
}): express.Router {
  const { access, auditor, topology, runs } = deps;
  const router = Router();
  // A contract may have 100,000 characters, the default limit is less.
  router.use(express.json({ limit: '1mb' }));

  router.get('/health', async (_request, response) => {
    response.json({ status: 'ok' });
  });

  router.get('/topology', async (request, response) => {
    await access.require(request, eventbridgeTopologyReadPermission);
    response.json(await topology.topology());
  });

  router.post('/refresh', async (request, response) => {
    await access.require(request, eventbridgeTopologyReadPermission);
    await audited(auditor, 'refresh', request, {}, () =>
      deps.scanner.scanAll({ signal: untilClosed(response) }),
    );
    response.json(await topology.topology());
  });

  router.post('/plans', async (request, response) => {
    await access.require(request, eventbridgeTopologyReadPermission);
    const wanted = parseRequest(planRequestSchema, request.body);
    response.json(await deps.planner.plan(wanted, untilClosed(response)));
  });

  router.post('/runs', async (request, response) => {
    // Who may do neither learns nothing from the checks of the input.
    const asked = runKind(request);
    const { name } = await access.require(
      request,
      asked === 'verify'
        ? eventbridgeTestEventSendPermission
        : eventbridgeOnboardingApplyPermission,
    );
    const body = parseRequest(runRequestSchema, request.body);
    const run = await audited(
      auditor,
      body.kind,
      request,
      auditedPart(body.wanted),
      () =>
        body.kind === 'apply'
          ? runs.start('apply', body.wanted, name, context =>
              deps.applier.apply(body.wanted, context),
            )
          : runs.start('verify', body.wanted, name, context =>
              deps.verifier.verify(body.wanted, context, body.timeoutMs),
            ),
    );
    response.status(201).json(run);
  });

  router.get('/runs/:id', async (request, response) => {
    await access.require(request, eventbridgeTopologyReadPermission);
    const { after } = parseRequest(runQuerySchema, request.query);
    response.json(await runs.find(request.params.id, after));
  });

  router.post('/runs/:id/cancel', async (request, response) => {
    await access.require(request, eventbridgeTopologyReadPermission);
    const { id } = request.params;
    const { kind } = await runs.find(id);
    await access.require(
      request,
      kind === 'verify'
        ? eventbridgeTestEventSendPermission
        : eventbridgeOnboardingApplyPermission,
    );
    const run = await audited(auditor, 'cancel', request, { run: id }, () =>
      runs.cancel(id),
    );
    response.json(run);
  });

  return router;
}

function runKind(request: Request): unknown {
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null && 'kind' in body
    ? body.kind
    : undefined;
}

/** Aborts when the asker has gone away without waiting for the answer. */
function untilClosed(response: Response): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) {
      controller.abort(new Error('The caller went away'));
    }
  });
  return controller.signal;
}

function auditedPart(wanted: WantedOnboarding) {
  const { kind, component, source, detailType } = wanted;
  return { onboarding: kind, component, source, detailType };
}
