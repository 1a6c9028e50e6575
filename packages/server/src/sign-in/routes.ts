/** Every HTTP address of the sign-in. */
import type { Api } from "../http/route.ts";
import { accountRoutes } from "./account-routes.ts";
import { addressRoutes } from "./address-routes.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import { signInRoutes } from "./session-routes.ts";
import { proofRoutes } from "./proof-routes.ts";
import type { SignInRoom } from "./sign-in-room.ts";
import { singleSignOnReturn, singleSignOnRoutes } from "./single-sign-on-routes.ts";

export function routesOfSignIn(api: Api, room: SignInRoom): void {
  signInRoutes(api, room);
  accountRoutes(api, room);
  addressRoutes(api, room);
  proofRoutes(api, room);
  passkeyRoutes(api, room);
  if (room.singleSignOn) singleSignOnRoutes(api, room, room.singleSignOn);
}

/** Addresses of the sign-in that are pages, not parts of the API. */
export function pagesOfSignIn(api: Api, room: SignInRoom): void {
  if (room.singleSignOn) singleSignOnReturn(api, room, room.singleSignOn);
}
