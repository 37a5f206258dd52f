import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { readSearch } from "@/features/feed";
import { one } from "@/shared/lib/search-params";

import { Shell } from "./shell/Shell";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Shell });

const feed = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import("./pages/FeedPage")),
});

const langSearch = (raw: Record<string, unknown>): { lang?: string } => {
  const lang = one(raw.lang);
  return lang ? { lang } : {};
};
const stub = lazyRouteComponent(() => import("./pages/Stub"));
const challenge = createRoute({ getParentRoute: () => root, path: "/challenges/$id/$slug", validateSearch: langSearch, component: stub });
const cities = createRoute({ getParentRoute: () => root, path: "/cities", component: stub });
const city = createRoute({ getParentRoute: () => root, path: "/cities/$slug", component: stub });
const buyer = createRoute({ getParentRoute: () => root, path: "/buyers/$id", component: stub });
const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: stub });
const signUp = createRoute({ getParentRoute: () => root, path: "/sign-up", component: stub });
const matches = createRoute({ getParentRoute: () => root, path: "/matches", component: stub });
const profile = createRoute({ getParentRoute: () => root, path: "/profile", component: stub });
const desk = createRoute({ getParentRoute: () => root, path: "/desk", component: stub });
const admin = createRoute({ getParentRoute: () => root, path: "/admin", component: stub });
const account = createRoute({ getParentRoute: () => root, path: "/account", component: stub });
const notifications = createRoute({ getParentRoute: () => root, path: "/notifications", component: stub });

export const routeTree = root.addChildren([feed, challenge, cities, city, buyer, signIn, signUp, matches, profile, desk, admin, account, notifications]);
