/** The settings that the program is started with: environment variables, checked and turned into values once. */
import { isIP } from "node:net";
import { resolve } from "node:path";
import type { ScannerPlace } from "./outbound/virus-scanner.ts";
import { weaknessOf } from "./sign-in/password.ts";
import type { SingleSignOnSetting } from "./sign-in/single-sign-on.ts";
import { StartFailure } from "./start-failure.ts";

export interface Config {
  readonly host: string;
  /** 0 = any free port (tests). */
  readonly port: number;
  /** Absolute path of the folder that holds everything the program stores. */
  readonly dataFolder: string;
  /** Connection address of a PostgreSQL that somebody else runs; without it the program starts its own. */
  readonly databaseUrl: string | undefined;
  /** LEADLINE_SECRET; without it one is made in the data folder. */
  readonly secret: string | undefined;
  /** The first administrator, who is made where there is none yet; with an account in the database, people sign in. */
  readonly administrator: { readonly email: string; readonly password: string } | undefined;
  /** Origin of the address that people type, for links and passkeys. */
  readonly publicOrigin: string | undefined;
  /** How mail is sent; absent: none is. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** The company's single sign-on; absent: people sign in here alone. */
  readonly singleSignOn: SingleSignOnSetting | undefined;
  /** Addresses of the proxies in front, as Fastify takes them: only what those say of the asker's address is believed. */
  readonly trustedProxies: readonly string[];
  /** LEADLINE_TEST=1: test reset and nothing else. */
  readonly isTest: boolean;
  readonly importLimits: ImportLimits;
  readonly attachmentLimits: AttachmentLimits;
  readonly backup: BackupSettings;
  /** A project is forecast anew when nobody has edited it for so long. */
  readonly forecastQuietSeconds: number;
  /** The operator's virus scanner, which looks at every attached file; absent: none does. */
  readonly scanner: ScannerPlace | undefined;
  /** Servers inside our own network (`host:port`) that the operator lets Leadline call. */
  readonly outboundAllow: readonly string[];
}

export interface ImportLimits {
  readonly maxBytes: number;
  /** Memory that reading one file may take before it is refused. */
  readonly maxMemoryMegabytes: number;
  readonly maxSeconds: number;
}

/** How much people may attach. */
export interface AttachmentLimits {
  /** Of one file. */
  readonly maxBytes: number;
  /** Of all content of a workspace together. */
  readonly maxTotalBytes: number;
}

/** The backups that the server makes itself. */
export interface BackupSettings {
  readonly folder: string;
  /** Of the server's wall clock; none: only when asked. */
  readonly hour: number | undefined;
  /** How many of the daily ones stay. */
  readonly keep: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; throws a `StartFailure` that names the variable and what it must be. */
export function readConfig(environment: Environment, workingFolder: string): Config {
  const host = given(environment, "HOST") ?? "127.0.0.1";
  const secret = given(environment, "LEADLINE_SECRET");
  if (secret !== undefined && secret.length < 32) {
    throw new StartFailure(`LEADLINE_SECRET is too short (${secret.length} characters): it needs at least 32. Leave it out to have one made.`);
  }
  if (secret !== undefined && new Set(secret).size < 10) throw new StartFailure("LEADLINE_SECRET repeats the same few characters, so it can be guessed. Leave it out to have one made.");
  const dataFolder = resolve(workingFolder, given(environment, "LEADLINE_DATA_DIR") ?? ".leadline");
  return {
    host,
    port: wholeNumber(environment, "PORT", { otherwise: 3000, min: 0, max: 65_535 }),
    dataFolder,
    databaseUrl: databaseUrl(environment),
    secret,
    administrator: administrator(environment),
    publicOrigin: publicOrigin(environment),
    mail: mailSettings(environment),
    singleSignOn: singleSignOn(environment),
    trustedProxies: trustedProxies(environment),
    isTest: environment["LEADLINE_TEST"] === "1",
    importLimits: {
      maxBytes: wholeNumber(environment, "LEADLINE_IMPORT_MAX_MB", { otherwise: 512, min: 1, max: 4096 }) * 1024 * 1024,
      maxMemoryMegabytes: wholeNumber(environment, "LEADLINE_IMPORT_MEMORY_MB", { otherwise: 2048, min: 64, max: 65_536 }),
      maxSeconds: wholeNumber(environment, "LEADLINE_IMPORT_SECONDS", { otherwise: 120, min: 1, max: 3600 }),
    },
    attachmentLimits: {
      maxBytes: wholeNumber(environment, "LEADLINE_ATTACHMENT_MAX_MB", { otherwise: 25, min: 1, max: 1024 }) * 1024 * 1024,
      maxTotalBytes: wholeNumber(environment, "LEADLINE_ATTACHMENTS_TOTAL_MB", { otherwise: 2048, min: 1, max: 1_048_576 }) * 1024 * 1024,
    },
    backup: backupSettings(environment, dataFolder, workingFolder),
    forecastQuietSeconds: wholeNumber(environment, "LEADLINE_FORECAST_SECONDS", { otherwise: 5, min: 0, max: 3600 }),
    scanner: scanner(environment),
    outboundAllow: outboundAllow(environment),
  };
}

const USUAL_BACKUP_HOUR = 2;

/** Whoever names a folder or an hour wants daily backups; without either, they are made when asked. */
function backupSettings(environment: Environment, dataFolder: string, workingFolder: string): BackupSettings {
  const folder = given(environment, "LEADLINE_BACKUP_FOLDER");
  const isDaily = folder !== undefined || given(environment, "LEADLINE_BACKUP_HOUR") !== undefined;
  const hour = wholeNumber(environment, "LEADLINE_BACKUP_HOUR", { otherwise: USUAL_BACKUP_HOUR, min: 0, max: 23 });
  return {
    folder: folder === undefined ? resolve(dataFolder, "backups") : resolve(workingFolder, folder),
    hour: isDaily ? hour : undefined,
    keep: wholeNumber(environment, "LEADLINE_BACKUP_KEEP", { otherwise: 7, min: 1, max: 1000 }),
  };
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));
}

function administrator(environment: Environment): Config["administrator"] {
  const email = given(environment, "LEADLINE_ADMIN_EMAIL");
  const password = given(environment, "LEADLINE_ADMIN_PASSWORD");
  if (email === undefined && password === undefined) return undefined;
  if (email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email)) throw new StartFailure("LEADLINE_ADMIN_EMAIL must be the administrator's e-mail address, and stand beside LEADLINE_ADMIN_PASSWORD.");
  if (password === undefined) throw new StartFailure("LEADLINE_ADMIN_EMAIL needs LEADLINE_ADMIN_PASSWORD beside it.");
  const weakness = weaknessOf(password, email);
  if (weakness !== undefined) throw new StartFailure(`LEADLINE_ADMIN_PASSWORD is not taken: ${weakness}`);
  return { email: email.toLowerCase(), password };
}

function publicOrigin(environment: Environment): string | undefined {
  const url = given(environment, "LEADLINE_PUBLIC_URL");
  if (url === undefined) return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^https?:$/.test(parsed.protocol) && parsed.pathname === "/" && parsed.search === "" && parsed.hash === "" && parsed.username === "") return parsed.origin;
  throw new StartFailure(`LEADLINE_PUBLIC_URL=${url} is not the address of a whole site. It looks like https://pm.example.org.`);
}

function mailSettings(environment: Environment): Config["mail"] {
  const smtpUrl = given(environment, "SMTP_URL");
  if (smtpUrl === undefined) return undefined;
  if (!/^smtps?:\/\//.test(smtpUrl) || !URL.canParse(smtpUrl)) throw new StartFailure("SMTP_URL is not an address of a mail server. It looks like smtps://user:password@mail.example.org:465.");
  const origin = publicOrigin(environment);
  if (origin === undefined) throw new StartFailure("SMTP_URL needs LEADLINE_PUBLIC_URL beside it: mails hold links, and those need the address that people type.");
  const from = given(environment, "LEADLINE_MAIL_FROM") ?? `leadline@${new URL(origin).hostname}`;
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from)) throw new StartFailure(`LEADLINE_MAIL_FROM=${from} is not an e-mail address.`);
  return { smtpUrl, from };
}

function singleSignOn(environment: Environment): Config["singleSignOn"] {
  const [issuer, clientId, clientSecret] = [given(environment, "LEADLINE_OIDC_ISSUER"), given(environment, "LEADLINE_OIDC_CLIENT_ID"), given(environment, "LEADLINE_OIDC_CLIENT_SECRET")];
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) throw new StartFailure("Single sign-on needs all three: LEADLINE_OIDC_ISSUER, LEADLINE_OIDC_CLIENT_ID and LEADLINE_OIDC_CLIENT_SECRET.");
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  // Without encryption anybody on the way could say who somebody is.
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (!url || !isSafe || url.username !== "" || url.search !== "" || url.hash !== "") throw new StartFailure(`LEADLINE_OIDC_ISSUER=${issuer} is not the https address of a provider. It looks like https://sso.example.org, exactly as the provider writes it.`);
  if (publicOrigin(environment) === undefined) throw new StartFailure("LEADLINE_OIDC_ISSUER needs LEADLINE_PUBLIC_URL beside it: the provider sends people back to that address.");
  return { issuer, clientId, clientSecret, name: given(environment, "LEADLINE_OIDC_NAME") ?? "single sign-on" };
}

function trustedProxies(environment: Environment): readonly string[] {
  const proxies = listed(environment, "LEADLINE_TRUST_PROXY");
  const wrong = proxies.find((proxy) => !isAddressRange(proxy));
  if (wrong === undefined) return proxies;
  throw new StartFailure(`LEADLINE_TRUST_PROXY holds “${wrong}”, which is no address. It looks like 127.0.0.1,10.0.0.0/8: the proxies whose word on the asker's address is taken.`);
}

/** An address, or a range of them: 10.0.0.0/8. A range of everything would believe everybody. */
function isAddressRange(text: string): boolean {
  const [address = "", bits, ...more] = text.split("/");
  const family = isIP(address);
  return family !== 0 && more.length === 0 && (bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)));
}

function databaseUrl(environment: Environment): string | undefined {
  const url = given(environment, "DATABASE_URL");
  if (url === undefined) return undefined;
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new StartFailure("DATABASE_URL is not an address of a PostgreSQL database. It looks like postgresql://user:password@host:5432/database.");
  }
  return url;
}

function scanner(environment: Environment): ScannerPlace | undefined {
  const place = given(environment, "LEADLINE_CLAMD");
  if (place === undefined) return undefined;
  if (place.startsWith("/")) return { path: place };
  const [, host = "", port = ""] = /^([^\s/:]+|\[[0-9a-f:]+\]):(\d{1,5})$/.exec(place) ?? [];
  if (host !== "") return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
  throw new StartFailure(`LEADLINE_CLAMD=${place} is no place where clamd listens. It looks like /run/clamav/clamd.ctl or scanner.example.org:3310.`);
}

function outboundAllow(environment: Environment): readonly string[] {
  const servers = listed(environment, "LEADLINE_OUTBOUND_ALLOW");
  const wrong = servers.find((server) => !/^[^\s/@:]+:\d{1,5}$|^[0-9a-f:]+:\d{1,5}$/.test(server));
  if (wrong === undefined) return servers;
  throw new StartFailure(`LEADLINE_OUTBOUND_ALLOW holds “${wrong}”, which is no server with its port. It looks like sso.company.example:443,10.0.0.7:8080.`);
}

function listed(environment: Environment, name: string): readonly string[] {
  return (given(environment, name) ?? "").split(",").map((one) => one.trim().toLowerCase()).filter((one) => one !== "");
}

/** A variable that is set to nothing counts as not set. */
function given(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === "" ? undefined : value;
}

function wholeNumber(environment: Environment, name: string, range: { readonly otherwise: number; readonly min: number; readonly max: number }): number {
  const text = given(environment, name);
  if (text === undefined) return range.otherwise;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value;
  throw new StartFailure(`${name}=${text} is not a whole number from ${range.min} to ${range.max}.`);
}
