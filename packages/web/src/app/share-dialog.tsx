/** Who sees one project: roles on it beside those in the workspace, and links for people without an account. */
import { Trash2 } from "lucide-react";
import { useState, type FormEvent, type ReactNode } from "react";
import { addProjectMember, listMembers, listProjectMembers, listShareLinks, makeShareLink, readRoles, removeProjectMember, revokeShareLink } from "../api/access.ts";
import { sentenceOf } from "../api/http.ts";
import type { ProjectSummary } from "../api/projects.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { momentText } from "../ui/day-text.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Notice } from "../ui/notice.tsx";
import { SecretText } from "../ui/secret-text.tsx";
import { toast } from "../ui/toast.ts";
import { useLoaded } from "../ui/use-loaded.ts";

export function ShareDialog({ project, onClose }: { readonly project: ProjectSummary; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog title={`People and links of ${project.name}`} onClose={onClose} size={640}>
      <div className="ll-stack">
        <ProjectPeople projectId={project.id} />
        <ShareLinks projectId={project.id} />
      </div>
    </Dialog>
  );
}

function ProjectPeople({ projectId }: { readonly projectId: string }): ReactNode {
  const [load] = useState(() => () => Promise.all([listProjectMembers(projectId), listMembers(), readRoles()]));
  const { value, problem, reload } = useLoaded(load);
  const [memberId, setMemberId] = useState("");
  const [role, setRole] = useState("team");
  const told = (work: Promise<unknown>): void => void work.catch((failure: unknown) => toast(sentenceOf(failure))).finally(reload);
  const [given = [], members = [], roles] = value ?? [];
  const nameOfRole = (id: string): string => roles?.projectRoles.find((one) => one.id === id)?.name ?? id;
  const free = members.filter(({ id }) => !given.some((one) => one.memberId === id));
  const add = (event: FormEvent): void => {
    event.preventDefault();
    told(addProjectMember(projectId, { memberId, role }));
    setMemberId("");
  };
  return (
    <section aria-labelledby="share-people" className="ll-stack">
      <h2 id="share-people" className="ll-heading">
        Roles on this project
      </h2>
      <p className="ll-muted">They come on top of what a role in the workspace allows.</p>
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {given.map((one) => (
        <div key={one.memberId} className="ll-row" data-member={one.name}>
          <span className="ll-grow">
            {one.name} <span className="ll-muted">{nameOfRole(one.role)}</span>
          </span>
          <IconButton label={`Take the role from ${one.name}`} onClick={() => told(removeProjectMember(projectId, one))}>
            <Trash2 size={16} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
      ))}
      <form className="ll-row" onSubmit={add}>
        <select className="ll-input" aria-label="Person" required value={memberId} onChange={(event) => setMemberId(event.target.value)}>
          <option value="">Choose a person</option>
          {free.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {email === null ? name : `${name} (${email})`}
            </option>
          ))}
        </select>
        <select className="ll-input" aria-label="Role" value={role} onChange={(event) => setRole(event.target.value)}>
          {roles?.projectRoles.map(({ id, name, sentence }) => (
            <option key={id} value={id} title={sentence}>
              {name}
            </option>
          ))}
        </select>
        <Button type="submit">Give the role</Button>
      </form>
    </section>
  );
}

function ShareLinks({ projectId }: { readonly projectId: string }): ReactNode {
  const [load] = useState(() => () => listShareLinks(projectId));
  const { value: links = [], problem, reload } = useLoaded(load);
  const [name, setName] = useState("");
  const [opens, setOpens] = useState<"plan" | "status">("plan");
  const [address, setAddress] = useState<string>();
  const told = (work: Promise<unknown>): void => void work.catch((failure: unknown) => toast(sentenceOf(failure))).finally(reload);
  const make = (event: FormEvent): void => {
    event.preventDefault();
    told(
      makeShareLink(projectId, { name: name.trim(), days: LINK_DAYS }).then((link) => {
        if (link.address !== undefined) setAddress(addressOf(link.address, opens));
        setName("");
      }),
    );
  };
  return (
    <section aria-labelledby="share-links" className="ll-stack">
      <h2 id="share-links" className="ll-heading">
        Links
      </h2>
      <p className="ll-muted">Whoever has a link sees the plan without its costs, changes nothing, and needs no account. It ends after {LINK_DAYS} days, or when you end it.</p>
      {problem !== undefined && <Notice tone="trouble">{problem}</Notice>}
      {address !== undefined && (
        <>
          <Notice>This is the only time that the link is shown.</Notice>
          <SecretText label="Link" text={address} />
        </>
      )}
      {links
        .filter(({ revokedAt }) => revokedAt === null)
        .map((link) => (
          <div key={link.id} className="ll-row" data-link={link.name}>
            <span className="ll-grow">
              {link.name}{" "}
              <span className="ll-muted">
                until {momentText(link.expiresAt)}, {link.lastUsedAt === null ? "never used" : `last used ${momentText(link.lastUsedAt)}`}
              </span>
            </span>
            <Button onClick={() => told(revokeShareLink(projectId, link))}>End it</Button>
          </div>
        ))}
      <form className="ll-row" onSubmit={make}>
        <input className="ll-input" aria-label="Who the link is for" placeholder="Who it is for" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <select className="ll-input" aria-label="What the link opens" value={opens} onChange={(event) => setOpens(event.target.value === "status" ? "status" : "plan")}>
          <option value="plan">opens the plan</option>
          <option value="status">opens the status</option>
        </select>
        <Button type="submit">Make a link</Button>
      </form>
    </section>
  );
}

/** The same token opens every page of the project; the address says with which it begins. */
function addressOf(address: string, opens: "plan" | "status"): string {
  const url = new URL(address, location.origin);
  if (opens === "status") url.pathname = `${url.pathname}/status`;
  return url.href;
}

const LINK_DAYS = 30;
