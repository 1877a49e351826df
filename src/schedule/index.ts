import type { ReportPart } from '../platform/jobs/report.ts';
import type { Slice } from '../platform/slice.ts';
import { openEdit, openPause, resume, submitEdit, submitPause, toDefault } from './editing/slack.ts';
import { checkForm, checkPause } from './form.ts';
import { PAUSE_FORM, REPORT_FORM } from './modals.ts';
import { preview, sendCopy, sendNow } from './sending/slack.ts';
import { openAll, openTeam, schedule as show } from './slack.ts';
import { undoChange } from './undo/slack.ts';
import { words } from './words.ts';

/** When each report of each team comes: shown, changed, paused, previewed, sent. `parts` is read when it is needed. */
export function schedule(parts: () => readonly ReportPart[]): Slice {
  return {
    name: 'schedule',
    verbs: [{ name: 'schedule', aliases: ['schedules', '排程', '日程'], run: show }],
    actions: {
      'schedule.team': openTeam,
      'schedule.all': openAll,
      'schedule.edit': openEdit,
      'schedule.pause': openPause,
      'schedule.resume': resume,
      'schedule.default': toDefault,
      'schedule.undo': undoChange,
      'schedule.send': sendNow(parts),
      'schedule.copy': sendCopy(parts),
      'schedule.preview': preview(parts),
    },
    modals: [
      { callbackId: REPORT_FORM, check: checkForm, run: submitEdit },
      { callbackId: PAUSE_FORM, check: checkPause, run: submitPause },
    ],
    help: (locale) => [
      {
        usage: '/pace schedule',
        what: words(locale)('help'),
      },
    ],
  };
}
