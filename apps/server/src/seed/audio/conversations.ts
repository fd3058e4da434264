import type { CallOutcome, CallSentiment } from '@foyer/contract';

/** What the six clients of the demo do. */
export type Business = 'dental' | 'lettings' | 'garage' | 'hotel' | 'veterinary' | 'heating';

export interface Conversation {
  /** Names the audio file. */
  readonly key: string;
  readonly business: Business;
  readonly outcome: CallOutcome;
  readonly sentiment: CallSentiment;
  readonly tags: readonly string[];
  readonly summary: string;
  /** Who speaks, as the synthesiser's voice and a shift of pitch in cents. */
  readonly voices: { readonly agent: Voice; readonly caller: Voice };
  /** Said by turns, the agent first. Marked as `readMarked` reads it. */
  readonly lines: readonly string[];
}

export interface Voice {
  readonly name: 'slt' | 'rms' | 'awb';
  readonly pitch?: number;
}

/**
 * The conversations that can be heard. Nobody says their name in them unless they always call from the same number
 * (`KNOWN_CALLERS`), so that the same recording serves several calls.
 */
export const CONVERSATIONS: readonly Conversation[] = [
  {
    key: 'dental-cleaning',
    business: 'dental',
    outcome: 'booked',
    sentiment: 'positive',
    tags: ['new booking', 'hygiene'],
    summary:
      'Booked a cleaning for Thursday at ten thirty after checking the date of birth, {date_of_birth:4 May 1988}. A text reminder was asked for.',
    voices: { agent: { name: 'slt' }, caller: { name: 'rms' } },
    lines: [
      'Thank you for calling Brightwater Dental. How can I help you today?',
      'Hi. I would like to book a cleaning, please. It has been about a year.',
      'Of course. Have you been to see us before?',
      'Yes, I have. Always with the hygienist on Harbor Street.',
      'Great. To find your file, could you tell me your date of birth?',
      'Sure, it is {date_of_birth:May 4th, 1988}.',
      'Thank you, I have found you. I can offer Thursday at ten thirty, or Friday at two in the afternoon.',
      'Thursday at ten thirty is perfect.',
      'You are booked for Thursday at ten thirty. Would you like a reminder by text message?',
      'Yes, please. That would be helpful.',
      'All done. Please arrive five minutes early. Is there anything else?',
      'No, that was easy. Thank you very much.',
      'You are welcome. See you on Thursday.',
    ],
  },
  {
    key: 'dental-toothache',
    business: 'dental',
    outcome: 'message_taken',
    sentiment: 'negative',
    tags: ['urgent', 'pain'],
    summary:
      'Toothache since last night with a swollen cheek. No slot was free today; the dentist on call rings back within the hour. Lives at {address:12 Orchard Lane}.',
    voices: { agent: { name: 'slt' }, caller: { name: 'awb' } },
    lines: [
      'Brightwater Dental, good morning. What can I do for you?',
      'Good morning. I have had a terrible toothache since last night, and I need to see somebody today.',
      'I am sorry to hear that. Is there any swelling, or do you have a fever?',
      'My cheek is a bit swollen. No fever, I think.',
      'Thank you. I am looking at today, and every chair is taken until this evening.',
      'That is no good. I waited twenty minutes on the line last time as well.',
      'I understand, and I do not want you to wait. I will ask the dentist on call to ring you within the hour.',
      'Fine. Please make sure that they really do.',
      'I will mark it as urgent. Is your address still {address:12 Orchard Lane}?',
      'Yes, that is right.',
      'Thank you. If the swelling reaches your eye, or you have trouble breathing, please call emergency services at once.',
      'All right. I will wait for the call.',
    ],
  },
  {
    key: 'lettings-boiler',
    business: 'lettings',
    outcome: 'booked',
    sentiment: 'neutral',
    tags: ['repair', 'heating'],
    summary:
      'No hot water at {address:Flat 9, 31 Canal Street}. An engineer comes tomorrow between eight and twelve.',
    voices: { agent: { name: 'slt' }, caller: { name: 'rms', pitch: -60 } },
    lines: [
      'Keystone Lettings, maintenance line. How can I help?',
      'Hello. We have had no hot water since this morning. The boiler shows a red light.',
      'I am sorry about that. Which property are you calling about?',
      'It is {address:Flat 9, 31 Canal Street}.',
      'Thank you. Can you see the pressure on the dial? It should be between one and two.',
      'It is almost at zero.',
      'Then the system has lost pressure, and I will send an engineer. Is there anyone under five or over seventy at home?',
      'No, just the two of us.',
      'The engineer can come tomorrow between eight and twelve. Will someone be in?',
      'Yes, I work from home tomorrow.',
      'That is booked. You will get a message when the engineer is on the way.',
      'Okay, thanks. Goodbye.',
    ],
  },
  {
    key: 'lettings-viewing',
    business: 'lettings',
    outcome: 'booked',
    sentiment: 'positive',
    tags: ['viewing'],
    summary:
      'Viewing of a two-bedroom flat on Saturday at eleven for {caller_name:Imogen Castell}; details go to {email:imogen@castell.example}.',
    voices: { agent: { name: 'rms' }, caller: { name: 'slt', pitch: 80 } },
    lines: [
      'Keystone Lettings, good afternoon. Are you calling about a property to rent?',
      'Yes, the two bedroom flat by the river. Is it still available?',
      'It is. There are viewings on Saturday at eleven, and at a quarter past two.',
      'Eleven suits me well.',
      'May I take your name?',
      '{caller_name:Imogen Castell}.',
      'Thank you, {caller_name:Imogen}. And where shall I send the details?',
      'To {email:imogen@castell.example}, please.',
      'Got it. Please bring a photo identification. Do you have any pets?',
      'No pets. Is the rent including the water?',
      'Water is included. Electricity and council tax are not.',
      'Wonderful. I am looking forward to it.',
      'See you on Saturday at eleven. Goodbye.',
    ],
  },
  {
    key: 'garage-ready',
    business: 'garage',
    outcome: 'answered',
    sentiment: 'positive',
    tags: ['collection', 'payment'],
    summary:
      'Car is ready to collect until six. Paid the balance of 184 pounds by card {card_number:4242 4242 4242 4242}.',
    voices: { agent: { name: 'rms' }, caller: { name: 'slt', pitch: 60 } },
    lines: [
      'Oakfield Garage, hello. What can I do for you?',
      'Hi there. I dropped my car off this morning for a service. Is it ready?',
      'Let me look. Is it the silver estate?',
      'Yes, the silver estate.',
      'It is ready. We changed the oil and both filters, and the front brake pads still have about half left.',
      'Great news. What do I owe you?',
      'The balance is one hundred and eighty four pounds. Would you like to pay now, by card?',
      'Yes, please. The number is {card_number:4 2 4 2, 4 2 4 2, 4 2 4 2, 4 2 4 2}.',
      'Thank you. The payment went through.',
      'Until when can I pick it up?',
      'We are open until six. The key is at the front desk.',
      'Perfect. See you later.',
    ],
  },
  {
    key: 'hotel-late',
    business: 'hotel',
    outcome: 'rescheduled',
    sentiment: 'neutral',
    tags: ['late arrival'],
    summary:
      'Arrival moved to midnight; the room stays held. {caller_name:Mr. Okonjo} can be reached at {phone_number:+49 30 23125 0142}.',
    voices: { agent: { name: 'slt', pitch: -40 }, caller: { name: 'awb' } },
    lines: [
      'Hotel Aurelia, good evening. How may I help you?',
      'Good evening. This is {caller_name:Mister Okonjo}. I have a room for tonight, but my train is late.',
      'Thank you for letting us know, {caller_name:Mister Okonjo}. When do you expect to arrive?',
      'Probably around midnight. I hope that is not a problem.',
      'Not at all. The reception is open all night, and I will hold your room.',
      'Is there anything left to eat at that hour?',
      'The kitchen closes at ten, but I can have a cold plate put in your room.',
      'That would be very kind. Something without meat, please.',
      'A vegetarian plate, noted. Shall I change your breakfast to a later time?',
      'No, seven thirty is fine.',
      'Very well. We look forward to your arrival. Have a safe journey.',
      'Thank you. Good night.',
    ],
  },
  {
    key: 'hotel-dinner',
    business: 'hotel',
    outcome: 'booked',
    sentiment: 'positive',
    tags: ['restaurant'],
    summary:
      'Booked a table for five on Saturday at half past seven, with a high chair. Bill goes to {address:Linden Square 4}.',
    voices: { agent: { name: 'slt', pitch: -40 }, caller: { name: 'rms' } },
    lines: [
      'Hotel Aurelia, good morning. How may I help you?',
      'Good morning. I would like a table for Saturday evening, for five people.',
      'With pleasure. At seven, or rather at half past seven?',
      'Half past seven. One of us is two years old. Do you have a high chair?',
      'We do, and I will have one put at your table. Any allergies that the kitchen should know of?',
      'My mother cannot eat nuts.',
      'No nuts, that is noted. Shall the bill go to your company again, at {address:Linden Square 4}?',
      'Yes, please. And could we sit by the window?',
      'I have a round table by the window for you. It looks out on the garden.',
      'Lovely. That will be a nice surprise for her.',
      'Then we expect you on Saturday at half past seven. Have a nice day.',
      'You too. Goodbye.',
    ],
  },
  {
    key: 'veterinary-vaccine',
    business: 'veterinary',
    outcome: 'booked',
    sentiment: 'positive',
    tags: ['vaccination', 'dog'],
    summary: 'A puppy, ten weeks old, is booked for the second vaccination on Tuesday at nine fifteen.',
    voices: { agent: { name: 'slt' }, caller: { name: 'rms', pitch: 40 } },
    lines: [
      'Fernhill Veterinary, hello. Is this an emergency?',
      'Oh, no. We have a new puppy, and she needs her second vaccination.',
      'Congratulations! How old is she?',
      'Ten weeks tomorrow.',
      'That is just the right time. Did she have the first one with us?',
      'No, the breeder did it. We have the little book with the stamps.',
      'Please bring that book along. I have Tuesday at nine fifteen, or Wednesday at four.',
      'Tuesday at nine fifteen, please.',
      'Booked. Has she been eating and playing as usual?',
      'She has been eating my shoes, mostly.',
      'Then she is perfectly healthy. See you both on Tuesday.',
      'Thank you, bye.',
    ],
  },
  {
    key: 'heating-quote',
    business: 'heating',
    outcome: 'transferred',
    sentiment: 'neutral',
    tags: ['quote', 'heat pump'],
    summary:
      'Wants a quote for a heat pump in a house from 1974 at {address:208 Prairie Avenue}. Handed to the sales desk.',
    voices: { agent: { name: 'rms' }, caller: { name: 'awb' } },
    lines: [
      'Copperline Heating, good morning. How can I help?',
      'Good morning. We are thinking about a heat pump, and I would like to know what it costs.',
      'Happy to help with that. What do you heat with today?',
      'An old gas furnace. The house was built in nineteen seventy four.',
      'And about how large is the house?',
      'Two thousand square feet, on two floors.',
      'Thank you. For an exact price somebody has to look at it. Where is the house?',
      'At {address:208 Prairie Avenue}.',
      'That is in our area. The survey is free, and takes about an hour. Shall I put you through to the sales desk?',
      'Yes, do that. But I do not want to be called every day.',
      'Understood, I will note that. One moment, please.',
      'Thanks.',
    ],
  },
];

/** Who is on the line in the conversations that say so. */
export const KNOWN_CALLERS: Readonly<Record<string, { readonly name: string; readonly number: string }>> = {
  'lettings-viewing': { name: 'Imogen Castell', number: '+447700900814' },
  'hotel-late': { name: 'Chidi Okonjo', number: '+4930231250142' },
};
