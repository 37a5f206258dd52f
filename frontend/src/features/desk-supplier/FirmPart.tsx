import { Trans, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { IpStance, Visibility } from "@/api";
import { sortedCountries } from "@/shared/domain/countries";
import { CountrySelect } from "@/shared/domain/CountrySelect";
import { IP_STANCE } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { Part } from "@/shared/desk/Part";
import { PickMany } from "@/shared/desk/PickMany";
import { RadioGroup } from "@/shared/ui/RadioGroup";
import { TextField } from "@/shared/ui/TextField";

import type { PartProps } from "./ProfileEditor";

export function FirmPart({ profile, set, error }: PartProps) {
  const { t, i18n } = useLingui();
  const countries = useMemo(() => sortedCountries(i18n.locale), [i18n.locale]);
  return (
    <Part id="firm" title={t`The firm`}>
      <TextField
        label={t`Name`}
        autoComplete="organization"
        value={profile.name}
        onChange={(name) => set({ name })}
        error={error("/name")}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <CountrySelect
          label={t`Established in`}
          value={profile.country}
          onChange={(country) => set({ country })}
          error={error("/country")}
        />
        <TextField
          label={t`Town`}
          value={profile.locality}
          onChange={(locality) => set({ locality })}
          error={error("/locality")}
        />
      </div>
      <TextField
        label={t`Website`}
        hint={t`With https:// in front`}
        type="url"
        value={profile.website}
        onChange={(website) => set({ website })}
        error={error("/website")}
      />
      <PickMany
        label={t`Countries where you work`}
        hint={t`None chosen means anywhere`}
        options={countries}
        value={profile.regions}
        onChange={(regions) => set({ regions })}
        openLabel={t`Show countries`}
        error={error("/regions")}
      />
    </Part>
  );
}

const STANCES: IpStance[] = ["keep", "share", "assign", "open_source", "unstated"];

export function SharingPart({ profile, set, error }: PartProps) {
  const { t } = useLingui();
  const word = useWords();
  const seen: { value: Visibility; label: string; hint: string }[] = [
    { value: "private", label: t`Only your firm`, hint: t`You see your matches; nobody sees you` },
    { value: "cities", label: t`Cities, too`, hint: t`Cities find you when they look for firms` },
    { value: "public", label: t`Everybody`, hint: t`Your profile has a public page` },
  ];
  return (
    <Part
      id="sharing"
      title={t`Rights and visibility`}
      lead={<Trans>Who sees the profile is yours alone to say, and to change.</Trans>}
    >
      <RadioGroup
        label={t`Intellectual property`}
        value={profile.ip_stance}
        onChange={(ip_stance) => set({ ip_stance })}
        choices={STANCES.map((value) => ({ value, label: word(IP_STANCE, value) }))}
        error={error("/ip_stance")}
      />
      <RadioGroup
        label={t`Who sees the profile`}
        value={profile.visibility}
        onChange={(visibility) => set({ visibility })}
        choices={seen}
        error={error("/visibility")}
      />
    </Part>
  );
}
