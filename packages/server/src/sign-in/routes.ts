/** Every HTTP address of the sign-in. */
import type { Api } from "../http/route.ts";
import { accountRoutes } from "./account-routes.ts";
import { passkeyRoutes } from "./passkey-routes.ts";
import { signInRoutes } from "./session-routes.ts";
import type { SignInRoom } from "./sign-in-room.ts";

export function routesOfSignIn(api: Api, room: SignInRoom): void {
  signInRoutes(api, room);
  accountRoutes(api, room);
  passkeyRoutes(api, room);
}
