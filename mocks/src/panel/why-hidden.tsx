import { CAPABILITIES, capabilityLabel, explain, type Capability, type Decision } from '@foyer/access';
import { areas } from '@foyer/federation/areas';

type Decisions = Readonly<Partial<Record<Capability, Decision>>>;

/** For each place of the portal, then for each capability: how far it is open, which layers lower it, and who can change each. */
export function WhyHidden({ decisions }: { decisions: Decisions }) {
  const others = CAPABILITIES.filter((name) => !areas.some(({ capability }) => capability === name));
  return (
    <>
      <dl aria-label="Places">
        {areas.map(({ id, title, capability }) => (
          <Entry key={id} name={title} decision={decisions[capability]} />
        ))}
      </dl>
      <details>
        <summary>All other capabilities</summary>
        <dl aria-label="Capabilities">
          {others.map((name) => (
            <Entry key={name} name={capabilityLabel(name)} decision={decisions[name]} />
          ))}
        </dl>
      </details>
    </>
  );
}

const WHO = {
  agency: 'the agency',
  client_admin: 'an admin of the client',
  self: 'the person',
  nobody: 'nobody',
} as const;

function Entry({ name, decision }: { name: string; decision: Decision | undefined }) {
  const { level = 'none', denials = [] } = decision ?? {};
  return (
    <div data-level={level}>
      <dt>
        {name} <b>{level}</b>
      </dt>
      {denials.map((denial) => {
        const { reason, whoCanChange } = explain(denial);
        return (
          <dd key={`${denial.layer} ${denial.code} ${denial.grant ?? ''}`}>
            <code>{denial.layer}</code> {reason} {whoCanChange} <i>({WHO[denial.changeableBy]})</i>
          </dd>
        );
      })}
    </div>
  );
}
