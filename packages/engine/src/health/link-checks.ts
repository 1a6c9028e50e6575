/** DCMA points 1-4: is every task tied in, and by links of the plain kind. */
import type { Command } from "../change/command.ts";
import type { Link } from "../model/records.ts";
import { formatDuration } from "../time/duration-text.ts";
import { noneCheck, shareCheck } from "./make-check.ts";
import { linksLeaving, linksReaching, titleById, titleOf, type Counted, type Population } from "./population.ts";
import type { Finding, HealthCheck } from "./report.ts";

export function linkChecks(population: Population): HealthCheck[] {
  return [logic(population), leads(population), lags(population), relationshipTypes(population)];
}

/** The first task without predecessor and the last one without successor are the ends that every plan has: they are excused. */
function logic(population: Population): HealthCheck {
  const { leaves, open } = population;
  const first = extreme(leaves.filter(({ row }) => linksReaching(population, row).length === 0), ({ dates }) => dates.start);
  const last = extreme(leaves.filter(({ row }) => linksLeaving(population, row).length === 0), ({ dates }) => -dates.finish);
  const findings = open.flatMap((one): Finding[] => {
    const lacksPredecessor = one !== first && linksReaching(population, one.row).length === 0;
    const lacksSuccessor = one !== last && linksLeaving(population, one.row).length === 0;
    if (!lacksPredecessor && !lacksSuccessor) return [];
    const lacks = lacksPredecessor && lacksSuccessor ? "has neither predecessor nor successor" : lacksPredecessor ? "has no predecessor" : "has no successor";
    const consequence = lacksSuccessor ? "if it slips, nothing in the plan shows it" : "nothing says why it cannot start earlier";
    const end = lacksSuccessor ? last : undefined;
    return [
      {
        taskId: one.task.id,
        sentence: `${titleOf(one.row)} ${lacks}: ${consequence}.`,
        ...(end?.dates.isMilestone && end.dates.start >= one.dates.finish && {
          fix: { label: `Link it to ${titleOf(end.row)}`, commands: [linkCommand({ predecessorId: one.task.id, successorId: end.task.id, type: "FS" })] },
        }),
      },
    ];
  });
  return shareCheck(
    {
      id: 1,
      name: "Logic",
      rule: "open tasks without predecessor or successor, of all open tasks; the first and the last task of the plan are excused",
      excluded: population.excluded,
      findings,
    },
    { part: findings.length, whole: open.length },
    { atMost: 5 },
  );
}

/** The least by a measure; among equals a milestone, which is what a plan begins and ends with, then the upper row. */
function extreme(list: readonly Counted[], measure: (one: Counted) => number): Counted | undefined {
  let best: Counted | undefined;
  for (const one of list) {
    const isLess = !best || measure(one) < measure(best);
    const isClearer = best !== undefined && measure(one) === measure(best) && one.dates.isMilestone && !best.dates.isMilestone;
    if (isLess || isClearer) best = one;
  }
  return best;
}

function leads(population: Population): HealthCheck {
  const findings = population.links.filter((link) => lagAmount(link) < 0).map((link) => lagFinding(population, link, "lead"));
  const shape = { id: 2, name: "Leads", rule: "links with a lead (negative lag)", excluded: population.excludedLinks, findings };
  return noneCheck(shape, findings.length, population.links.length);
}

function lags(population: Population): HealthCheck {
  const findings = population.links.filter((link) => lagAmount(link) > 0).map((link) => lagFinding(population, link, "lag"));
  const shape = { id: 3, name: "Lags", rule: "links with a lag, of all links", excluded: population.excludedLinks, findings };
  return shareCheck(shape, { part: findings.length, whole: population.links.length }, { atMost: 5 });
}

function lagAmount(link: Link): number {
  return link.lagUnit.endsWith("%") ? link.lagPercent : link.lagMinutes;
}

function lagFinding(population: Population, link: Link, kind: "lead" | "lag"): Finding {
  const amount = Math.abs(lagAmount(link));
  const text = link.lagUnit.endsWith("%")
    ? `${amount}${link.lagUnit}`
    : formatDuration({ durationMinutes: amount, durationUnit: link.lagUnit as Parameters<typeof formatDuration>[0]["durationUnit"], estimated: false }, population.settings);
  const why = kind === "lead" ? "it claims to know before the end when the end will be" : "time passes in it that belongs to no task and nobody";
  return {
    taskId: link.successorId,
    linkId: link.id,
    sentence: `The ${link.type} link from ${titleById(population, link.predecessorId)} to ${titleById(population, link.successorId)} has a ${kind} of ${text}: ${why}.`,
    fix: { label: `Take the ${kind} away`, commands: [linkCommand(link)] },
  };
}

/** Joins two tasks anew without any lag. */
function linkCommand(link: Pick<Link, "predecessorId" | "successorId" | "type">): Command {
  return { type: "linkTasks", predecessorId: link.predecessorId, successorId: link.successorId, linkType: link.type, lagMinutes: 0, lagPercent: 0, lagUnit: "d" };
}

function relationshipTypes(population: Population): HealthCheck {
  const { links } = population;
  const others = links.filter((link) => link.type !== "FS");
  const findings = others.map((link): Finding => ({
    taskId: link.successorId,
    linkId: link.id,
    sentence: `${titleById(population, link.successorId)} hangs on ${titleById(population, link.predecessorId)} by ${link.type}, not finish-to-start.`,
    fix: { label: "Make it finish-to-start", commands: [linkCommand({ ...link, type: "FS" })] },
  }));
  const shape = { id: 4, name: "Relationship types", rule: "finish-to-start links, of all links", excluded: population.excludedLinks, findings };
  return shareCheck(shape, { part: links.length - others.length, whole: links.length }, { atLeast: 90 });
}
