import { describe, expect, test } from 'vitest';
import type { CallFacts, CallReading } from '../call-facts.ts';
import notReached from '../payloads/elevenlabs-call-initiation-failure.json' with { type: 'json' };
import audio from '../payloads/elevenlabs-post-call-audio.json' with { type: 'json' };
import transcription from '../payloads/elevenlabs-post-call-transcription.json' with { type: 'json' };
import plain from '../payloads/generic-call-finished.json' with { type: 'json' };
import analyzed from '../payloads/retell-call-analyzed.json' with { type: 'json' };
import ended from '../payloads/retell-call-ended.json' with { type: 'json' };
import report from '../payloads/vapi-end-of-call-report.json' with { type: 'json' };
import { elevenlabs } from './elevenlabs.ts';
import { generic } from './generic.ts';
import { retell } from './retell.ts';
import { vapi } from './vapi.ts';
import type { VendorReader } from './vendor.ts';

function factsOf(reader: VendorReader, payload: unknown): CallFacts {
  const reading = reader.read(payload);
  if (reading.kind !== 'call') throw new Error(JSON.stringify(reading));
  // Without what isn't told.
  return Object.fromEntries(Object.entries(reading.facts).filter(([, value]) => value !== undefined));
}
const rankOf = (reader: VendorReader, payload: unknown): number => (reader.read(payload) as CallReading).rank;

describe('Vapi', () => {
  test('an end-of-call report', () => {
    expect(vapi.label(report)).toEqual({
      event: 'end-of-call-report',
      vendorCallId: '019a6d0c-9b1e-7cc4-8f40-7a1d2b8c4e01',
      vendorAgentId: 'a51c77de-3a0b-4c39-9d18-0b7d1a6c2f10',
    });
    const { segments, ...facts } = factsOf(vapi, report);
    expect(facts).toEqual({
      startedAt: new Date('2025-11-10T09:00:00.000Z'),
      endedAt: new Date('2025-11-10T09:00:43.300Z'),
      durationMs: 43_300,
      cost: { minor: 12, currency: 'USD' },
      direction: 'inbound',
      status: 'completed',
      endReason: 'caller_hung_up',
      summary:
        'Maren Oduya called to move her cleaning from Thursday to Friday at 9:30. She confirmed her date of birth, 4 May 1988, and her number.',
      sentiment: 'positive',
      outcome: 'rescheduled',
      callerName: 'Maren Oduya',
      callerNumber: '+12125550142',
      moments: [{ atMs: 17_000, durationMs: 1_100, kind: 'tool', name: 'findFreeTimes', outcome: 'done' }],
      consent: 'granted',
      audioUrl: 'https://recordings.vendor.example/9b1e/mono.wav',
    });
    expect(segments).toHaveLength(9);
    expect(segments?.[1]).toEqual({
      speaker: 'caller',
      startMs: 5_600,
      endMs: 9_700,
      text: 'Hi, my name is Maren Oduya. I need to move my cleaning on Thursday.',
    });
  });

  test.each([
    ['customer-ended-call', 'completed', 'caller_hung_up'],
    ['assistant-said-end-call-phrase', 'completed', 'agent_ended'],
    ['silence-timed-out', 'completed', 'silence_timed_out'],
    ['exceeded-max-duration', 'completed', 'exceeded_max_duration'],
    ['assistant-forwarded-call', 'transferred', 'transferred'],
    ['call.ringing.hook-executed-transfer', 'transferred', 'call_ringing_hook_executed_transfer'],
    ['voicemail', 'voicemail', 'voicemail'],
    ['customer-did-not-answer', 'missed', 'no_answer'],
    ['customer-busy', 'missed', 'customer_busy'],
    [
      'call.in-progress.error-vapifault-openai-llm-failed',
      'failed',
      'call_in_progress_error_vapifault_openai_llm_failed',
    ],
    ['pipeline-error-deepgram-transcriber-failed', 'failed', 'pipeline_error_deepgram_transcriber_failed'],
    ['assistant-not-found', 'failed', 'assistant_not_found'],
  ])('a call that ended for %s is %s', (endedReason, status, endReason) => {
    const payload = { message: { ...report.message, endedReason } };
    expect(factsOf(vapi, payload)).toMatchObject({ status, endReason });
  });

  test('an outbound call, and an analysis in the newer form', () => {
    const { analysis: _, ...message } = report.message;
    const payload = {
      message: {
        ...message,
        call: { ...message.call, type: 'outboundPhoneCall' },
        artifact: {
          ...message.artifact,
          structuredOutputs: {
            'so-1': { name: 'outcome', result: 'Message taken' },
            'so-2': { name: 'quality', result: { sentiment: 'Negative' } },
          },
        },
      },
    };
    expect(factsOf(vapi, payload)).toMatchObject({
      direction: 'outbound',
      outcome: 'message_taken',
      sentiment: 'negative',
    });
  });

  test.each([
    'status-update',
    'conversation-update',
    'transcript',
    'transcript[transcriptType="final"]',
    'tool-calls',
    'speech-update',
    'hang',
  ])('%s says nothing of a call that is over', (type) => {
    expect(vapi.label({ message: { type, call: report.message.call } })).toBe('ignored');
  });

  test('of the states before the report, the one in which somebody speaks', () => {
    const update = (status: string) => ({
      message: {
        type: 'status-update',
        status,
        timestamp: Date.UTC(2025, 10, 10, 9, 0, 2),
        call: { id: 'call-1', type: 'inboundPhoneCall', assistantId: 'assistant-1' },
        customer: { number: '+12125550142' },
      },
    });
    for (const status of ['queued', 'ringing', 'forwarding', 'ended'])
      expect(vapi.label(update(status))).toBe('ignored');
    expect(vapi.label(update('in-progress'))).toEqual({
      event: 'status-update',
      vendorCallId: 'call-1',
      vendorAgentId: 'assistant-1',
    });
    expect([rankOf(vapi, update('in-progress')), factsOf(vapi, update('in-progress'))]).toEqual([
      0,
      {
        status: 'in_progress',
        startedAt: new Date('2025-11-10T09:00:02.000Z'),
        direction: 'inbound',
        callerNumber: '+12125550142',
      },
    ]);
  });

  test('what it has never sent before is kept to be looked at', () => {
    expect(vapi.read({ message: { type: 'call-weather-report' } })).toEqual({
      kind: 'failed',
      reason: 'unknown_event',
      subject: 'call-weather-report',
    });
    expect(vapi.read({ message: { type: 'end-of-call-report', call: { id: 'x' } } })).toEqual({
      kind: 'failed',
      reason: 'unreadable',
      subject: 'message.startedAt',
    });
    for (const odd of [null, 7, 'text', [], {}, { message: null }, { message: [1] }])
      expect(vapi.read(odd)).toMatchObject({ kind: 'failed', reason: 'unknown_event' });
  });
});

describe('Retell', () => {
  test('a call that ended, and the same analysed', () => {
    expect(retell.label(ended)).toEqual({
      event: 'call_ended',
      vendorCallId: 'call_5f1c9e0b7a3d4c2e8b6a90f1d2e3c4b5',
      vendorAgentId: 'agent_7c1e90aa43b2fd1190ce55d3a8',
    });
    const { segments, ...facts } = factsOf(retell, ended);
    expect(facts).toEqual({
      startedAt: new Date('2025-11-10T10:00:00.000Z'),
      endedAt: new Date('2025-11-10T10:01:11.000Z'),
      durationMs: 71_000,
      cost: { minor: 11, currency: 'USD' },
      direction: 'inbound',
      status: 'completed',
      endReason: 'caller_hung_up',
      callerName: 'Ilias Brandt',
      callerNumber: '+12125550177',
      moments: [{ atMs: 2_812, durationMs: null, kind: 'tool', name: 'book_appointment', outcome: 'done' }],
      audioUrl: 'https://recordings.vendor.example/5f1c/recording.wav',
    });
    expect(segments?.map(({ speaker, startMs, endMs }) => [speaker, startMs, endMs])).toEqual([
      ['agent', 600, 2_812],
      ['caller', 4_200, 6_692],
      ['agent', 9_100, 13_552],
      ['caller', 15_400, 17_052],
      ['agent', 19_900, 22_392],
      ['caller', 24_400, 25_212],
    ]);
    expect(factsOf(retell, analyzed)).toEqual({
      ...facts,
      segments,
      sentiment: 'positive',
      outcome: 'booked',
      summary: 'Ilias Brandt booked a brake inspection on Tuesday at eight.',
    });
    expect(rankOf(retell, analyzed)).toBeGreaterThan(rankOf(retell, ended));
  });

  test.each([
    ['user_hangup', 'completed', 'caller_hung_up'],
    ['agent_hangup', 'completed', 'agent_ended'],
    ['call_transfer', 'transferred', 'transferred'],
    ['voicemail_reached', 'voicemail', 'voicemail'],
    ['dial_no_answer', 'missed', 'no_answer'],
    ['dial_busy', 'missed', 'dial_busy'],
    ['dial_failed', 'failed', 'dial_failed'],
    ['error_retell', 'failed', 'error_retell'],
    ['no_valid_payment', 'failed', 'no_valid_payment'],
    ['inactivity', 'completed', 'inactivity'],
  ])('a call that ended for %s is %s', (disconnection_reason, status, endReason) => {
    const payload = { ...ended, call: { ...ended.call, disconnection_reason } };
    expect(factsOf(retell, payload)).toMatchObject({ status, endReason });
  });

  test('an outbound call is its receiver’s, and a voicemail is one whatever ended it', () => {
    const payload = {
      ...analyzed,
      call: {
        ...analyzed.call,
        direction: 'outbound',
        call_analysis: { ...analyzed.call.call_analysis, in_voicemail: true, user_sentiment: 'Unknown' },
      },
    };
    const facts = factsOf(retell, payload);
    expect(facts).toMatchObject({ direction: 'outbound', callerNumber: '+12125550101', status: 'voicemail' });
    expect(facts).not.toHaveProperty('sentiment');
  });

  test('a beginning says who, when and which way, and nothing of how it went', () => {
    const payload = { event: 'call_started', call: ended.call };
    expect(retell.label(payload)).toMatchObject({ event: 'call_started', vendorCallId: ended.call.call_id });
    expect([rankOf(retell, payload), factsOf(retell, payload)]).toEqual([
      0,
      {
        status: 'in_progress',
        startedAt: new Date(ended.call.start_timestamp),
        direction: 'inbound',
        callerNumber: ended.call.from_number,
        ...(factsOf(retell, ended).callerName !== undefined && {
          callerName: factsOf(retell, ended).callerName,
        }),
      },
    ]);
    expect(retell.label({ event: 'transcript_updated', call: ended.call })).toBe('ignored');
    expect(retell.read({ event: 'call_weather' })).toMatchObject({ reason: 'unknown_event' });
  });
});

describe('ElevenLabs', () => {
  test('a transcription', () => {
    expect(elevenlabs.label(transcription)).toEqual({
      event: 'post_call_transcription',
      vendorCallId: 'conv_8801k9b2c4d6e8f0a1b3c5d7e9f1a3b5',
      vendorAgentId: 'agent_3201k9a4m8f6e1d0',
    });
    const { segments, ...facts } = factsOf(elevenlabs, transcription);
    expect(facts).toEqual({
      startedAt: new Date('2025-11-10T11:00:00.000Z'),
      durationMs: 37_000,
      cost: { minor: 9, currency: 'USD' },
      direction: 'inbound',
      status: 'completed',
      endReason: 'client_disconnected_1000',
      sentiment: 'neutral',
      outcome: 'booked',
      summary: 'Tomasz Wilk booked a room from 14 March for two nights and gave a card to hold it.',
      callerName: 'Tomasz Wilk',
      callerNumber: '+12125550188',
    });
    expect(segments?.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 4_000],
      [4_000, 9_000],
      [9_000, 14_000],
      [14_000, 22_000],
      [22_000, 24_000],
      [24_000, 31_000],
      [31_000, 37_000],
    ]);
  });

  test('the audio of a call, by itself', () => {
    expect(factsOf(elevenlabs, audio)).toEqual({ audioWithin: true });
    expect(elevenlabs.audioIn(audio)).toBe(audio.data.full_audio);
    const rest = elevenlabs.withoutAudio(audio);
    expect(elevenlabs.audioIn(rest)).toBeNull();
    expect(rest).toEqual({ ...audio, data: { ...audio.data, full_audio: '' } });
    expect(elevenlabs.withoutAudio(transcription)).toEqual(transcription);
  });

  test('a call that nobody answered, and one that failed', () => {
    expect(factsOf(elevenlabs, notReached)).toEqual({
      startedAt: new Date('2025-11-10T12:00:00.000Z'),
      endedAt: new Date('2025-11-10T12:00:00.000Z'),
      direction: 'outbound',
      status: 'missed',
      endReason: 'no_answer',
      callerNumber: '+12125550199',
    });
    const failed = { ...transcription, data: { ...transcription.data, status: 'failed' } };
    expect(factsOf(elevenlabs, failed)).toMatchObject({ status: 'failed' });
    expect(elevenlabs.read({ type: 'post_call_weather' })).toMatchObject({ reason: 'unknown_event' });
  });
});

describe('plain JSON', () => {
  test('a call that is finished', () => {
    expect(generic.label(plain)).toEqual({
      event: 'call.finished',
      vendorCallId: '2025-11-10-0042',
      vendorAgentId: 'night-desk',
    });
    const { segments, ...facts } = factsOf(generic, plain);
    expect(facts).toEqual({
      startedAt: new Date('2025-11-10T21:04:00.000Z'),
      endedAt: new Date('2025-11-10T21:05:12.000Z'),
      durationMs: 72_000,
      cost: { minor: 34, currency: 'USD' },
      direction: 'inbound',
      status: 'completed',
      endReason: 'caller_hung_up',
      sentiment: 'neutral',
      outcome: 'booked',
      tags: ['vip', 'table'],
      summary: 'Yara Steen asked for a table for four and left her address.',
      callerName: 'Yara Steen',
      callerNumber: '+12125550166',
      moods: [
        { fromMs: 0, toMs: 9_000, value: -30 },
        { fromMs: 9_000, toMs: 72_000, value: 15 },
      ],
      consent: 'granted',
      audioUrl: 'https://recordings.vendor.example/0042.wav',
    });
    expect(segments).toHaveLength(3);
  });

  test('what happened during the call is told without numbers, and what makes no sense of it isn’t', () => {
    const events = [
      { atMs: 9_000, kind: 'transfer', name: '+12125550142', outcome: 'done' },
      { atMs: 2_000, durationMs: 700, kind: 'tool', name: 'find_free_times', outcome: 'failed' },
      { atMs: 3_000, kind: 'tool', name: 'call +12125550142', outcome: 'lost' },
      { atMs: -1, kind: 'tool', name: 'early' },
      { atMs: 1, kind: 'dance' },
      'nonsense',
    ];
    expect(factsOf(generic, { ...plain, call: { ...plain.call, events } }).moments).toEqual([
      { atMs: 9_000, durationMs: null, kind: 'transfer', name: null, outcome: 'done' },
      { atMs: 2_000, durationMs: 700, kind: 'tool', name: 'find_free_times', outcome: 'failed' },
      { atMs: 3_000, durationMs: null, kind: 'tool', name: null, outcome: null },
    ]);
  });

  test('how the caller felt comes in order of time, without what makes no sense', () => {
    const moods = [
      { fromMs: 30_000.4, toMs: 60_000, value: 40.2 },
      { fromMs: 0, toMs: 30_000, value: -60 },
      { fromMs: 60_000, toMs: 30_000, value: 1 },
      { fromMs: 0, toMs: 1, value: 101 },
      { fromMs: -1, toMs: 1, value: 0 },
      { fromMs: 0, toMs: 1, value: 'good' },
      { fromMs: 0, toMs: 1e12, value: 0 },
      null,
    ];
    expect(factsOf(generic, { ...plain, call: { ...plain.call, moods } }).moods).toEqual([
      { fromMs: 0, toMs: 30_000, value: -60 },
      { fromMs: 30_000, toMs: 60_000, value: 40 },
    ]);
  });

  test('what makes no sense is left out, and never stops the rest', () => {
    const odd = {
      event: 'call.finished',
      call: {
        id: 'odd',
        startedAt: '2025-11-10T21:04:00Z',
        endedAt: 'yesterday',
        durationMs: '72 s',
        direction: 'sideways',
        status: 'in_progress',
        sentiment: 'furious',
        outcome: 'won',
        cost: { amount: -3, currency: 'usd' },
        caller: { name: 7, number: 'anonymous' },
        tags: [7, '', '  ', 'kept'],
        transcript: [
          null,
          7,
          { speaker: 'ghost', startMs: 1, text: 'boo' },
          { speaker: 'caller', text: 'when?' },
        ],
        recording: { url: 'javascript:alert(1)', consent: 'maybe' },
      },
    };
    const { startedAt, ...facts } = factsOf(generic, odd);
    expect(startedAt).toEqual(new Date('2025-11-10T21:04:00.000Z'));
    expect(facts).toEqual({ tags: ['kept'], segments: [] });
  });

  test('text that no database keeps comes through without it', () => {
    const call = { id: 'x', startedAt: 1_762_808_640, summary: 'a\0b\ud800c', tags: ['\0'] };
    expect(factsOf(generic, { event: 'call.finished', call })).toMatchObject({
      summary: 'ab\ufffdc',
      tags: [],
    });
  });
});
