/** Counts requests and says how the process is, in Prometheus' text format. */
import type { FastifyInstance } from "fastify";

export interface Metrics {
  readonly text: () => string;
}

/** Upper bounds of the buckets, in seconds. */
const BUCKETS = [0.005, 0.025, 0.1, 0.25, 1, 5, 30];

export function countRequests(app: FastifyInstance, listenerCount: () => number): Metrics {
  const byStatus = new Map<string, number>();
  const buckets = BUCKETS.map(() => 0);
  let count = 0;
  let seconds = 0;
  app.addHook("onResponse", (request, reply, done) => {
    const labels = `method="${request.method}",route="${request.routeOptions.url ?? "static"}",status="${reply.statusCode}"`;
    byStatus.set(labels, (byStatus.get(labels) ?? 0) + 1);
    const took = reply.elapsedTime / 1000;
    count += 1;
    seconds += took;
    BUCKETS.forEach((bound, at) => {
      if (took <= bound) buckets[at] = (buckets[at] ?? 0) + 1;
    });
    done();
  });
  return {
    text: () =>
      [
        "# TYPE leadline_http_requests_total counter",
        ...[...byStatus].map(([labels, requests]) => `leadline_http_requests_total{${labels}} ${requests}`),
        "# TYPE leadline_http_request_seconds histogram",
        ...BUCKETS.map((bound, at) => `leadline_http_request_seconds_bucket{le="${bound}"} ${buckets[at] ?? 0}`),
        `leadline_http_request_seconds_bucket{le="+Inf"} ${count}`,
        `leadline_http_request_seconds_sum ${seconds.toFixed(6)}`,
        `leadline_http_request_seconds_count ${count}`,
        "# TYPE leadline_event_listeners gauge",
        `leadline_event_listeners ${listenerCount()}`,
        "# TYPE process_resident_memory_bytes gauge",
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
        "# TYPE process_uptime_seconds gauge",
        `process_uptime_seconds ${process.uptime().toFixed(0)}`,
        "",
      ].join("\n"),
  };
}
