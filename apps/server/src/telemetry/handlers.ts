import type { Handlers } from '../platform/endpoint-handler.ts';
import { problem } from '../platform/problem.ts';
import { countReports, reportsThatCount } from '../releases/canary-health.ts';
import { remotesOf } from '../releases/releases.ts';

export const telemetryHandlers: Handlers<'sendTelemetry' | 'getTelemetry' | 'reportLoads'> = {
  sendTelemetry: async ({ input, request, deps }) => {
    if (!deps.telemetry.admits(request.address)) throw problem('rate_limited', { retryAfter: 10 });
    await deps.telemetry.receive(input.body.events);
  },

  reportLoads: async ({ input, session, decisions, deps }) => {
    const { registry, db, clock, newId } = deps;
    const releases = await registry.at(session.registryRevision);
    const offered = remotesOf(releases, session.client?.id ?? null, decisions);
    const reports = reportsThatCount(input.body.loads, offered, releases);
    if (reports.length === 0) return;
    const actor = { name: 'server', at: clock.now(), newId };
    await db.withSystem((transaction) => countReports(transaction, actor, session.sessionId, reports));
  },

  getTelemetry: ({ deps }) => deps.telemetry.summary(),
};
