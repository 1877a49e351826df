import { describe, expect, test } from 'vitest';
import { ask, channelId, type Driver, press, submit } from '../../sandbox/driver.ts';
import { nudgeDue } from '../../src/feedback/nudges/job.ts';
import { Temporal } from '../../src/kpi/time.ts';
import { answered, hears } from '../support/hear.ts';
import { textsOf, useOffice } from '../support/office.ts';
import { oddDigestText } from './oddDigest.ts';

/** Odd entries through the real protocol. Wednesday, 18 November 2026; New York is five hours behind UTC. */
const office = useOffice('2026-11-18T15:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');
const at = (instant: string): Temporal.Instant => Temporal.Instant.from(instant);

const digest = (now: string): Promise<string> => oddDigestText(office(), now);

describe('odd entries', () => {
  test('the one whose they are is asked first, once, and answers once; nobody else can', async () => {
    const ana = await office().as('ana');
    for (let i = 0; i < 3; i += 1) await ask(ana, '/log call with Acme', general(ana));
    // 10:20 in New York; looked at twice.
    await nudgeDue(office().deps, at('2026-11-18T15:20:00Z'));
    await nudgeDue(office().deps, at('2026-11-18T16:25:00Z'));
    const question = await hears(office().deps, ana, 'A quick question:');
    expect(textsOf(question.blocks)).toContain('3 identical entries of “call”');
    expect(await office().db.client.oddEntry.count()).toBe(1);
    expect(await digest('2026-11-19T15:00:00Z')).toBe('');

    // Whatever a button says, it is the signed person who answers.
    const bo = await office().db.client.member.findFirstOrThrow({
      where: { slackUserId: office().slackIds.bo },
    });
    const { id, memberId: _, ...hers } = await office().db.client.oddEntry.findFirstOrThrow();
    await office().db.client.oddEntry.create({ data: { ...hers, id: `${id}-bo`, memberId: bo.id } });
    await press(ana, question, 'activities.odd-right', { value: `${id}-bo` });
    await answered(ana, 'Only the person who was asked can answer this.');
    const refused = { action: 'access.denied', subject: { startsWith: 'odd:' } };
    expect(await office().db.client.auditRow.count({ where: refused })).toBe(1);
    expect(await office().db.client.oddEntry.count({ where: { answer: null } })).toBe(2);
    await office().db.client.oddEntry.deleteMany({ where: { memberId: bo.id } });

    await press(ana, question, 'activities.odd-right');
    const thanks = await hears(office().deps, ana, 'Thank you, noted');
    await press(ana, thanks, 'activities.odd-note');
    const view = await ana.waitFor('the form', ({ modals }) => modals.at(-1));
    await submit(ana, view, { note: 'trade fair <!channel>' });
    await answered(ana, 'Your reason: trade fair');
    await press(ana, question, 'activities.odd-undo');
    await press(ana, question, 'activities.odd-right');
    await answered(ana, 'Your reason: trade fair');
    const row = await office().db.client.oddEntry.findFirstOrThrow();
    expect([row.answer, row.note]).toEqual(['right', 'trade fair <!channel>']);
    expect(await office().db.client.auditRow.count({ where: { action: 'odd.answered' } })).toBe(1);
    expect(await office().db.client.activity.count({ where: { typeKey: 'call' } })).toBe(3);
  });

  test('undo leaves one, and whoever never answers is told of after two working days', async () => {
    const bo = await office().as('bo');
    for (let i = 0; i < 3; i += 1) await ask(bo, '/log meeting with Globex', general(bo));
    for (let i = 0; i < 3; i += 1) await ask(bo, '/log demo with Globex', general(bo));
    await nudgeDue(office().deps, at('2026-11-19T15:30:00Z'));
    const questions = await office().db.client.oddEntry.findMany({ where: { typeKey: { not: 'call' } } });
    expect(questions.map(({ typeKey }) => typeKey).toSorted()).toEqual(['demo', 'meeting']);
    const question = await hears(office().deps, bo, '“meeting”');
    await press(bo, question, 'activities.odd-undo');
    await hears(office().deps, bo, 'only one of them counts now');
    await press(bo, question, 'activities.odd-undo');
    const undone = await office().db.client.activity.count({ where: { typeKey: null } });
    expect(undone).toBe(2);
    // Asked on Thursday: two working days are over on Tuesday.
    const told = await digest('2026-11-24T15:00:00Z');
    expect(told).toContain('has not answered yet');
    expect(told).toContain('“demo”');
  });
});
