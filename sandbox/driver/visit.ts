/** Where a walk through pages ended. */
export interface Landing {
  status: number;
  url: string;
  body: string;
}

/** Cookies by host, as far as an installation needs them: name, value and expiry. */
export interface Jar {
  keep(url: string, headers: Headers): void;
  header(url: string): string;
}

export function createJar(): Jar {
  const hosts = new Map<string, Map<string, string>>();
  // Browsers do not tell ports apart.
  const cookiesOf = (url: string) => {
    const { hostname } = new URL(url);
    const known = hosts.get(hostname) ?? new Map<string, string>();
    hosts.set(hostname, known);
    return known;
  };
  return {
    keep(url, headers) {
      for (const line of headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';');
        const [name = '', ...value] = pair.trim().split('=');
        const isGone = attributes.some((one) => /^\s*(max-age=0|expires=thu, 01 jan 1970)/i.test(one));
        if (isGone) cookiesOf(url).delete(name);
        else cookiesOf(url).set(name, value.join('='));
      }
    },
    header: (url) => [...cookiesOf(url)].map(([name, value]) => `${name}=${value}`).join('; '),
  };
}

const MOST_HOPS = 10;

/** Fetches a page, following redirects as a browser does: a form is posted once, then everything is read. */
export async function visit(jar: Jar, start: string, form?: URLSearchParams): Promise<Landing> {
  let url = start;
  let body = form;
  for (let hops = 0; hops <= MOST_HOPS; hops += 1) {
    const cookie = jar.header(url);
    const headers = cookie === '' ? {} : { cookie };
    const post = body === undefined ? {} : { method: 'POST', body };
    const answer = await fetch(url, { ...post, headers, redirect: 'manual' });
    jar.keep(url, answer.headers);
    const next = answer.headers.get('location');
    if (answer.status < 300 || answer.status >= 400 || next === null)
      return { status: answer.status, url, body: await answer.text() };
    await answer.body?.cancel();
    url = new URL(next, url).href;
    body = undefined;
  }
  throw new Error(`more than ${MOST_HOPS} redirects from ${start}`);
}

/** The first link of the page that leads to an address beginning with `target`. */
export function linkTo({ url, body }: Landing, target: string): string | undefined {
  const links = [...body.matchAll(/href\s*=\s*"([^"]*)"/gi)].map(([, href = '']) => unescaped(href));
  return links.map((href) => new URL(href, url).href).find((href) => href.startsWith(target));
}

/** The hidden fields of the page's form, and the options of its choice with the group in which each stands. */
export function formOf(body: string): {
  fields: [string, string][];
  options: { value: string; label: string; group: string }[];
} {
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
    ([, name = '', value = '']): [string, string] => [name, unescaped(value)],
  );
  const groups = [...body.matchAll(/<optgroup label="([^"]*)">(.*?)<\/optgroup>/gs)];
  const options = groups.flatMap(([, group = '', inner = '']) =>
    [...inner.matchAll(/<option value="([^"]*)">(.*?)<\/option>/gs)].map(([, value = '', label = '']) => ({
      value: unescaped(value),
      label: unescaped(label),
      group: unescaped(group),
    })),
  );
  return { fields, options };
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescaped(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
