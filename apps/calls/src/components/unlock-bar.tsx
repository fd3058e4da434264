import { allows, explain } from '@foyer/access';
import type { ReadableText } from '@foyer/contract';
import type { OwnUnlock, UnlockScope } from '@foyer/contract/pii-unlocks';
import { useDecision, useHost, useScope } from '@foyer/federation';
import { useMutation, useQuery, useQueryClient } from '@foyer/federation/query';
import { Button, Clock, Eye, Lock, RelativeTime, styled, toast, token, useLocale, useNow } from '@foyer/ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { maskAgain, readAgain, unlockApi, unlocksQuery } from './unlock-api.ts';
import { UnlockDialog } from './unlock-dialog.tsx';
import { countMasks } from './unlock-parts.ts';
import { ENDED_WORDS, masksWords, PART_WORDS, timeLeft } from './unlock-words.ts';

const Bar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: '4px 12px',
  minHeight: 40,
  marginBlock: '8px 4px',
  padding: '4px 6px 4px 12px',
  borderRadius: token.radiusLarge,
  backgroundColor: token.surface2,
  fontSize: '0.8125rem',
  lineHeight: 1.45,
  color: token.text2,
  '&[data-unlocked="true"]': {
    backgroundColor: 'transparent',
    boxShadow: `inset 0 0 0 1px ${token.line}, inset 3px 0 0 ${token.warning}`,
    color: token.text1,
  },
  '[dir="rtl"] &[data-unlocked="true"]': {
    boxShadow: `inset 0 0 0 1px ${token.line}, inset -3px 0 0 ${token.warning}`,
  },
});
const Words = styled('p')({
  display: 'grid',
  gridTemplateColumns: 'auto minmax(0, 1fr)',
  alignItems: 'start',
  columnGap: 8,
  flex: '1 1 200px',
  minWidth: 0,
  paddingBlock: 4,
  overflowWrap: 'anywhere',
  fontVariantNumeric: 'tabular-nums',
  '& > svg': { marginBlockStart: 3, color: token.text3 },
});

type UnlockBarProps = Readonly<{
  callId: string;
  part: UnlockScope;
  /** The text of the part as it came. */
  parts: ReadableText;
}>;

/**
 * What is masked in a part of a call, and what becomes of the wish to see it: asked for, waiting, unlocked for a while, declined, over. Nothing
 * where nothing is masked, and for whom it isn't.
 */
export function UnlockBar({ callId, part, parts }: UnlockBarProps) {
  const { all } = countMasks(parts);
  if (!allows(useDecision('pii_unlock')) || all === 0) return null;
  return <Masks key={`${callId} ${part}`} callId={callId} part={part} parts={parts} />;
}

function Masks({ callId, part, parts }: UnlockBarProps) {
  const scope = useScope();
  const unlocks = useQuery(unlocksQuery(scope, callId));
  const own = unlocks.data?.items.find((one) => one.scope === part);
  const endsAt = own?.state === 'unlocked' ? (unlocks.data?.cameAt ?? 0) + own.leftMs : null;
  useEnd({ callId, part, endsAt, known: unlocks.data !== undefined && !unlocks.isFetching, parts });
  useSaid(part, own?.state);
  const { locale } = useLocale();
  // The clock of the page may be half a minute behind what came.
  const now = Math.max(useNow(), unlocks.data?.cameAt ?? 0);
  const [asking, setAsking] = useState(false);
  const words = masksWords(countMasks(parts).all, locale);
  const decision = unlocks.data?.decision;
  const ask = (label: string) =>
    allows(decision, 'edit') ? (
      <Button size="small" variant="text" onClick={() => setAsking(true)}>
        {label}
      </Button>
    ) : null;
  return (
    <>
      <State
        part={part}
        own={own}
        unknown={unlocks.data ? null : unlocks.isError ? 'failed' : 'loading'}
        words={words}
        left={endsAt === null ? '' : timeLeft(Math.max(0, endsAt - now), locale)}
        gate={!decision || allows(decision, 'edit') ? '' : reasonsOf(decision)}
        ask={ask}
        end={(label) => own && <End callId={callId} part={part} id={own.id} label={label} />}
      />
      {asking && <UnlockDialog callId={callId} part={part} onClose={() => setAsking(false)} />}
    </>
  );
}

type StateProps = Readonly<{
  part: UnlockScope;
  own: OwnUnlock | undefined;
  /** Why it isn't known yet what was asked for; null once it is. */
  unknown: 'loading' | 'failed' | null;
  words: string;
  left: string;
  /** Why nothing can be asked for; empty where it can. */
  gate: string;
  ask: (label: string) => ReactNode;
  end: (label: string) => ReactNode;
}>;

function State({ part, own, unknown, words, left, gate, ask, end }: StateProps) {
  if (unknown)
    return (
      <Line part={part} icon={<Lock size={14} />}>
        {words}.{unknown === 'failed' && ' Whether you may ask for them couldn’t be loaded.'}
      </Line>
    );
  if (own?.state === 'unlocked')
    return (
      <Line part={part} icon={<Eye size={14} />} unlocked act={end('End now')}>
        Unlocked for {left}. Only you see these details, and each view is recorded.
      </Line>
    );
  if (own?.state === 'waiting')
    return (
      <Line part={part} icon={<Clock size={14} />} act={end('Take back')}>
        {words}. You asked for them <RelativeTime value={own.requestedAt} />; your agency decides.
      </Line>
    );
  if (gate)
    return (
      <Line part={part} icon={<Lock size={14} />}>
        {words} and can’t be unlocked. {gate}
      </Line>
    );
  if (own?.state === 'declined')
    return (
      <Line part={part} icon={<Lock size={14} />} act={ask('Ask again')}>
        {words}. Your agency declined your request: {own.reason}
      </Line>
    );
  return (
    <Line part={part} icon={<Lock size={14} />} act={ask(own ? 'Ask again' : 'Request unlock')}>
      {words}. {own?.endedBecause && ENDED_WORDS[own.endedBecause]}
    </Line>
  );
}

type LineProps = Readonly<{
  part: UnlockScope;
  icon: ReactNode;
  unlocked?: boolean;
  act?: ReactNode;
  children: ReactNode;
}>;

function Line({ part, icon, unlocked = false, act, children }: LineProps) {
  return (
    <Bar data-unlocked={unlocked} role="group" aria-label={`Masked details of the ${PART_WORDS[part]}`}>
      <Words>
        {icon}
        <span>{children}</span>
      </Words>
      {act}
    </Bar>
  );
}

const reasonsOf = ({ denials }: { denials: Parameters<typeof explain>[0][] }): string =>
  denials
    .map(explain)
    .map(({ reason, whoCanChange }) => [reason, whoCanChange].filter(Boolean).join(' '))
    .join(' ');

type EndProps = Readonly<{ callId: string; part: UnlockScope; id: string; label: string }>;

/** One click masks again, here at once, and takes back what isn't decided. */
function End({ callId, part, id, label }: EndProps) {
  const scope = useScope();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => {
      maskAgain(queries, scope, callId, part);
      return unlockApi(scope.api).endUnlock({ params: { callId, unlockId: id } });
    },
    onError: () =>
      toast('The portal couldn’t be told. The details are masked here; try again to end it for good.', {
        tone: 'negative',
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: unlocksQuery(scope, callId).queryKey }),
  });
  return (
    <Button size="small" variant="text" loading={end.isPending} onClick={() => end.mutate()}>
      {label}
    </Button>
  );
}

type Ending = UnlockBarProps & Readonly<{ endsAt: number | null; known: boolean }>;

/** Masks what is unlocked as soon as nothing holds any more, and when the call is left. */
function useEnd({ callId, part, endsAt, known, parts }: Ending): void {
  const scope = useScope();
  const queries = useQueryClient();
  const shown = countMasks(parts).unlocked > 0;
  useEffect(() => {
    if (endsAt !== null) {
      const over = setTimeout(() => {
        maskAgain(queries, scope, callId, part);
        void queries.invalidateQueries({ queryKey: unlocksQuery(scope, callId).queryKey });
      }, endsAt - Date.now());
      return () => clearTimeout(over);
    }
    if (known && shown) maskAgain(queries, scope, callId, part);
    return undefined;
  }, [queries, scope, callId, part, endsAt, known, shown]);
  // What was approved elsewhere is fetched here, where the stream says so before the words are there.
  const holds = endsAt !== null;
  useEffect(() => {
    if (!holds || shown) return;
    void readAgain(queries, scope, callId, part);
    // Once for each unlock: what comes back masked stays so.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [holds]);
  useEffect(
    () => () => {
      if (maskAgain(queries, scope, callId, part)) void readAgain(queries, scope, callId, part, true);
    },
    [queries, scope, callId, part],
  );
}

/** Has assistive technology say what the eye sees: that the words are there, or masked again. */
function useSaid(part: UnlockScope, state: OwnUnlock['state'] | undefined): void {
  const host = useHost();
  const before = useRef(state);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (was === undefined || was === state) return;
    if (state === 'unlocked') host.announce(`The masked details of the ${PART_WORDS[part]} are unlocked.`);
    else if (was === 'unlocked') host.announce(`The details of the ${PART_WORDS[part]} are masked again.`);
  }, [host, part, state]);
}
