import type { AgentCard, AgentDetail } from '@foyer/contract';
import type { AgentCalls, AgentRow } from './read-agents.ts';

/** An agent's card; `calls` is null for readers without the capability `calls`. */
export function agentCard(agent: AgentRow, calls: ReadonlyMap<string, AgentCalls> | null): AgentCard {
  const had = calls?.get(agent.id);
  return {
    id: agent.id,
    name: agent.name,
    status: agent.status,
    project: { id: agent.project_id, name: agent.project_name },
    phoneNumbers: agent.numbers,
    ...(calls && { lastCallAt: had?.lastAt?.toISOString() ?? null, callsLast7Days: had?.inWeek ?? 0 }),
  };
}

export function agentDetail(agent: AgentRow, calls: ReadonlyMap<string, AgentCalls> | null): AgentDetail {
  return {
    ...agentCard(agent, calls),
    greeting: agent.greeting,
    prompt: agent.prompt,
    voice: agent.voice,
    language: agent.language,
    behaviour: {
      interruptible: agent.interruptible,
      silenceTimeoutSeconds: agent.silence_timeout_seconds,
      endCallPhrases: agent.end_call_phrases,
    },
  };
}
