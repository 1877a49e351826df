import { type Act, fillIn, inOrder, pressAnswer, pressLast, say } from '../doing.ts';

/** What leads do with campaigns, their names and their budgets. */

const makes = (name: string, more: Record<string, string> = {}): Act =>
  fillIn(
    'maya',
    'campaigns.form',
    say('maya', () => `/pace campaign new ${name}`),
    () => more,
  );

const budget = { 'campaigns.budget': '10,000' };

/** R-02 needs thirty leads on both sides, and a difference that is no chance: 20 of 200 against 60 of 200. */
const twoCampaigns = inOrder(
  pressAnswer('maya', '/pace playbook choose funnel', 'playbook.use'),
  makes('Ads', budget),
  makes('Fair', budget),
  say('maya', () => '/pace spend 4,000 campaign:ads\n4,000 campaign:fair'),
  say('maya', () => '/log 200 leads campaign:ads\n200 leads campaign:fair'),
  say('maya', () => '/log 20 deals campaign:ads $20,000\n60 deals campaign:fair $60,000'),
);

const decides = (verdict: 'accept' | 'decline'): Act =>
  fillIn(
    'maya',
    `campaigns.${verdict}-form`,
    pressAnswer('maya', '/pace campaign moves', `campaigns.${verdict}`),
    () => ({ 'campaigns.reason': 'we try it before the next fair' }),
  );

export const campaignActs: Readonly<Record<string, Act>> = {
  'Maya makes a campaign': makes('Autumn', { 'campaigns.aliases': '秋季', ...budget }),
  'Maya edits the campaign': fillIn(
    'maya',
    'campaigns.form',
    say('maya', () => '/pace campaign edit Autumn'),
    () => ({
      'campaigns.budget': '12,000',
    }),
  ),
  'Maya undoes the edit': pressLast('maya', 'campaigns.undo'),
  'Maya adopts a name': inOrder(
    say('ana', () => '/log lead with Dyne campaign:autum'),
    fillIn(
      'maya',
      'campaigns.adopt-form',
      say('maya', () => '/pace campaign name autum'),
    ),
  ),
  'Maya ends the campaign': fillIn(
    'maya',
    'campaigns.end-form',
    say('maya', () => '/pace campaign end Autumn'),
  ),
  'Maya declines a move': inOrder(twoCampaigns, decides('decline')),
  'Maya undoes the decision': pressLast('maya', 'campaigns.undo'),
  'Maya accepts a move': inOrder(twoCampaigns, decides('accept')),
};
