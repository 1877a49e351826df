import { z } from 'zod';
import { tellApps } from '../browser/tell.ts';
import { allUrls } from '../delivery/requestUrls.ts';
import { some, toJson } from '../json.ts';
import { USUAL_LIFE } from '../link/line.ts';
import { DISCONNECT_REASONS } from '../link/socket.ts';
import type { World } from '../world.ts';
import { type Verbs, verb } from './verb.ts';

export const linkVerbs: Verbs = {
  /** Slack's disconnect message to all sockets; `link_disabled` switches Socket Mode off until `socket-mode` switches it on again. */
  disconnect: verb(z.object({ reason: z.enum(DISCONNECT_REASONS) }), (world, { reason }) => {
    if (reason === 'link_disabled') setSocketMode(world, false);
    else world.link.disconnect(reason);
    return { ok: true };
  }),
  /** Socket Mode on or off (then the app gets its payloads by HTTP), and how long a socket lives. */
  'socket-mode': verb(
    z.object({
      enabled: z.boolean().optional(),
      lifeMs: z.number().min(0).optional(),
      warningMs: z.number().min(0).optional(),
    }),
    (world, { enabled, lifeMs, warningMs }) => {
      if (lifeMs !== undefined) world.link.setLife({ ...USUAL_LIFE, ...some({ lifeMs, warningMs }) });
      if (enabled !== undefined) setSocketMode(world, enabled);
      return { ok: true, data: describe(world) };
    },
  ),
  /** HTTP mode: one address for all, or one each; '' takes one away. A new events address has to pass the handshake. */
  'request-url': verb(
    z.object({
      url: z.string().optional(),
      commands: z.string().optional(),
      interactivity: z.string().optional(),
      options: z.string().optional(),
      events: z.string().optional(),
    }),
    async (world, { url, ...single }) => {
      const given = some(single);
      // Options of selects are asked for where interactions go, unless somewhere else was named.
      const options = given.interactivity === undefined ? {} : { options: given.interactivity };
      const byCommand = given.commands === undefined ? {} : { byCommand: {} };
      const problem = await world.site.delivery.setUrls({
        ...(url === undefined ? {} : allUrls(url)),
        ...options,
        ...byCommand,
        ...given,
      });
      if (problem !== undefined) return { ok: false, error: problem };
      setSocketMode(world, false);
      return { ok: true, data: describe(world) };
    },
  ),
};

function setSocketMode({ site }: World, isOn: boolean): void {
  site.delivery.setSocketMode(isOn);
  site.worlds.forEach(tellApps);
}

function describe({ site, link }: World) {
  const { delivery } = site;
  return toJson({ mode: delivery.mode(), urls: delivery.urls(), sockets: link.connections() });
}
