import type { Slice } from '../platform/slice.ts';
import { APPLY } from './apply/blocks.ts';
import { applyForm, previewButton, previewForm, type SetWishes } from './apply/slack.ts';
import { FORM } from './blocks.ts';
import { checkWhatIf } from './check.ts';
import { sendPicture } from './picture/slack.ts';
import { showWhatIf, whatIfTarget, whatIfVerb } from './slack.ts';
import { words } from './words.ts';

/** Past periods replayed under other targets. `setWishes` (goals) sets what was tried. */
export const whatif = (setWishes: SetWishes): Slice => ({
  name: 'whatif',
  verbs: [{ name: 'whatif', aliases: ['what-if', 'try', '试算', '如果', '模拟'], run: whatIfVerb }],
  actions: {
    'whatif.target': whatIfTarget,
    'whatif.who': showWhatIf,
    'whatif.metric': showWhatIf,
    'whatif.kind': showWhatIf,
    'whatif.count': showWhatIf,
    'whatif.how': showWhatIf,
    'whatif.work': showWhatIf,
    'whatif.picture': sendPicture,
    'whatif.apply': previewButton,
  },
  modals: [
    { callbackId: FORM, check: checkWhatIf, run: previewForm },
    { callbackId: APPLY, check: () => undefined, run: applyForm(setWishes) },
  ],
  help: (locale) => {
    const say = words(locale);
    return [{ usage: say('help_usage'), what: say('help_what') }];
  },
});
