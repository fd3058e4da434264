import { useEffect, useState, useId } from 'react';
import { VisuallyHidden } from './visually-hidden.tsx';

type Urgency = 'polite' | 'assertive';
type Message = Readonly<{ text: string; urgency: Urgency; turn: number }>;

// One voice a page, whichever remote speaks: this module is a shared singleton.
const speakers = new Map<string, (message: Message) => void>();
let turn = 0;

/** Says a message through the page's live region: `assertive` interrupts, `polite` (default) waits. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  const [speak] = speakers.values();
  turn += 1;
  speak?.({ text, urgency, turn });
}

/** The page's live regions. `ThemeRoot` renders one; where there are several, only the first speaks. */
export function LiveAnnouncer() {
  const id = useId();
  const [message, setMessage] = useState<Message | null>(null);
  useEffect(() => {
    speakers.set(id, setMessage);
    return () => void speakers.delete(id);
  }, [id]);
  // The same words twice are read twice only if the node changes.
  const words = (urgency: Urgency) =>
    message?.urgency === urgency ? <span key={message.turn}>{message.text}</span> : null;
  return (
    <VisuallyHidden data-announcer="">
      <div aria-live="polite" aria-atomic="true">
        {words('polite')}
      </div>
      <div aria-live="assertive" aria-atomic="true">
        {words('assertive')}
      </div>
    </VisuallyHidden>
  );
}
