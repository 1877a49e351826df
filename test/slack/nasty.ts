import fc from 'fast-check';

/** What people type, paste, or send on purpose, and what does harm where it is shown as it came. */
export const hostile: readonly string[] = [
  // Slack's own markup, whole, in halves, escaped once and twice, in full width.
  ...[
    '<!channel>',
    '<!here|here>',
    '<!everyone>',
    '<!subteam^S0123|@west>',
    '<@U0123ABC>',
    '<@U0123ABC|ana>',
  ],
  ...['<#C0999999999>', '<#C0999999999|board>', '<https://evil.example|Acme>', '<mailto:a@b.example|x>'],
  ...[
    '<!date^1^{date}^https://evil.example|x>',
    '<',
    '>',
    '&',
    '<!chan',
    'nel>',
    '@channel',
    '@here',
    '#general',
  ],
  ...[
    'https://evil.example',
    'evil.example',
    '&lt;!channel&gt;',
    '&amp;lt;!channel&amp;gt;',
    '＜!channel＞',
    '&am',
    'p;',
  ],
  // Signs of formats, and of templates.
  ...[
    '*',
    '_',
    '~',
    '`',
    '```',
    '> ',
    '>>>',
    '\n',
    '\t',
    '\r\n',
    '- ',
    '1. ',
    ':tada:',
    '{{name}}',
    '$t(more)',
    '%s',
  ],
  // What turns text around, and what nobody sees.
  ...[
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200e',
    '\u200f',
    '\u061c',
  ],
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u180e',
    '\u034f',
    '\u3164',
    '\u{e0041}',
    '\u2028',
    '\u2029',
  ],
  // Controls, halves, piles.
  ...[
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u007f',
    '\u0085',
    '\ud83d',
    '\udfc6',
    '\uffff',
    'e\u0301',
    `Z${'\u0301\u0322'.repeat(20)}`,
  ],
  // What is no harm at all, and must come through.
  ...[
    '🏆',
    '👩‍💼',
    '👨‍👩‍👧‍👦',
    '🇩🇪',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    '❤️‍🔥',
    '1️⃣',
    '李雷',
    '业绩',
    'Ana',
    ' ',
  ],
  ...[
    'שלום עולם',
    'مرحبا',
    'می\u200cخواهم',
    'क्\u200dष',
    '“',
    '”',
    '‘',
    '«',
    '「',
    '：',
    '，',
    'ＡＢＣ',
    '１２',
    '"',
    "'",
    '|',
    '\\',
    '/',
  ],
];

/** No text that is shown may hold any of these: controls, changes of direction, what takes no place. */
export const misleading =
  /(?![\n\t])\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u2069\u00ad\u180e\u2028\u2029\u3164\ufeff]|\u034f|(?<!\u{1f3f4}|[\u{e0020}-\u{e007e}])[\u{e0000}-\u{e007f}]/u;

/** Any text at all, most often made of what does harm. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 14 })
      .map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(...hostile).map((one) => one.repeat(900)) },
);
