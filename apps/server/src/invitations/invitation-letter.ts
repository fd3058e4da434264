import { writeLetter, type Letter } from '../mail/letter.ts';

interface Parts {
  readonly to: string;
  readonly name: string;
  readonly brand: string;
  readonly client: string;
  readonly invitedBy: string;
}

export const invitationLetter = ({
  to,
  name,
  brand,
  client,
  invitedBy,
  url,
}: Parts & { readonly url: string }): Letter =>
  writeLetter({
    to,
    brand,
    subject: `Your invitation to ${client} at ${brand}`,
    paragraphs: [
      `Hello ${name},`,
      `${invitedBy} invites you to the portal of ${client}, where its calls and everything about them are.`,
    ],
    action: { label: 'Accept the invitation', url },
    afterwards: [
      'The link works once, for 7 days. If you didn’t expect this, you can leave it alone: nothing happens without you.',
    ],
  });

/** To somebody who can't be invited because their address is in use; the sender isn't told. */
export const noInvitationLetter = ({ to, name, brand, client, invitedBy }: Parts): Letter =>
  writeLetter({
    to,
    brand,
    subject: `About your access to ${client} at ${brand}`,
    paragraphs: [
      `Hello ${name},`,
      `${invitedBy} wanted to invite you to the portal of ${client}. You already sign in to a portal with this address, and an address opens one portal only.`,
      `If you need access to ${client} too, ask ${invitedBy} to invite you under another address. We told nobody that you have an account.`,
    ],
  });
