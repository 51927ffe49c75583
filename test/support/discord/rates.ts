// Discord's rate limits: 50 a second for the whole bot over a sliding window, and buckets by route. The bucket numbers
// are those commonly seen; Discord documents only how they are told.

interface Bucket {
  readonly limit: number;
  readonly ms: number;
  readonly name: string;
}

/** Which bucket a call falls into; most have none. */
function bucketOf(method: string, route: string): Bucket | null {
  if (route === '/channels/:id/messages' && method === 'POST') return { limit: 5, ms: 5000, name: 'send' };
  if (route === '/channels/:id/messages/:id' && method === 'PATCH')
    return { limit: 5, ms: 5000, name: 'edit' };
  if (route.startsWith('/webhooks/')) return { limit: 5, ms: 2000, name: 'webhook' };
  return null;
}

export interface Pass {
  /** Refused for so many seconds. */
  readonly wait?: number;
  readonly scope?: 'global' | 'user';
  readonly headers: Readonly<Record<string, string>>;
}

const GLOBAL_A_SECOND = 50;

/** The counters of one bot; `now` in real milliseconds. */
export function createRates(now: () => number) {
  let lately: number[] = [];
  const counts = new Map<string, { used: number; until: number }>();
  return {
    /** One call: may it pass, and what is told about it. `major` is the channel or webhook that it counts for. */
    pass(method: string, route: string, major: string, token: boolean): Pass {
      const at = now();
      if (token) {
        lately = lately.filter((one) => one > at - 1000);
        const oldest = lately[0];
        if (lately.length >= GLOBAL_A_SECOND && oldest !== undefined) {
          const wait = (oldest + 1000 - at) / 1000;
          return {
            wait,
            scope: 'global',
            headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
          };
        }
        lately.push(at);
      }
      const bucket = bucketOf(method, route);
      if (!bucket) return { headers: {} };
      const key = `${bucket.name} ${major}`;
      const known = counts.get(key);
      const count = known && known.until > at ? known : { used: 0, until: at + bucket.ms };
      const over = count.used >= bucket.limit;
      if (!over) count.used += 1;
      counts.set(key, count);
      const left = (count.until - at) / 1000;
      const headers = {
        'x-ratelimit-limit': String(bucket.limit),
        'x-ratelimit-remaining': String(bucket.limit - count.used),
        'x-ratelimit-reset': String(count.until / 1000),
        'x-ratelimit-reset-after': String(left),
        'x-ratelimit-bucket': bucket.name,
      };
      return over
        ? { wait: left, scope: 'user', headers: { ...headers, 'x-ratelimit-scope': 'user' } }
        : { headers };
    },
  };
}
