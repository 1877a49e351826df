import { describe, expect, test } from 'vitest';
import {
  ask,
  channelId,
  command,
  control,
  type Driver,
  directMessage,
  elementsIn,
  press,
  submit,
} from '../../sandbox/driver.ts';
import { leaksIn, type Planted } from '../support/log.ts';
import { textsOf, useOffice } from '../support/office.ts';

/**
 * Secrets stay secret: what people wrote, what opens a door, and who has which figures are in no line of the log, at its most talkative, in good
 * times and in bad ones. Every office of the scenarios is held to the same when it closes (support/office.ts); here are the worst cases.
 */
const office = useOffice('2026-11-18T20:00:00Z');
const general = (driver: Driver): string => channelId(driver, 'general');

const planted: readonly Planted[] = [
  { what: 'a customer', text: 'Zanzibar Holdings' },
  { what: 'part of a customer', text: 'Zanzibar' },
  { what: 'a customer in Chinese', text: '桑给巴尔控股' },
  { what: 'a note', text: 'their chief buyer is leaving' },
  { what: 'an amount', text: '98,765' },
  { what: 'an amount', text: '9876543' },
  { what: 'a reason', text: 'the warehouse burned down' },
  { what: 'an unknown word', text: 'qualmzifferns' },
  { what: 'an address', text: 'pacer.example' },
];

const leaks = (): string[] => leaksIn(office().logged.lines, planted);
const lineOf = (words: RegExp): string | undefined => office().logged.lines.find((line) => words.test(line));

describe('what people do leaves no word of theirs in the log', () => {
  test('commands, wrong ones, buttons, forms, Home and messages', async () => {
    const [ana, lilei] = [await office().as('ana'), await office().as('lilei')];
    await ask(ana, '/goal set revenue 98,765 monthly because: the warehouse burned down', general(ana));
    const logged = await ask(
      ana,
      '/log deal with "Zanzibar Holdings" $98,765.43 note: their chief buyer is leaving',
      general(ana),
    );
    expect(textsOf(logged.blocks)).toContain('Zanzibar');
    await ask(lilei, '/log 成交 客户:桑给巴尔控股 98.76543万', general(lilei));
    await ask(ana, '/log 3 qualmzifferns with Zanzibar', general(ana));
    await ask(ana, '/kpi qualmzifferns', general(ana));
    await press(ana, logged, 'activities.edit');
    const form = await ana.waitFor('the form', ({ modals }) => modals[0]);
    await submit(ana, form, { note: 'their chief buyer is leaving soon' });
    await ana.act('post', { channel: await directMessage(ana), text: '3 calls with Zanzibar Holdings' });
    await ana.act('home-opened', { appId: ana.state.apps[0]?.id ?? '' });
    const home = await ana.waitFor('Home', (seen) => seen.home ?? undefined);
    expect(elementsIn(home.blocks).length).toBeGreaterThan(0);
    // At its most talkative the log tells of every request: so there was something to clean.
    expect(lineOf(/"level":20.*\{…\}/)).toBeDefined();
    expect(leaks()).toEqual([]);
  });
});

describe('what fails says what failed, and not for whom or with what', () => {
  test('a database that refuses a row', async () => {
    const bo = await office().as('bo');
    const { client } = office().db;
    await client.$executeRaw`alter table activity add constraint no_zanzibar check (customer <> 'Zanzibar Holdings') not valid`;
    const answer = await ask(bo, '/log call with "Zanzibar Holdings"', general(bo));
    await client.$executeRaw`alter table activity drop constraint no_zanzibar`;
    const reference = /`(\w{8})`/.exec(answer.text)?.[1];
    expect(reference).toBeDefined();
    // The person's reference leads to the line, and the line to the fault.
    expect(lineOf(new RegExp(`"${reference}"`))).toMatch(/no_zanzibar/);
    expect(leaks()).toEqual([]);
  });

  test('a database that quotes what was written', async () => {
    const bo = await office().as('bo');
    const { client } = office().db;
    await client.$executeRaw`create function refuse() returns trigger language plpgsql as $$ begin perform new.customer::int; return new; end $$`;
    await client.$executeRaw`create trigger refuse before insert on activity for each row execute function refuse()`;
    await ask(bo, '/log call with "Zanzibar Holdings"', general(bo));
    await client.$executeRaw`drop trigger refuse on activity`;
    expect(lineOf(/invalid input syntax/)).toMatch(/for type integer: “…”/);
    expect(leaks()).toEqual([]);
  });

  test.each([
    ['reset_before', 'response_url'],
    ['fails_before', 'response_url'],
    ['refused', 'views.open'],
    ['reset_after', 'views.open'],
    ['rate_limited', 'views.open'],
  ])('Slack that answers %s to %s', async (kind, method) => {
    const bo = await office().as('bo');
    const before = office().logged.lines.length;
    await control(office().address, 'fault', { kind, method });
    await command(bo, method === 'views.open' ? '/log' : '/log call with "Zanzibar Holdings"', general(bo));
    await expect
      .poll(
        () =>
          office()
            .logged.lines.slice(before)
            .some((line) => /"level":(?:40|50)/.test(line)),
        { timeout: 5_000 },
      )
      .toBe(true);
    await control(office().address, 'clear-faults', {});
    expect(leaks()).toEqual([]);
  });
});
