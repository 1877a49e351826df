import type { LocalDate } from '../../kpi/localDate.ts';
import type { LevelsWish } from '../levels/levels.ts';
import type { Layer, Shape, Subject } from '../target.ts';

/** A target as it is to be. */
export interface ManyWish {
  readonly subject: Subject;
  readonly metricKey: string;
  readonly shape: Shape;
  readonly value: bigint;
  /** T-08: what is not named stays as it is; null takes a level away. */
  readonly levels: LevelsWish;
  /** Null, or a date that is over for them already: as soon as it may be. */
  readonly from: LocalDate | null;
  /** Default: official. A person's own wish for themselves is their own (T-06). */
  readonly layer?: Layer | undefined;
}
