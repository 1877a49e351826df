import { Temporal } from '../../../src/kpi/time.ts';
import { noChoice } from '../../../src/platform/jobs/choice.ts';
import { longPeriodOf, reportKinds } from '../../../src/platform/jobs/report.ts';
import { copyReply, teamReply, teamsReply } from '../../../src/schedule/blocks.ts';
import { upcoming } from '../../../src/schedule/instants.ts';
import { formFrom, pauseModal, reportModal } from '../../../src/schedule/modals.ts';
import type { ReportView, State } from '../../../src/schedule/report.ts';
import { savedReply } from '../../../src/schedule/undo/blocks.ts';
import { writeUndo } from '../../../src/schedule/undo/undo.ts';
import { type Built, times, today, type World } from './world.ts';

const states: State[] = [{ kind: 'on' }, { kind: 'off' }, { kind: 'paused' }, { kind: 'until', date: today }];

/** `/pace schedule` and its forms. */
export function scheduleBuilt(world: World): Built[] {
  const { locale, typed, teams, people } = world;
  const team = { id: 't1', name: typed(60) };
  const now = Temporal.Instant.from('2026-03-02T12:00:00Z');
  const own = {
    ...noChoice,
    weekday: 2 as const,
    channelId: 'C0123456789',
    locale: 'zh' as const,
    measure: 'value|m119',
    places: 10,
  };
  const views = (one: typeof team): ReportView[] =>
    reportKinds.map((kind, index) => {
      const every = longPeriodOf(kind);
      const zone = 'Australia/Lord_Howe';
      const moment = {
        weekday: 7 as const,
        localTime: '02:15',
        zone,
        ...(every === undefined ? {} : { every }),
      };
      return {
        ...{
          team: one,
          kind,
          moment,
          isTogether: index === 1,
          choice: own,
          channelId: index === 2 ? 'C0123456789' : null,
        },
        state: states[index % states.length] ?? { kind: 'on' },
        leftOut: times(people, () => typed(80)),
        instants: upcoming(moment, now, { count: 5, now }),
      };
    });
  const reader = { zone: 'Asia/Kathmandu', mayEdit: true };
  const moment = { weekday: 1 as const, localTime: '09:00', zone: 'Europe/Berlin' };
  const form = formFrom(own, moment, ['U1']);
  const measures = times(120, (index) => ({ name: typed(60), value: `value|m${index}` }));
  const draft = { team, form, measures, zone: 'Europe/Berlin', usualChannelId: 'C0123456789' };
  return [
    ...[true, false].map((mayEdit) => ({
      what: `the reports of a team, ${mayEdit}`,
      reply: teamReply(team, views(team), { ...reader, mayEdit, hasOthers: true }, locale),
    })),
    {
      what: 'the reports of all teams',
      reply: teamsReply(
        times(teams, (index) => {
          const one = { id: `t${index}`, name: typed(60) };
          return { team: one, reports: views(one) };
        }),
        reader,
        locale,
      ),
    },
    ...reportKinds.map((kind) => ({
      what: `the form of ${kind}`,
      view: reportModal({ ...draft, kind, isLong: longPeriodOf(kind) !== undefined, trouble: 'no' }, locale),
    })),
    {
      what: 'the form of a report without a channel',
      view: reportModal({ ...draft, kind: 'weekly-board', isLong: false, usualChannelId: null }, locale),
    },
    {
      what: 'a report that was changed, with the way back',
      reply: savedReply(
        'Saved.',
        writeUndo(
          { kind: 'digest', teamId: team.id },
          { ...own, leftOut: times(30, (index) => `m${index}`) },
          own,
        ),
        { text: '', blocks: [] },
        locale,
      ),
    },
    { what: 'the form of a pause', view: pauseModal({ kind: 'digest', team }, locale) },
    {
      what: 'the offer of a copy',
      reply: copyReply('Sent.', { value: 'digest t1 2026-W47#1', report: 'x', period: 'y' }, locale),
    },
  ];
}
