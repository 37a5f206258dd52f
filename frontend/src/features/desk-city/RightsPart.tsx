import { Trans, useLingui } from "@lingui/react/macro";
import type { MessageDescriptor } from "@lingui/core";
import { useMemo } from "react";

import { sortedCountries } from "@/shared/domain/countries";
import { LICENCE, OWNERSHIP, PERMISSION, TRAINING } from "@/shared/domain/labels";
import { useWords } from "@/shared/domain/useWords";
import { Part } from "@/shared/desk/Part";
import { PickMany } from "@/shared/desk/PickMany";
import { YesNo } from "@/shared/desk/YesNo";
import { countryName } from "@/shared/lib/names";
import { Select } from "@/shared/ui/Select";

import { At } from "./At";
import type { PartProps } from "./DraftEditor";
import { Prose } from "./Prose";

export function RightsPart(props: PartProps) {
  const { t, i18n } = useLingui();
  const { writing, setTerms, error } = props;
  const { ip, data } = writing.terms;
  const setIp = (change: Partial<typeof ip>) => setTerms({ ip: { ...ip, ...change } });
  const setData = (change: Partial<typeof data>) => setTerms({ data: { ...data, ...change } });
  const places = useMemo(
    () => [{ value: "EU", label: countryName("EU", i18n.locale) }, ...sortedCountries(i18n.locale)],
    [i18n.locale],
  );
  return (
    <Part
      id="rights"
      title={t`Intellectual property and data`}
      lead={<Trans>Silence on rights is what keeps small firms away. Readers filter by these.</Trans>}
    >
      <Choice
        pointer="/terms/ip/background"
        label={t`What a supplier brings`}
        labels={OWNERSHIP}
        value={ip.background}
        onChange={(background) => setIp({ background })}
        error={error}
      />
      <Choice
        pointer="/terms/ip/foreground"
        label={t`What is made in the work`}
        labels={OWNERSHIP}
        value={ip.foreground}
        onChange={(foreground) => setIp({ foreground })}
        error={error}
      />
      <Choice
        pointer="/terms/ip/licence_to_city"
        label={t`Licence to the city`}
        labels={LICENCE}
        value={ip.licence_to_city}
        onChange={(licence_to_city) => setIp({ licence_to_city })}
        error={error}
      />
      <Choice
        pointer="/terms/ip/reuse_by_other_cities"
        label={t`May other cities use it?`}
        labels={PERMISSION}
        value={ip.reuse_by_other_cities}
        onChange={(reuse_by_other_cities) => setIp({ reuse_by_other_cities })}
        error={error}
      />
      <Choice
        pointer="/terms/data/input_owner"
        label={t`Data that goes in`}
        labels={OWNERSHIP}
        value={data.input_owner}
        onChange={(input_owner) => setData({ input_owner })}
        error={error}
      />
      <Choice
        pointer="/terms/data/output_owner"
        label={t`Data that comes out`}
        labels={OWNERSHIP}
        value={data.output_owner}
        onChange={(output_owner) => setData({ output_owner })}
        error={error}
      />
      <Choice
        pointer="/terms/data/metadata_owner"
        label={t`Metadata`}
        labels={OWNERSHIP}
        value={data.metadata_owner}
        onChange={(metadata_owner) => setData({ metadata_owner })}
        error={error}
      />
      <Choice
        pointer="/terms/data/training_use"
        label={t`May models be trained on the data?`}
        labels={TRAINING}
        value={data.training_use}
        onChange={(training_use) => setData({ training_use })}
        error={error}
      />
      <At pointer="/terms/data/residency">
        <PickMany
          label={t`Where data may be kept`}
          hint={t`None chosen means not stated`}
          options={places}
          value={data.residency}
          onChange={(residency) => setData({ residency })}
          openLabel={t`Show countries`}
          error={error("/terms/data/residency")}
        />
      </At>
      <YesNo
        label={t`Privacy by design is asked for`}
        value={data.privacy_by_design}
        onChange={(privacy_by_design) => setData({ privacy_by_design })}
      />
      <YesNo
        label={t`The city may audit`}
        value={data.audit_rights}
        onChange={(audit_rights) => setData({ audit_rights })}
      />
      <Prose {...props} name="rights" label={t`Rights in your own words`} hint={t`What the choices above cannot say`} />
    </Part>
  );
}

type ChoiceProps<T extends string> = {
  pointer: string;
  label: string;
  labels: Record<T, MessageDescriptor>;
  value: T;
  onChange: (value: T) => void;
  error: PartProps["error"];
};

function Choice<T extends string>({ pointer, label, labels, value, onChange, error }: ChoiceProps<T>) {
  const word = useWords();
  return (
    <At pointer={pointer}>
      <Select<T>
        label={label}
        value={value}
        onChange={onChange}
        options={(Object.keys(labels) as T[]).map((member) => ({ value: member, label: word(labels, member) }))}
        error={error(pointer)}
      />
    </At>
  );
}
