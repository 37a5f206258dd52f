import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import type { CityOut } from "@/api";
import { listCitiesOptions } from "@/api/@tanstack/react-query.gen";
import { Members } from "@/features/desk-account";
import { CityForm } from "@/features/desk-admin";
import { useSession } from "@/shared/session";
import { PageHeading } from "@/shared/ui/PageHeading";
import { Select } from "@/shared/ui/Select";
import { useToast } from "@/shared/ui/Toast";

import { useOrganisation, WrongSide } from "./organisation";

const LISTED = 100;

export default function AdminPage() {
  const { t, i18n } = useLingui();
  const say = useToast();
  const queries = useQueryClient();
  const platform = useOrganisation("platform");
  const list = useQuery(listCitiesOptions({ query: { lang: i18n.locale, limit: LISTED } }));
  const [slug, setSlug] = useState("");
  if (!platform) return <WrongSide side="platform" />;
  const cities = list.data?.items ?? [];
  return (
    <div className="wrap narrow pt-9">
      <PageHeading title={t`Platform`} />
      <section aria-labelledby="members" className="mt-8">
        <h2 id="members" className="mb-3 text-2xl">
          <Trans>Members of a city</Trans>
        </h2>
        <Select
          label={t`City`}
          className="max-w-sm"
          value={slug}
          onChange={setSlug}
          options={[
            { value: "", label: t`Choose a city` },
            ...cities.map((city) => ({ value: city.slug, label: city.name.value })),
          ]}
        />
        <CityMembers key={slug} city={cities.find((city) => city.slug === slug)} />
      </section>
      <section aria-labelledby="new" className="mt-12">
        <h2 id="new" className="text-2xl">
          <Trans>A new city</Trans>
        </h2>
        <p className="mt-1 mb-5 max-w-[62ch] text-ink2">
          <Trans>Create a city after you have made sure who is asking. Then invite its first members above.</Trans>
        </p>
        <CityForm
          onCreated={async (created) => {
            await queries.invalidateQueries();
            setSlug(created);
            say({ text: t`The city is created. Invite its first members.` });
            document.getElementById("members")?.scrollIntoView();
          }}
        />
      </section>
    </div>
  );
}

function CityMembers({ city }: { city: CityOut | undefined }) {
  const session = useSession();
  if (!city || !session) return null;
  const organisation = { id: city.id, kind: "city" as const, name: city.name.value, slug: city.slug, demo: city.demo };
  return (
    <div className="mt-5">
      <Members organisation={organisation} mayManage ownId={session.account.id} />
    </div>
  );
}
