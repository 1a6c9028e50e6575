/** Counts and times requests by route, in Prometheus' text format. */
import type { FastifyInstance } from "fastify";

export interface Metrics {
  readonly text: () => string;
}

/** Upper bounds of the buckets, in seconds. */
const BUCKETS = [0.005, 0.025, 0.1, 0.25, 1, 5, 30];

interface RouteTimes {
  readonly buckets: number[];
  count: number;
  seconds: number;
}

export function countRequests(app: FastifyInstance, listenerCount: () => number): Metrics {
  const byStatus = new Map<string, number>();
  const byRoute = new Map<string, RouteTimes>();
  app.addHook("onResponse", (request, reply, done) => {
    // By the route's pattern, never by the address: there are as many numbers as routes, and no id in them.
    const route = `method="${request.method}",route="${request.routeOptions.url ?? "static"}"`;
    const labels = `${route},status="${reply.statusCode}"`;
    byStatus.set(labels, (byStatus.get(labels) ?? 0) + 1);
    addTime(byRoute, route, reply.elapsedTime / 1000);
    done();
  });
  return {
    text: () =>
      [
        "# TYPE leadline_http_requests_total counter",
        ...[...byStatus].map(([labels, requests]) => `leadline_http_requests_total{${labels}} ${requests}`),
        "# TYPE leadline_http_request_seconds histogram",
        ...[...byRoute].flatMap(([route, times]) => histogram(route, times)),
        "# TYPE leadline_event_listeners gauge",
        `leadline_event_listeners ${listenerCount()}`,
        "",
      ].join("\n"),
  };
}

function addTime(byRoute: Map<string, RouteTimes>, route: string, seconds: number): void {
  const times = byRoute.get(route) ?? { buckets: BUCKETS.map(() => 0), count: 0, seconds: 0 };
  byRoute.set(route, times);
  times.count += 1;
  times.seconds += seconds;
  BUCKETS.forEach((bound, at) => {
    if (seconds <= bound) times.buckets[at] = (times.buckets[at] ?? 0) + 1;
  });
}

function histogram(route: string, { buckets, count, seconds }: RouteTimes): readonly string[] {
  return [
    ...BUCKETS.map((bound, at) => `leadline_http_request_seconds_bucket{${route},le="${bound}"} ${buckets[at] ?? 0}`),
    `leadline_http_request_seconds_bucket{${route},le="+Inf"} ${count}`,
    `leadline_http_request_seconds_sum{${route}} ${seconds.toFixed(6)}`,
    `leadline_http_request_seconds_count{${route}} ${count}`,
  ];
}
