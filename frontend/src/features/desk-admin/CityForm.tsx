import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { createCity } from "@/api";
import { CountrySelect } from "@/shared/domain/CountrySelect";
import { lineColour } from "@/shared/domain/lines";
import { ProblemBanner } from "@/shared/domain/ProblemBanner";
import { TEXT_LANGUAGES } from "@/shared/desk/LanguageTabs";
import { PickMany } from "@/shared/desk/PickMany";
import { languageName } from "@/shared/lib/names";
import { fieldError } from "@/shared/lib/problem";
import { useSend } from "@/shared/lib/useSend";
import { Button } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Select";
import { TextArea } from "@/shared/ui/TextArea";
import { TextField } from "@/shared/ui/TextField";

const EMPTY = { name: "", slug: "", country: "", region: "", timezone: "", website: "", verification: "" };
const ZONES = Intl.supportedValuesOf("timeZone");
const LINES = ["1", "2", "3", "4", "5", "6", "7", "8"];

/** A new city, once somebody has made sure who is asking; how they did is written down. */
export function CityForm({ onCreated }: { onCreated: (slug: string) => unknown }) {
  const { t, i18n } = useLingui();
  const [form, setForm] = useState(EMPTY);
  const [languages, setLanguages] = useState<string[]>(["en"]);
  const [line, setLine] = useState("1");
  const set = (name: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const original = languages[0] ?? "en";
  const sending = useSend(
    async () => {
      const { name, ...rest } = form;
      const { data } = await createCity({
        body: { ...rest, name: { [original]: name }, original_language: original, languages, line: Number(line) },
        throwOnError: true,
      });
      return data;
    },
    (city) => onCreated(city.slug),
  );
  const error = (pointer: string) => fieldError(sending.problem, pointer);
  return (
    <form
      noValidate
      className="flex max-w-2xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        sending.send();
      }}
    >
      {sending.error && <ProblemBanner error={sending.error} />}
      <TextField label={t`Name`} value={form.name} onChange={set("name")} error={error("/name")} />
      <TextField
        label={t`Short name for the address`}
        hint={t`Small letters, figures and hyphens: new-town`}
        value={form.slug}
        onChange={set("slug")}
        error={error("/slug")}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <CountrySelect label={t`Country`} value={form.country} onChange={set("country")} error={error("/country")} />
        <TextField label={t`Region`} value={form.region} onChange={set("region")} error={error("/region")} />
      </div>
      <Select
        label={t`Time zone`}
        hint={t`Its deadlines are on this clock`}
        value={form.timezone}
        onChange={set("timezone")}
        options={["", ...ZONES].map((value) => ({ value, label: value || t`Choose a zone` }))}
        error={error("/timezone")}
      />
      <PickMany
        label={t`Languages`}
        hint={t`The first one is the original of its texts`}
        options={TEXT_LANGUAGES.map((value) => ({ value, label: languageName(value, i18n.locale) }))}
        value={languages}
        onChange={setLanguages}
        openLabel={t`Show languages`}
        error={error("/languages")}
      />
      <TextField
        label={t`Website`}
        type="url"
        hint={t`With https:// in front`}
        value={form.website}
        onChange={set("website")}
        error={error("/website")}
      />
      <div className="flex items-end gap-4">
        <Select
          label={t`Line`}
          className="w-32"
          value={line}
          onChange={setLine}
          options={LINES.map((value) => ({ value, label: t`Line ${value}` }))}
        />
        <span aria-hidden className="mb-4 h-[7px] flex-1" style={{ background: lineColour(Number(line)) }} />
      </div>
      <TextArea
        label={t`How you made sure`}
        hint={t`Whom you asked, when, and what they showed`}
        rows={4}
        value={form.verification}
        onChange={set("verification")}
        error={error("/verification")}
      />
      <div>
        <Button type="submit" isDisabled={sending.isBusy}>
          <Trans>Create the city</Trans>
        </Button>
      </div>
    </form>
  );
}
