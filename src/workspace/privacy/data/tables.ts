/**
 * What of every table belongs to a person's own data, and of which tables nothing does, with why. A test holds both lists against the
 * database: a new table that names people stands in one of them.
 */

/** By which rows are somebody's: a column that holds a member's id, or a way that the store knows. */
export type By =
  | 'self'
  | 'snapshot'
  | 'target'
  | 'subject'
  | 'acts'
  | 'changes'
  | 'messages'
  | 'work'
  | 'fact'
  | 'shared'
  | 'closed'
  | 'thanks'
  | { readonly column: string };

export interface Own {
  readonly table: string;
  readonly by: By;
  /** Columns that are not handed out: whose they are is not the person's to know, or they say nothing. */
  readonly hidden: readonly string[];
}

const own = (table: string, by: By = 'self', hidden: readonly string[] = []): Own => ({ table, by, hidden });

export const ownTables: readonly Own[] = [
  own('member'),
  own('assignment'),
  own('team_lead'),
  own('work_pattern'),
  own('absence'),
  own('people_change', 'changes'),
  own('activity', 'shared'),
  own('confirmation', 'fact'),
  own('daily_rollup'),
  // Who rated is not said.
  own('rubric_rating', 'work', ['rater_id']),
  own('rating_request', { column: 'rater_id' }, ['actor_id']),
  own('rater'),
  own('target', 'subject'),
  own('target_version', 'target'),
  own('odd_entry'),
  own('coaching_flag'),
  own('coaching_plan'),
  own('checkin_answer'),
  own('checkin_choice', 'subject'),
  own('nudge_preference'),
  own('nudge_clock'),
  own('nudge'),
  // Of an evaluation under way the person reads nothing yet; of a closed one all but the key.
  own('cycle_member', 'closed'),
  own('score_adjustment', 'closed'),
  own('evaluation_snapshot', 'snapshot'),
  own('evaluation_answer'),
  own('peer_request', { column: 'peer_id' }),
  own('peer_answer', 'closed', ['id']),
  own('payout_statement'),
  own('payout_dispute'),
  own('payout_clawback'),
  own('payout_badge'),
  own('reward_grant'),
  own('reward_order'),
  own('campaign', { column: 'owner_id' }, ['is_undone']),
  own('kudos', 'thanks', ['cleared_at', 'undone_at', 'counts']),
  own('retro_experiment', { column: 'owner_id' }, ['actor_id']),
  own('badge'),
  own('badge_clock'),
  own('customer_follow_up'),
  own('data_request'),
  own('outbox', 'messages', [
    ...[
      'image',
      'hash',
      'epoch',
      'version',
      'lease_until',
      'look_before',
      'looks',
      'look_at',
      'sweep_at',
      'sweeping',
    ],
    ...[
      'run_id',
      'reply_to',
      'attempts',
      'picture_attempts',
      'picture_due_at',
      'file_id',
      'doubt_at',
      'blocks',
    ],
  ]),
  own('audit_row', 'acts'),
];

/** Tables that name people, and of which a person is handed out nothing, with why. */
export const leftOut: Readonly<Record<string, string>> = {
  card_template: 'the company’s; who changed it stands in the person’s acts',
  evaluation_cycle: 'the company’s; who opened and closed it stands in the person’s acts',
  strategy: 'the company’s; who entered it stands in the person’s acts',
  target_review:
    'proposals about others, to those who led them; what was decided stands in the person’s acts',
  campaign_name: 'the company’s; how its campaigns are called',
  campaign_budget: 'the company’s; who set a budget stands in the person’s acts',
  campaign_change: 'the company’s; who changed a campaign stands in the person’s acts',
  budget_decision: 'the company’s; what the person decided, and why, stands in their acts',
  customer_name: 'the company’s; how its customers are called',
  customer_change: 'the company’s; who changed a name stands in the person’s acts',
  bonus_plan: 'the company’s; what it pays the person stands in their statements',
  payout_run: 'of many people; the person’s part stands in their statements',
  payout_reward: 'which payroll file holds a chosen reward; the choice stands among the person’s own',
  payout_export: 'the company’s; who made the file stands in the person’s acts',
  closed_dates: 'the company’s; who closed them stands in the person’s acts',
  retro: 'the team’s; who opened it stands in the person’s acts',
  retro_bag: 'without anybody’s name: nobody can tell what of it is the person’s',
  roster_import: 'data of others; that it was imported stands in the person’s acts',
  import_run:
    'a table that somebody sent, which they have; what was imported of them stands among the activities',
  import_mapping: 'the company’s; how columns are called',
  inbox: 'events of Slack, kept until they are handled, then forgotten',
  installation: 'how the company is connected to Slack',
};
