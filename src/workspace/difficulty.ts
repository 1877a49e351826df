/** T-07: from when on a target is called too hard or too easy, and what is suggested; settings of the workspace. */
import { DEFAULT_DIFFICULTY, type DifficultySettings } from '../kpi/difficulty.ts';

/** As they are stored, in whole per cent. */
const KEYS = {
  tooHardBelow: 'difficultyTooHard',
  tooEasyAbove: 'difficultyTooEasy',
  suggestFor: 'difficultySuggest',
} as const satisfies Record<keyof DifficultySettings, string>;

/** Whole per cent that leaves somebody on either side. */
export const isShare = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 99;

/** Whole per cent, the three in an order in which what is suggested is itself neither too hard nor too easy. */
export function areThresholds({ tooHardBelow, tooEasyAbove, suggestFor }: DifficultySettings): boolean {
  const areShares = [tooHardBelow, tooEasyAbove, suggestFor].every(isShare);
  return areShares && tooHardBelow <= suggestFor && suggestFor <= tooEasyAbove;
}

/** What the settings say, else the defaults. */
export function difficultySettings(settings: Readonly<Record<string, unknown>>): DifficultySettings {
  const read = (key: keyof DifficultySettings): number => {
    const value = settings[KEYS[key]];
    return typeof value === 'number' ? value : DEFAULT_DIFFICULTY[key];
  };
  const found = {
    tooHardBelow: read('tooHardBelow'),
    tooEasyAbove: read('tooEasyAbove'),
    suggestFor: read('suggestFor'),
  };
  return areThresholds(found) ? found : DEFAULT_DIFFICULTY;
}

/** The settings that say so. */
export function difficultyStored(thresholds: DifficultySettings): Record<string, number> {
  return {
    [KEYS.tooHardBelow]: thresholds.tooHardBelow,
    [KEYS.tooEasyAbove]: thresholds.tooEasyAbove,
    [KEYS.suggestFor]: thresholds.suggestFor,
  };
}
