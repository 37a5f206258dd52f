import { i18n } from "@lingui/core";
import { I18nProvider, useLingui } from "@lingui/react";
import { useLingui as useMacro } from "@lingui/react/macro";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { toProblem } from "@/shared/lib/problem";
import { LocaleProvider } from "@/shared/ui/LocaleProvider";
import { ToastProvider } from "@/shared/ui/Toast";

import { makeRouter } from "./router";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // An answer that refuses will refuse again; only silence is worth another try.
      retry: (failures, error) => toProblem(error).status === 0 && failures < 2,
    },
  },
});
const router = makeRouter(queries);

/** Fetches the script of the page that the address names, before anything is shown. */
export async function preloadPage(): Promise<void> {
  const known: Record<string, Parameters<typeof router.loadRouteChunk>[0]> = router.routesById;
  const named = router.matchRoutes(router.latestLocation).map(({ routeId }) => known[String(routeId)]);
  await Promise.all(named.map((route) => route && router.loadRouteChunk(route)));
}

function Words({ children }: { children: ReactNode }) {
  const { i18n: active } = useLingui();
  const { t } = useMacro();
  return (
    <LocaleProvider locale={active.locale}>
      <ToastProvider closeLabel={t`Close`}>{children}</ToastProvider>
    </LocaleProvider>
  );
}

export function Providers() {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <Words>
          <RouterProvider router={router} />
        </Words>
      </QueryClientProvider>
    </I18nProvider>
  );
}
