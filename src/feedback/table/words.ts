import { defineWords } from '../../platform/words.ts';

/** The header of figures that leave as a table. */
export const figureWords = defineWords({
  en: {
    person: 'person',
    team: 'team',
    metric: 'metric',
    period: 'period',
    actual: 'actual',
    target: 'target in force',
    attainment: 'attainment',
  },
  zh: {
    person: '人员',
    team: '团队',
    metric: '指标',
    period: '周期',
    actual: '实际',
    target: '有效目标',
    attainment: '达成率',
  },
});
