import { Button } from "./Button";

type Props = { label: string; busyLabel: string; isBusy: boolean; onPress: () => void };

export function ShowMore({ label, busyLabel, isBusy, onPress }: Props) {
  return (
    <div className="py-6">
      <Button look="ghost" isDisabled={isBusy} onPress={onPress} className="w-full sm:w-auto">
        {isBusy ? busyLabel : label}
      </Button>
    </div>
  );
}
