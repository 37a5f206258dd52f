import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

import type { Show } from "@/api";
import { readSearch } from "@/features/feed";
import { needChallenge, needDesk } from "@/shared/i18n";
import { one } from "@/shared/lib/search-params";
import { sessionOptions, toSession } from "@/shared/session";

import { Waiting } from "./pages/Waiting";
import { challengeOptions } from "./queries";
import { Shell } from "./shell/Shell";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });

function langOf(raw: Record<string, unknown>): { lang?: string } {
  const lang = one(raw.lang);
  return lang ? { lang } : {};
}

function thenOf(raw: Record<string, unknown>): { then?: string } {
  const then = one(raw.then);
  return then ? { then } : {};
}

const SHOWS: readonly Show[] = ["near_misses", "dismissed"];

/** Which part of a list of matches; what fits needs no saying. */
function showOf(raw: Record<string, unknown>): { show?: Show } {
  const show = SHOWS.find((known) => known === one(raw.show));
  return show ? { show } : {};
}

const feed = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("./pages/FeedPage")),
});
const challenge = createRoute({
  getParentRoute: () => root,
  path: "/challenges/$id/$slug",
  validateSearch: langOf,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    Promise.all([context.queries.ensureQueryData(challengeOptions(params.id, deps.lang)), needChallenge()]),
  pendingComponent: Waiting,
  component: lazyRouteComponent(() => import("./pages/ChallengePage")),
});
// Feeds and mails may know only the id; the page puts the slug in.
const challengeById = createRoute({
  getParentRoute: () => root,
  path: "/challenges/$id",
  loader: async ({ context, params }) => {
    const { slug } = await context.queries.ensureQueryData(challengeOptions(params.id, undefined));
    throw redirect({ to: "/challenges/$id/$slug", params: { ...params, slug }, replace: true });
  },
});
const cities = createRoute({
  getParentRoute: () => root,
  path: "/cities",
  component: lazyRouteComponent(() => import("./pages/CitiesPage")),
});
const city = createRoute({
  getParentRoute: () => root,
  path: "/cities/$slug",
  component: lazyRouteComponent(() => import("./pages/CityPage")),
});
const buyer = createRoute({
  getParentRoute: () => root,
  path: "/buyers/$id",
  component: lazyRouteComponent(() => import("./pages/BuyerPage")),
});

const supplier = createRoute({
  getParentRoute: () => root,
  path: "/suppliers/$id",
  component: lazyRouteComponent(() => import("./pages/SupplierPage")),
});
const sources = createRoute({
  getParentRoute: () => root,
  path: "/sources",
  component: lazyRouteComponent(() => import("./pages/SourcesPage")),
});
const matching = createRoute({
  getParentRoute: () => root,
  path: "/matching",
  component: lazyRouteComponent(() => import("./pages/MatchingPage")),
});

const review = createRoute({
  getParentRoute: () => root,
  path: "/review",
  loader: () => needChallenge(),
  component: lazyRouteComponent(() => import("./pages/ReviewPage")),
});
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: thenOf,
  component: lazyRouteComponent(() => import("./pages/SignInPage")),
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: "/sign-up",
  component: lazyRouteComponent(() => import("./pages/SignUpPage")),
});
const reset = createRoute({
  getParentRoute: () => root,
  path: "/reset",
  component: lazyRouteComponent(() => import("./pages/ResetPage")),
});
const verify = createRoute({
  getParentRoute: () => root,
  path: "/verify",
  component: lazyRouteComponent(() => import("./pages/VerifyPage")),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitations/$token",
  component: lazyRouteComponent(() => import("./pages/InvitationPage")),
});

/** Everything behind sign-in: asks for it, comes back to where one wanted to go, and brings the desk's words. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  beforeLoad: async ({ context, location }) => {
    const [answer] = await Promise.all([context.queries.ensureQueryData(sessionOptions()), needDesk()]);
    const session = toSession(answer);
    if (!session) throw redirect({ to: "/sign-in", search: { then: location.href } });
    return { session };
  },
});
const account = createRoute({
  getParentRoute: () => signedIn,
  path: "/account",
  component: lazyRouteComponent(() => import("./desk/AccountPage")),
});
const notifications = createRoute({
  getParentRoute: () => signedIn,
  path: "/notifications",
  component: lazyRouteComponent(() => import("./desk/NotificationsPage")),
});
const matches = createRoute({
  getParentRoute: () => signedIn,
  path: "/matches",
  validateSearch: showOf,
  component: lazyRouteComponent(() => import("./desk/MatchesPage")),
});
const profile = createRoute({
  getParentRoute: () => signedIn,
  path: "/profile",
  component: lazyRouteComponent(() => import("./desk/ProfilePage")),
});
const desk = createRoute({
  getParentRoute: () => signedIn,
  path: "/desk",
  component: lazyRouteComponent(() => import("./desk/DeskPage")),
});
const rules = createRoute({
  getParentRoute: () => signedIn,
  path: "/desk/rules",
  component: lazyRouteComponent(() => import("./desk/RulesPage")),
});
const draft = createRoute({
  getParentRoute: () => signedIn,
  path: "/desk/$id",
  component: lazyRouteComponent(() => import("./desk/DraftPage")),
});
const preview = createRoute({
  getParentRoute: () => signedIn,
  path: "/desk/$id/preview",
  component: lazyRouteComponent(() => import("./desk/PreviewPage")),
});
const suppliers = createRoute({
  getParentRoute: () => signedIn,
  path: "/desk/$id/suppliers",
  validateSearch: showOf,
  component: lazyRouteComponent(() => import("./desk/SuppliersPage")),
});
const life = createRoute({
  getParentRoute: () => signedIn,
  path: "/desk/$id/life",
  component: lazyRouteComponent(() => import("./desk/LifePage")),
});
const follows = createRoute({
  getParentRoute: () => signedIn,
  path: "/follows",
  component: lazyRouteComponent(() => import("./desk/FollowsPage")),
});
const admin = createRoute({
  getParentRoute: () => signedIn,
  path: "/admin",
  component: lazyRouteComponent(() => import("./desk/AdminPage")),
});

export const routeTree = root.addChildren([
  feed,
  challenge,
  challengeById,
  cities,
  city,
  buyer,
  supplier,
  sources,
  matching,
  review,
  signIn,
  signUp,
  reset,
  verify,
  invitation,
  signedIn.addChildren([account, notifications, matches, profile, desk, rules, draft, preview, suppliers, life, follows, admin]),
]);
