import type { Tools } from '../contract.ts';
import type { World } from '../world.ts';

/** What the inspector shows of the workspace's workings. */
export function pageTools(world: World): Tools {
  const { delivery, clock, limits, faults, link } = world.site;
  const { commands, interactivity, options, events, byCommand } = delivery.urls();
  const urls = [commands, ...Object.values(byCommand), interactivity, options, events].filter(Boolean);
  return {
    link: {
      mode: delivery.mode(),
      isConnected: delivery.isConnected(),
      sockets: link.connections(),
      urls: [...new Set(urls)],
    },
    clock: clock.state(),
    faults: faults
      .active()
      .map(({ id, kind, method, times, struck }) => ({ id, kind, method, times, struck })),
    rateLimits: limits.state().factor,
    installation: { isInstalled: world.installation.isInstalled, installUrl: installUrl(world) },
  };
}

/** Slack's own install link, which leads to the consent page and from there back to the app. */
function installUrl({ site, installation }: World): string | null {
  const { botScopes, userScopes, redirectUrls } = site.manifest;
  const [redirect] = redirectUrls;
  if (redirect === undefined) return null;
  const query = new URLSearchParams({
    client_id: site.app.clientId,
    scope: botScopes.join(','),
    ...(userScopes.length > 0 ? { user_scope: userScopes.join(',') } : {}),
    redirect_uri: redirect,
    team: installation.teamId,
  });
  return `${site.base}/oauth/v2/authorize?${query}`;
}
