/** One line of the benchmarks' table: ours beside theirs, taken alternating in one run. */
export interface BenchResult {
  name: string;
  /** What was measured, in a sentence. */
  what: string;
  ours: number;
  theirs: number;
  unit: string;
  /** ours ÷ theirs. */
  ratio: number;
  /** The aim in words: "≥ 0.8 ×". */
  aim: string;
  /** Null: a figure that is told without an aim. */
  met: boolean | null;
  notes?: string[];
}
