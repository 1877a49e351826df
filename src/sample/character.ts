/** How somebody works: what they do on an average day, in thousandths, and what comes of it. */
export interface Character {
  calls: number;
  emails: number;
  followups: number;
  leads: number;
  meetings: number;
  demos: number;
  opportunities: number;
  /** Of a thousand opportunities, how many are won. */
  winPermille: number;
  /** Size of their deals, per cent of the usual. */
  dealPercent: number;
  /** How their work has gone from the first week to the last, per cent of the average day. */
  trend: readonly [from: number, to: number];
  /** Logs on Tuesdays and Fridays only, for the days since. */
  logsInBursts: boolean;
}

const average: Character = {
  calls: 9_600,
  emails: 6_000,
  followups: 1_200,
  leads: 1_000,
  meetings: 1_150,
  demos: 620,
  opportunities: 420,
  winPermille: 360,
  dealPercent: 100,
  trend: [98, 102],
  logsInBursts: false,
};

/** One of each kind of people that a manager knows. */
export const characters = {
  star: {
    ...average,
    ...{ calls: 11_400, meetings: 1_600, demos: 900, opportunities: 620, winPermille: 460, dealPercent: 110 },
  },
  steady: average,
  struggling: {
    ...average,
    ...{ calls: 7_000, meetings: 700, demos: 300, opportunities: 250, winPermille: 170, trend: [100, 82] },
  },
  newcomer: { ...average, opportunities: 240, winPermille: 260, dealPercent: 70, trend: [60, 90] },
  bursts: { ...average, logsInBursts: true },
  rising: { ...average, trend: [68, 128] },
  // Much work at the front and little that comes out of it: a bottleneck at the demos.
  busy: { ...average, calls: 13_200, leads: 1_700, demos: 330, opportunities: 300, winPermille: 260 },
  demonstrator: { ...average, calls: 8_300, demos: 1_150, winPermille: 410 },
  hunter: { ...average, calls: 7_800, opportunities: 190, winPermille: 420, dealPercent: 260 },
  slipping: { ...average, trend: [116, 62] },
} as const satisfies Record<string, Character>;
