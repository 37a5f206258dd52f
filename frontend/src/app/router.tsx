import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";

import { parseSearch, stringifySearch } from "@/shared/lib/search-params";
import { markNavigation } from "@/shared/ui/PageHeading";

import { Failure, Missing } from "./pages/Failure";
import { Waiting } from "./pages/Waiting";
import { routeTree } from "./routes";

export function makeRouter(queries: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: "intent",
    // The pages' data is kept by Query; the router only asks it.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Failure,
    defaultNotFoundComponent: Missing,
  });
  router.subscribe("onBeforeLoad", ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) markNavigation();
  });
  return router;
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
