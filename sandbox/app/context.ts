import { enterpriseOf } from '../site/enterprise.ts';
import type { ConversationRecord, PersonRecord } from '../workspace/model.ts';
import type { World } from '../world.ts';

/** The properties that every interactive payload shares. */
export function commonPayload(world: World, person: PersonRecord) {
  const { teamId, teamDomain, appId, verificationToken } = world.installation;
  const enterprise = enterpriseOf(world.installation);
  const ofEnterprise =
    enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name };
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: person.homeTeam ?? teamId },
    api_app_id: appId,
    token: verificationToken,
    team: { id: teamId, domain: teamDomain, ...ofEnterprise },
    ...(enterprise === undefined ? {} : { enterprise }),
    is_enterprise_install: false,
  };
}

/** How payloads name a conversation: a direct message is called `directmessage`, one of several by its own name. */
export function channelPayload(record: ConversationRecord): { id: string; name: string } {
  const { kind, name } = record;
  const names = { im: 'directmessage', private: 'privategroup', channel: name, mpim: name };
  return { id: record.id, name: names[kind] };
}

export function responseAddress(world: World, target: Parameters<World['responseUrls']['issue']>[0]): string {
  return `${world.base}/response/${world.responseUrls.issue(target)}`;
}

/** `action_ts`: the moment of the press, as a message's `ts`. */
export function actionTs(world: World): string {
  return world.ts.next();
}
