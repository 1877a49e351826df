import { beforeAll, describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, press, submit } from '../../sandbox/driver.ts';
import { answered, eventually, modal, posted } from '../support/hear.ts';
import { type Handle, textsOf, useOffice } from '../support/office.ts';
import { settled } from '../support/settled.ts';

/** A retrospective through the real protocol. Wednesday, 4 November 2026, 10:00 in New York: October is over. */
const office = useOffice('2026-11-04T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const say = async (driver: Driver, text: string) => ask(driver, text, general(driver));

/** What the bag, the steps and the thread are told by. */
const retros = () => office().db.client.retro.findMany({ orderBy: { openedOn: 'asc' } });
const bag = () => office().db.client.retroBag.findFirstOrThrow();

const drivers = new Map<Handle, Driver>();
const as = (handle: Handle): Driver => drivers.get(handle) as Driver;

/** Every table's rows as text, by table, once nothing is under way that came before: no press, no event. */
async function dump(): Promise<Map<string, string>> {
  const { client } = office().db;
  await eventually(async () => {
    await settled(office().sandbox);
    expect(await client.inbox.count({ where: { doneAt: null } })).toBe(0);
  });
  const tables = await client.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await client.$queryRawUnsafe<{ row: string }[]>(`SELECT t::text AS row FROM "${name}" t`);
    found.set(name, rows.map(({ row }) => row).join('\n'));
  }
  return found;
}

/** Tables that differ. */
const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].filter(([name, rows]) => before.get(name) !== rows).map(([name]) => name);

const wrote: Record<'ana' | 'bo' | 'maya', Record<string, string>> = {
  ana: { well: 'The trade fair brought good leads', obstacle: 'Quotes wait four days for approval' },
  bo: { idea: 'Call every fair lead within a day' },
  maya: { obstacle: 'Our price list is out of date' },
};

async function contributes(handle: 'ana' | 'bo' | 'maya', texts = wrote[handle]): Promise<void> {
  const driver = as(handle);
  await press(driver, await posted(office().deps, driver, 'Retrospective · West'), 'retro.contribute');
  const form = await modal(driver, 'Kept without your name');
  await submit(driver, form, texts);
  await answered(driver, 'In the bag');
}

describe('/pace retro', () => {
  let maya: Driver;
  beforeAll(async () => {
    for (const handle of ['ana', 'bo', 'maya', 'lilei'] as const)
      drivers.set(handle, await office().as(handle));
    maya = as('maya');
  });

  test('whoever leads a team opens one of the month that ended; nobody else does, and not of a month that runs', async () => {
    const ana = as('ana');
    expect((await say(ana, '/pace retro start last month')).text).toContain('led by whoever leads the team');
    expect((await say(maya, '/pace retro start this month')).text).toContain('is not over yet');
    expect((await say(maya, '/pace retro start last week')).text).toContain('a month, a quarter');
    expect(await retros()).toEqual([]);
    expect((await say(maya, '/pace retro start team West last month')).text).toContain('Opened in');
    expect((await say(maya, '/pace retro start last month')).text).toContain(
      'has a retrospective of October 2026 already',
    );
    const opened = await posted(office().deps, ana, 'Retrospective · West');
    expect(textsOf(opened.blocks)).toContain('The team had no target of its own in this period');
    expect(textsOf(opened.blocks)).toContain('Nothing was tried in an earlier retrospective.');
    expect((await retros()).map(({ state, periodKey }) => [state, periodKey])).toEqual([
      ['collecting', '2026-10'],
    ]);
  });

  test('a contribution changes one row of one table, which names nobody and knows no moment', async () => {
    const ana = as('ana');
    await press(ana, await posted(office().deps, ana, 'Retrospective · West'), 'retro.contribute');
    const form = await modal(ana, 'Kept without your name');
    expect(JSON.stringify(await submit(ana, form, {}))).toContain('Write at least one of the three.');
    const before = await dump();
    const lines = office().logged.lines.length;
    await submit(ana, form, wrote.ana);
    await answered(ana, 'In the bag, without your name. You can add 7 more texts.');
    expect(changed(before, await dump())).toEqual(['retro_bag']);
    const row = JSON.stringify(await bag());
    for (const hint of [office().memberIds.ana, office().slackIds.ana, 'Ana', form.id, '2026-11'])
      expect(row).not.toContain(hint);
    // The log says that requests came, not of whom.
    for (const line of office().logged.lines.slice(lines))
      for (const hint of [office().memberIds.ana, office().slackIds.ana, form.id])
        expect(line).not.toContain(hint);
  });

  test('what was written can be taken out again, by whoever wrote it alone', async () => {
    const ana = as('ana');
    await contributes('ana', { idea: 'Something that I regret' });
    const answer = await answered(ana, 'You can add 6 more texts.');
    await press(ana, answer, 'retro.withdraw');
    await answered(ana, 'Taken out. Nobody has seen it.');
    expect(JSON.stringify(await bag())).not.toContain('regret');
  });

  test('nothing is shown before three people took part', async () => {
    await contributes('bo');
    const overview = await say(maya, '/pace retro');
    expect(textsOf(overview.blocks)).toContain('Fewer than 3 people took part so far.');
    await press(maya, overview, 'retro.reveal');
    await answered(maya, 'Shown now, it would be known who wrote what');
    expect((await retros())[0]?.state).toBe('collecting');
    await press(maya, overview, 'retro.remind');
    await answered(maya, 'nobody is told who has written');
    expect(textsOf((await posted(office().deps, as('ana'), 'is still open')).blocks)).not.toMatch(
      /Ana|Bo|Maya/,
    );
  });

  test('with three, all is shown at once, without names, and is voted on', async () => {
    await contributes('maya');
    await press(maya, await say(maya, '/pace retro'), 'retro.reveal');
    await answered(maya, 'It stands in the thread');
    const ana = as('ana');
    const shown = textsOf((await posted(office().deps, ana, 'What the team wrote')).blocks);
    for (const text of Object.values(wrote).flatMap((texts) => Object.values(texts)))
      expect(shown).toContain(text);
    await press(ana, await posted(office().deps, ana, 'Retrospective · West'), 'retro.contribute');
    await answered(ana, 'That step is over');
  });

  test('votes are changed until they are counted; then nobody can tell who took part', async () => {
    const vote = async (handle: Handle, texts: readonly string[]) => {
      const driver = as(handle);
      await press(driver, await posted(office().deps, driver, 'What the team wrote'), 'retro.vote');
      const form = await modal(driver, 'Nobody can see how you voted');
      const items = (await bag()).items as { id: string; text: string }[];
      const ids = texts.map((text) => items.find((one) => one.text === text)?.id ?? '');
      const before = await dump();
      const { ballots } = await bag();
      await submit(driver, form, { votes: ids });
      await eventually(async () => expect((await bag()).ballots).not.toEqual(ballots));
      expect(changed(before, await dump())).toEqual(['retro_bag']);
    };
    const { obstacle: quotes = '' } = wrote.ana;
    const { idea = '' } = wrote.bo;
    await vote('ana', [idea]);
    await vote('ana', [quotes, idea]);
    await vote('bo', [quotes]);
    await vote('maya', [quotes, String(wrote.ana['well'])]);
    await press(maya, await say(maya, '/pace retro'), 'retro.count');
    await answered(maya, 'Who took part and who voted for what is forgotten');
    const ana = as('ana');
    const shown = textsOf((await posted(office().deps, ana, 'How the team voted')).blocks);
    expect(shown).toContain(`${quotes} · *3 votes*`);
    expect(shown).toContain(`${idea} · *1 vote*`);
    expect(await office().db.client.retroBag.count()).toBe(0);
    const all = JSON.stringify((await retros())[0]?.contributions);
    for (const hint of ['seal', 'ballots', office().memberIds.ana]) expect(all).not.toContain(hint);
  });

  test('the team leaves with at most two experiments, and the thread with its summary', async () => {
    const decide = async (text: string) => {
      await press(maya, await say(maya, '/pace retro'), 'retro.experiment');
      const form = await modal(maya, 'What do we try?');
      const wrong = JSON.stringify(
        await submit(maya, form, { text, owner: office().slackIds.bo, metric: 'calls', expected: '0' }),
      );
      expect(wrong).toContain('A change in percent');
      await submit(maya, form, {
        text,
        owner: office().slackIds.bo,
        metric: 'calls',
        expected: '+10 %',
        until: '2026-12-02',
      });
      return answered(maya, `Kept: ${text}`);
    };
    await decide('Call every lead of a fair within a day');
    const second = await decide('Something too much');
    await press(maya, second, 'retro.drop');
    await answered(maya, 'Dropped: Something too much');
    await decide('Approve quotes within a day');
    const overview = await say(maya, '/pace retro');
    expect(JSON.stringify(overview.blocks)).not.toContain('retro.experiment');
    await press(maya, overview, 'retro.close');
    await submit(maya, await modal(maya, 'Closing ends the retrospective'), {});
    await answered(maya, 'Closed. The summary stands in the thread');
    const shown = textsOf((await posted(office().deps, maya, 'This retrospective is closed')).blocks);
    expect(shown).toContain(
      '🧪 *Call every lead of a fair within a day* · Bo Lindqvist · calls +10% until Wed, Dec 2',
    );
    expect(shown).toContain('Approve quotes within a day');
    const thread = await office().db.client.outbox.findMany({
      where: { key: { startsWith: 'retro:' }, replyTo: null },
    });
    expect(thread.map(({ key }) => key.split(':')[2])).toEqual(['opened']);
  });

  test('the archive is searched in both scripts, by those of the team alone', async () => {
    const ana = as('ana');
    const list = await say(ana, '/pace retro archive quotes approval');
    expect(textsOf(list.blocks)).toContain('Most votes: Quotes wait four days for approval');
    await press(ana, list, 'retro.read');
    const read = textsOf((await answered(ana, 'still running')).blocks);
    expect(read).toContain('Call every fair lead within a day · *1 vote*');
    expect(textsOf((await say(ana, '/pace retro archive 十月')).blocks)).toContain('Nothing in the archive');
    expect(textsOf((await say(ana, '/pace retro archive 10月')).blocks)).toContain('October 2026');
    const lilei = as('lilei');
    expect(textsOf((await say(lilei, '/pace 复盘 归档 quotes')).blocks)).toContain('归档里没有提到');
  });
});
