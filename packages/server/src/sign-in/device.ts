/** Devices that somebody signed in on before: the first time on another one, they are told. */
import { createHmac } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { newSession } from "./new-session.ts";
import { cookieLine, ownCookie } from "./own-cookie.ts";
import type { SignInRoom } from "./sign-in-room.ts";

/** A browser that several people share is known to so many of them. */
const MOST_PEOPLE = 5;
const SECONDS_PER_YEAR = 365 * 86_400;
/** Whoever just made the account knows that they are here. */
const NEW_ACCOUNT_MILLISECONDS = 10 * 60_000;
const TAG_CHARACTERS = 22;

/** To be called once a session was opened. */
export async function greetDevice(room: SignInRoom, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { devices, tellAccountChanged } = room;
  if (!devices || !tellAccountChanged) return;
  const user = (await newSession(room.accounts, reply))?.user;
  if (!user) return;
  const cookie = { name: "device", isSecure: room.accounts.isSecure };
  const tag = createHmac("sha256", devices.key).update(user.id).digest("base64url").slice(0, TAG_CHARACTERS);
  const known = (ownCookie(request.headers.cookie, cookie) ?? "").split(".").filter((one) => /^[\w-]+$/.test(one) && one.length === TAG_CHARACTERS);
  if (known.includes(tag)) return;
  const value = [tag, ...known].slice(0, MOST_PEOPLE).join(".");
  void reply.header("set-cookie", cookieLine(cookie, value, SECONDS_PER_YEAR));
  if (Date.now() - user.createdAt.getTime() < NEW_ACCOUNT_MILLISECONDS) return;
  tellAccountChanged(user.email, `somebody signed in on a device that was not used before (${(request.headers["user-agent"] ?? "no browser named").slice(0, 200)}, from ${request.ip})`);
}
