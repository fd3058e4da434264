import nodemailer from 'nodemailer';
import type { MailTransport } from './letter.ts';

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  readonly url: string;
  /** The address that letters come from. */
  readonly from: string;
}

/** Carries letters over SMTP. */
export function smtpTransport({ url, from }: SmtpOptions): MailTransport & { close(): void } {
  const transport = nodemailer.createTransport(url, {
    // Letters are text that is made here: a library that would fetch what they name has no business to.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ to, fromName, subject, text, html }) => {
      await transport.sendMail({
        from: { name: fromName, address: from },
        // As an object: a comma in it is no second address.
        to: { name: '', address: to },
        subject,
        text,
        html,
      });
    },
    close: () => transport.close(),
  };
}
