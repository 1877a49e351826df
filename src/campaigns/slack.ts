import { namesWithin } from '../platform/fit.ts';
import { plainInMrkdwn } from '../platform/mrkdwn.ts';
import { readable } from '../platform/normalise.ts';
import type { VerbInput } from '../platform/slice.ts';
import { openAdopt, openEnd } from './adopt/slack.ts';
import { bookOf } from './book.ts';
import { openEdit, openNew } from './form/slack.ts';
import { nearTo } from './list/list.ts';
import { showList } from './list/slack.ts';
import { showMoves } from './moves/slack.ts';
import { showReport } from './report/slack.ts';
import { readCampaigns } from './store.ts';
import { words } from './words.ts';

const ACTS: ReadonlyMap<string, Act> = new Map(
  Object.entries({
    report: ['report', 'reports', 'return', 'roi', '报告', '报表', '效果', '投入产出'],
    list: ['list', 'all', '列表', '全部'],
    new: ['new', 'add', 'create', '新建', '添加'],
    edit: ['edit', 'change', '修改', '编辑'],
    end: ['end', 'stop', 'close', '结束'],
    name: ['name', 'adopt', 'merge', '归入', '合并'],
    moves: ['moves', 'move', 'proposals', 'budget', '调整', '建议', '预算'],
  } as const).flatMap(([act, typed]) => typed.map((word) => [word, act as Act] as const)),
);
type Act = 'report' | 'list' | 'new' | 'edit' | 'end' | 'name' | 'moves';

/** `/pace campaign …`: the list where nothing is said; else what its first word says, else the campaign of that name. */
export async function campaignVerb(input: VerbInput): Promise<void> {
  const text = input.text.trim();
  const [first = '', ...rest] = text.split(/\s+/u);
  const behind = rest.join(' ');
  switch (ACTS.get(first.normalize('NFKC').toLowerCase())) {
    case 'report':
      return showReport(input, behind);
    case 'list':
      return showList(input);
    case 'new':
      return openNew(input, readable(behind));
    case 'edit':
      return named(input, behind, (id) => openEdit(input, id));
    case 'end':
      return named(input, behind, (id) => openEnd(input, id));
    case 'name':
      return openAdopt(input, readable(behind));
    case 'moves':
      return showMoves(input);
    case undefined:
      return text === '' ? showList(input) : named(input, text, (id) => openEdit(input, id));
  }
}

/** Goes on with the campaign of a name; one that nobody knows is answered with what is near. */
async function named(input: VerbInput, typed: string, go: (id: string) => Promise<void>): Promise<void> {
  const { deps, workspace, actor } = input;
  const name = readable(typed);
  const book = bookOf(await readCampaigns(deps.db, workspace.id));
  const found = book.find(name);
  if (found !== undefined) return go(found.id);
  const say = words(actor.locale);
  const near = nearTo(name, book).map((one) => plainInMrkdwn(one.name));
  const maybe = near.length === 0 ? '' : say('near', { names: namesWithin(near, actor.locale) });
  await input.reply({ text: say('unknown', { name: plainInMrkdwn(name), near: maybe }) });
}
