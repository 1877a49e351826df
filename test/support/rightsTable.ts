import type { Right } from '../../src/people/rights.ts';

/** reliability.md § 7 over a rep, a row a right; deactivated people, guests and strangers are no actors at all. */
// self · colleague · rep elsewhere · manager · manager above · manager of another · finance · administrator
export const rightsTable: Record<Right, string> = {
  log: 'yes · – · – · yes · yes · – · – · yes',
  'enter-absence': 'yes · – · – · yes · yes · – · – · yes',
  'confirm-amounts': '– · – · – · yes · yes · – · – · yes',
  'own-target': 'yes · – · – · – · – · – · – · –',
  'set-target': '– · – · – · yes · yes · – · – · yes',
  'see-figures': 'yes · – · – · yes · yes · – · – · yes',
  'see-team': 'yes · yes · – · yes · yes · – · – · yes',
  'see-statement': 'yes · – · – · yes · yes · – · yes · yes',
  'adjust-closed': '– · – · – · yes · yes · – · – · yes',
  'reopen-dates': '– · – · – · – · – · – · – · yes',
  'read-evaluation': 'yes · – · – · yes · yes · – · – · yes',
  'answer-evaluation': 'yes · – · – · – · – · – · – · –',
  evaluate: '– · – · – · yes · yes · – · – · yes',
  'confirm-evaluation': '– · – · – · yes · yes · – · – · yes',
  'propose-bonus': '– · – · – · yes · yes · – · – · yes',
  'approve-bonus': '– · – · – · – · – · – · yes · yes',
  'read-coaching': 'yes · – · – · yes · yes · – · – · yes',
  coach: '– · – · – · yes · yes · – · – · yes',
  'team-report': '– · – · – · yes · yes · – · – · yes',
  'schedule-team': '– · – · – · yes · yes · – · – · yes',
  'export-own': 'yes · – · – · – · – · – · – · yes',
  'export-team': '– · – · – · yes · yes · – · – · yes',
  'export-payroll': '– · – · – · – · – · – · yes · yes',
  'export-workspace': '– · – · – · – · – · – · – · yes',
  'manage-people': '– · – · – · – · – · – · – · yes',
  settings: '– · – · – · – · – · – · – · yes',
  'delete-data': '– · – · – · – · – · – · – · yes',
};
