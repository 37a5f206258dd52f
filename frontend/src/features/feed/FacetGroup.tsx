import { Trans } from "@lingui/react/macro";
import { useState } from "react";

import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { CheckboxGroup } from "@/shared/ui/CheckboxGroup";

export type FacetOption = { value: string; label: string };

type Props = {
  label: string;
  /** In the order to show; open-ended lists (countries) are cut after `shown` until asked for. */
  options: readonly FacetOption[];
  /** How many records each value would leave under the other filters; undefined while not known. */
  counts: ReadonlyMap<string, number> | undefined;
  value: readonly string[];
  onChange: (value: string[]) => void;
  shown?: number;
};

export function FacetGroup({ label, options, counts, value, onChange, shown = 6 }: Props) {
  const [all, setAll] = useState(false);
  const visible = all ? options : options.filter((option, at) => at < shown || value.includes(option.value));
  if (options.length === 0) return null;
  return (
    <div className="mb-5">
      <CheckboxGroup label={label} value={value} onChange={onChange}>
        {visible.map((option) => (
          <Checkbox key={option.value} value={option.value} count={counts ? (counts.get(option.value) ?? 0) : undefined}>
            {option.label}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {visible.length < options.length && (
        <Button look="quiet" className="text-[0.9375rem] font-medium" onPress={() => setAll(true)}>
          <Trans>Show all {options.length}</Trans>
        </Button>
      )}
    </div>
  );
}
