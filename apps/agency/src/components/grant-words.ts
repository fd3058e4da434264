import type { Grant } from '@foyer/access';

/** What each permission opens, in one line. */
export const GRANT_WORDS: Readonly<Record<Grant, string>> = {
  view_agents: 'See the voice agents, their prompts and settings.',
  edit_agents: 'Change prompts, voices and behaviour, and publish them.',
  view_calls: 'See that calls came in: when, to which agent, how long.',
  view_call_details: 'Read summaries and transcripts, listen to recordings.',
  view_analytics: 'See figures and trends over all calls.',
  manage_billing: 'See plan, usage, costs and invoices; pay.',
  view_integrations: 'See what is connected and how it is doing.',
  manage_integrations: 'Connect and disconnect systems, manage webhooks.',
};
