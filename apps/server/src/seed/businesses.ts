import type { Business } from './audio/conversations.ts';

/** The words that make a kind of business sound like itself. */
export interface Trade {
  /** What people book, with its article. */
  readonly services: readonly string[];
  /** Questions and what the agent answers. */
  readonly questions: readonly (readonly [string, string])[];
  /** What callers complain about. */
  readonly complaints: readonly string[];
  /** Whom they ask for. */
  readonly staff: readonly string[];
  /** How the agent finds the caller's file: its question, and the caller's answers, the sensitive part marked. */
  readonly identify: readonly (readonly [string, readonly string[]])[];
  /** What a caller adds about the booking. */
  readonly remarks: readonly string[];
  readonly tags: readonly string[];
  /** How the place is called. */
  readonly visit: string;
}

const STREETS = [
  '{address:14 Alder Row}',
  '{address:221 Mill Road}',
  '{address:8 Quarry Close}',
  '{address:57 Station Avenue}',
  '{address:3 Beacon Hill}',
  '{address:106 Willow Street, apartment 4}',
];
const BIRTHS = [
  '{date_of_birth:12 March 1979}',
  '{date_of_birth:the 3rd of November 1991}',
  '{date_of_birth:27 July 1965}',
  '{date_of_birth:September 9th, 1983}',
  '{date_of_birth:the 30th of January 2001}',
];

export const TRADES: Readonly<Record<Business, Trade>> = {
  dental: {
    services: [
      'a cleaning',
      'a check-up',
      'a filling',
      'a whitening consultation',
      'a check-up for my son',
      'a crown fitting',
      'an X-ray',
    ],
    questions: [
      [
        'Do you take new patients at the moment?',
        'Yes, we do. A first visit takes about fifty minutes, so that there is time for the X-rays.',
      ],
      [
        'How much is a cleaning without insurance?',
        'A standard cleaning is one hundred and twenty dollars. We can also split it into two payments.',
      ],
      [
        'Is there parking at the practice?',
        'There are six places behind the building, and they are free for patients.',
      ],
      [
        'Can I eat before the filling?',
        'Yes, a light meal is fine. Afterwards please wait until the numbness has gone.',
      ],
      ['Are you open on Saturdays?', 'We open on the first Saturday of each month, from nine to one.'],
      [
        'Do you offer sedation?',
        'We offer nitrous oxide for anxious patients. The dentist will talk it through with you first.',
      ],
    ],
    complaints: [
      'I was charged twice for the same visit',
      'the filling you placed last week has already broken',
      'I waited forty minutes last time',
      'nobody rang me back about my X-ray',
    ],
    staff: ['Doctor Whitcombe', 'the hygienist', 'the office manager', 'Doctor Sayeed'],
    identify: [
      ['Could you tell me your date of birth, please?', BIRTHS],
      ['And your address, to be sure that I have the right file?', STREETS],
    ],
    remarks: [
      'I get quite nervous at the dentist, so please note that.',
      'I am allergic to latex, by the way.',
      'My insurance changed in January.',
      'Please not with the drill music like last time.',
    ],
    tags: ['hygiene', 'insurance', 'pain', 'children', 'new patient'],
    visit: 'the practice',
  },
  lettings: {
    services: [
      'a viewing of the two bedroom flat',
      'a boiler repair',
      'an inventory check',
      'a visit about the leaking tap',
      'a key handover',
      'a viewing of the studio on Canal Street',
    ],
    questions: [
      [
        'Are pets allowed in the building?',
        'Cats are fine. For dogs we need the landlord to agree, which takes two or three days.',
      ],
      [
        'How much is the deposit?',
        'Five weeks of rent. It is held by an independent scheme, and you get the certificate within thirty days.',
      ],
      [
        'Is the flat furnished?',
        'It comes with kitchen appliances and wardrobes. Beds and sofas are yours to bring.',
      ],
      ['When is the rent due?', 'On the first of each month, by standing order.'],
      [
        'Can I repaint the living room?',
        'Yes, in a light colour, and please send us a photo before and after.',
      ],
      [
        'Who do I call if I lock myself out?',
        'This line, day or night. We send a locksmith within ninety minutes.',
      ],
    ],
    complaints: [
      'the bin store has not been emptied for three weeks',
      'the damp in the bedroom is back again',
      'an engineer was booked and never came',
      'my deposit has still not been returned',
    ],
    staff: [
      'the property manager',
      'Mr. Abernethy in accounts',
      'the maintenance team',
      'somebody about my lease',
    ],
    identify: [
      ['Which address is it about?', STREETS],
      ['And your date of birth, for the tenancy record?', BIRTHS],
    ],
    remarks: [
      'The buzzer does not work, please ask them to ring me.',
      'There is a key with the neighbour.',
      'Mornings are better, I work nights.',
      'The stopcock is under the sink.',
    ],
    tags: ['repair', 'viewing', 'rent', 'keys', 'damp'],
    visit: 'the property',
  },
  garage: {
    services: [
      'an annual service',
      'an MOT',
      'a brake check',
      'new winter tyres',
      'an oil change',
      'a diagnostic on the engine light',
    ],
    questions: [
      [
        'Do you have a courtesy car?',
        'We have two. They are free for jobs that take longer than a day, so it is best to reserve early.',
      ],
      ['How long does an MOT take?', 'About an hour. You can wait in the lounge, there is coffee and wifi.'],
      [
        'Do you work on electric cars?',
        'Yes, for brakes, tyres and suspension. Battery work goes to our partner workshop.',
      ],
      [
        'What does a full service cost?',
        'From two hundred and forty pounds, depending on the engine. I can send you a quote by message.',
      ],
      [
        'Can I drop the key off at night?',
        'There is a key box beside the gate. Write the registration on the envelope, please.',
      ],
    ],
    complaints: [
      'the same warning light came back after two days',
      'there is a scratch on the door that was not there before',
      'the bill was eighty pounds over the quote',
      'the car was not ready when you said',
    ],
    staff: ['the workshop manager', 'the mechanic who looked at it', 'the front desk', 'Gwen in parts'],
    identify: [
      ['What is the address on the account?', STREETS],
      [
        'And the last digits of your licence, please?',
        ['{national_id:7 4 1 9 K}', '{national_id:2 2 0 8 M}', '{national_id:5 5 3 1 R}'],
      ],
    ],
    remarks: [
      'It squeaks mostly when it is cold.',
      'There is a child seat in the back, please leave it in.',
      'I need it back before the school run.',
      'The locking nut is in the glove box.',
    ],
    tags: ['service', 'MOT', 'tyres', 'brakes', 'collection'],
    visit: 'the garage',
  },
  hotel: {
    services: [
      'a double room for two nights',
      'a table for four on Saturday',
      'the meeting room for a morning',
      'a single room with breakfast',
      'the small hall for a birthday',
      'an airport transfer',
    ],
    questions: [
      [
        'What time is check-in?',
        'From three in the afternoon. If you arrive earlier, we are happy to keep your luggage.',
      ],
      [
        'Is breakfast included?',
        'With the flexible rate it is. Otherwise it is nineteen euros, served from six thirty to eleven.',
      ],
      ['Do you have a gym?', 'Yes, on the fifth floor, open day and night with your room key.'],
      ['Can we bring our dog?', 'Dogs are welcome on the first floor, for fifteen euros a night.'],
      ['How far is it to the station?', 'Eight minutes on foot, or two stops by tram.'],
      [
        'Can the hall be darkened for a projector?',
        'It can, and there is a screen of four metres. Our technician sets it up for you.',
      ],
    ],
    complaints: [
      'the air conditioning in my room was loud all night',
      'I was billed for a minibar I never opened',
      'the confirmation names the wrong dates',
      'nobody answered at the desk for ten minutes',
    ],
    staff: ['the night manager', 'the events team', 'the concierge', 'Frau Lehnert at the reception'],
    identify: [
      ['Could you confirm the address of the booking?', STREETS],
      ['And the date of birth of the main guest?', BIRTHS],
    ],
    remarks: [
      'A quiet room to the courtyard, please.',
      'It is our anniversary, if that helps.',
      'One of us uses a wheelchair.',
      'We arrive by car and need a parking place.',
    ],
    tags: ['group', 'late arrival', 'events', 'breakfast', 'invoice'],
    visit: 'the hotel',
  },
  veterinary: {
    services: [
      'a vaccination for my dog',
      'a check-up for the cat',
      'a dental cleaning for our terrier',
      'a nail trim',
      'a visit about a limping paw',
      'a check-up for the rabbit',
    ],
    questions: [
      ['Do you treat rabbits?', 'We do, every day but Friday, when our small animal vet is away.'],
      [
        'What does desexing a cat cost?',
        'From two hundred and eighty dollars, with the check afterwards included.',
      ],
      [
        'Is chocolate dangerous for my dog?',
        'It can be. How much did he eat, and when? If it was dark chocolate, please come in now.',
      ],
      [
        'Can I get worming tablets without a visit?',
        'Yes, if we have seen your pet in the last twelve months. They are ready at the desk.',
      ],
      [
        'Do you have a separate room for cats?',
        'We do. Turn left at the entrance, it is much quieter there.',
      ],
    ],
    complaints: [
      'my cat came home with the wrong collar',
      'I have been waiting for blood results since Monday',
      'the invoice lists a test nobody mentioned',
      'we sat in the waiting room for an hour',
    ],
    staff: ['Doctor Marchetti', 'the nurse', 'the practice manager', 'Doctor Tuiasosopo'],
    identify: [
      ['Could you tell me the address on the file?', STREETS],
      ['And your own date of birth?', BIRTHS],
    ],
    remarks: [
      'He does not like other dogs, so we would wait outside.',
      'She has to be fasted, is that right?',
      'He bites a little when he is scared.',
      'We are new in town.',
    ],
    tags: ['vaccination', 'dog', 'cat', 'results', 'surgery'],
    visit: 'the clinic',
  },
  heating: {
    services: [
      'a furnace tune-up',
      'a heat pump survey',
      'a thermostat installation',
      'a repair, there is no heat at all',
      'an air conditioner check',
      'a water heater replacement',
    ],
    questions: [
      [
        'Do you charge for the survey?',
        'No, the survey is free. You get a written quote within two working days.',
      ],
      [
        'How often should a furnace be serviced?',
        'Once a year, best before the cold season. A plan includes it and moves you up in the queue.',
      ],
      [
        'Is there a rebate for heat pumps?',
        'There is a federal one, and the city adds to it. We fill in both forms for you.',
      ],
      [
        'My furnace clicks but does not light. What can I do?',
        'Please turn it off at the switch, and check that the gas is open. If you smell gas, leave the house and call the gas company.',
      ],
      ['Do you finance?', 'Yes, over twelve or thirty-six months. The first twelve are free of interest.'],
    ],
    complaints: [
      'the technician left a mess in the hallway',
      'the heat went off again after the repair',
      'I was promised a call before nine',
      'the quote doubled without a word',
    ],
    staff: ['the dispatcher', 'Lorna in sales', 'the technician who was here', 'the billing department'],
    identify: [
      ['What is the address of the house?', STREETS],
      [
        'And the last four digits of the card on file?',
        ['{card_number:4 2 4 2}', '{card_number:1 8 8 1}', '{card_number:0 0 0 5}'],
      ],
    ],
    remarks: [
      'We have a newborn, so it is urgent.',
      'The unit is in the attic.',
      'Please call before, the dog is loose in the yard.',
      'The filter was changed in the fall.',
    ],
    tags: ['no heat', 'quote', 'heat pump', 'plan', 'repair'],
    visit: 'the house',
  },
};
