import { Trans, useLingui } from "@lingui/react/macro";

import type { DatesOutput } from "@/api";
import { DateField } from "@/shared/desk/DateField";
import { Part } from "@/shared/desk/Part";
import { RadioGroup } from "@/shared/ui/RadioGroup";

import { At } from "./At";
import type { PartProps } from "./DraftEditor";

type Name = Exclude<keyof DatesOutput, "fold">;

/** When things happen, on the city's clock. */
export function DatesPart({ writing, set, error, zone }: PartProps) {
  const { t } = useLingui();
  const { dates } = writing;
  const write = (change: Partial<DatesOutput>) => set({ dates: { ...dates, ...change } });
  const fields: { name: Name; label: string; hint?: string }[] = [
    { name: "opens_at", label: t`Opens`, hint: t`Empty means as soon as it is published` },
    { name: "questions_until", label: t`Questions until` },
    { name: "closes_at", label: t`Closes`, hint: t`Give four weeks or more: small firms have no bid department` },
    { name: "opening_at", label: t`Proposals are opened` },
    { name: "decision_by", label: t`Decision by` },
  ];
  const twice = fields.some(({ name }) => error(`/dates/${name}`)?.includes("twice"));
  return (
    <Part
      id="dates"
      title={t`Dates`}
      lead={<Trans>In the city’s own time, {zone}. A date without an hour means the end of that day.</Trans>}
    >
      {fields.map(({ name, label, hint }) => (
        <At key={name} pointer={`/dates/${name}`}>
          <DateField
            label={label}
            {...(hint ? { hint } : {})}
            zone={zone}
            value={dates[name]}
            onChange={(value) => write({ [name]: value })}
            error={error(`/dates/${name}`)}
          />
        </At>
      ))}
      {(dates.fold !== null || twice) && (
        <RadioGroup
          label={t`An hour that exists twice`}
          hint={t`In the night when summer time ends`}
          value={dates.fold}
          onChange={(fold) => write({ fold })}
          choices={[
            { value: "earlier", label: t`The earlier one` },
            { value: "later", label: t`The later one` },
          ]}
        />
      )}
    </Part>
  );
}
