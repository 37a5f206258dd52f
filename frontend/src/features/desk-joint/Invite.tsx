import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { inviteCity, type JointOut } from "@/api";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { countryName } from "@/shared/lib/names";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { ComboBox } from "@/shared/ui/ComboBox";
import { Select } from "@/shared/ui/Select";
import { TextArea } from "@/shared/ui/TextArea";

import { everyCityOptions, LIVE, useJointChange } from "./queries";

const DAYS = ["7", "14", "28", "56"];
const DAY_MS = 86_400_000;
const SHOWN = 12;

/** Search a city, say why and until when, invite it. */
export function Invite({ joint, isPublic }: { joint: JointOut; isPublic: boolean }) {
  const { t, i18n } = useLingui();
  const reload = useJointChange(joint.challenge_id);
  const cities = useQuery(everyCityOptions(i18n.locale));
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [days, setDays] = useState("14");
  const [message, setMessage] = useState("");
  const inviting = useSend(
    (city: string) => {
      const answer_by = new Date(Date.now() + Number(days) * DAY_MS).toISOString();
      return inviteCity({
        path: { challenge_id: joint.challenge_id },
        body: { city_id: city, answer_by, message },
        throwOnError: true,
      });
    },
    async () => {
      setChosen(null);
      setMessage("");
      await reload();
    },
  );
  const taken = joint.parts.filter((part) => LIVE.includes(part.state) || (!part.lapsed && ["invited", "asked"].includes(part.state)));
  const free = (cities.data ?? []).filter(({ id }) => !taken.some(({ city }) => city.id === id));
  const found = free.filter(({ name }) => folded(name.value).includes(folded(text))).slice(0, SHOWN);
  const city = free.find(({ id }) => id === chosen);
  return (
    <section aria-labelledby="invite" className="flex flex-col gap-4">
      <h3 id="invite" className="text-xl">
        <Trans>Invite a city</Trans>
      </h3>
      <ComboBox
        label={t`Search a city`}
        text={city ? city.name.value : text}
        onText={(next) => {
          setText(next);
          if (city && next !== city.name.value) setChosen(null);
        }}
        options={found.map(({ id, name, country }) => ({
          id,
          label: name.value,
          lang: name.lang,
          detail: countryName(country, i18n.locale),
        }))}
        onPick={(id) => {
          setChosen(id);
          setText("");
        }}
        openLabel={t`Show the cities`}
        empty={<Trans>No city with these letters</Trans>}
      />
      {city && (
        <>
          <Select
            label={t`Time to answer`}
            value={days}
            onChange={setDays}
            options={DAYS.map((value) => ({ value, label: t`${value} days` }))}
          />
          <TextArea label={t`A word to ${city.name.value}`} rows={2} maxLength={2000} value={message} onChange={setMessage} />
          {isPublic && (
            <p className="text-ink2">
              <Trans>The challenge is public: the invitation goes out when every city that takes part has approved it.</Trans>
            </p>
          )}
          {inviting.error && <ProblemBanner error={inviting.error} />}
          <div>
            <Button look="go" isDisabled={inviting.isBusy} onPress={() => inviting.send(city.id)}>
              {isPublic ? <Trans>Propose to invite {city.name.value}</Trans> : <Trans>Invite {city.name.value}</Trans>}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
