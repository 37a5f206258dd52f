import { Trans, useLingui } from "@lingui/react/macro";

import { Button } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";

type Props = { isOpen: boolean; onMine: () => void; onTheirs: () => void; onLater: () => void };

/** Two people edited the same thing. Nothing is lost until one chooses. */
export function StaleDialog({ isOpen, onMine, onTheirs, onLater }: Props) {
  const { t } = useLingui();
  return (
    <Dialog role="alertdialog" title={t`Somebody else changed this`} isOpen={isOpen} onClose={onLater}>
      <p>
        <Trans>
          Since you opened it, a colleague or another window saved a different version. Which one should stay?
        </Trans>
      </p>
      <div className="flex flex-col items-stretch gap-3">
        <Button look="ghost" onPress={onTheirs}>
          <Trans>Take theirs: what I typed since then is lost</Trans>
        </Button>
        <Button look="danger" onPress={onMine}>
          <Trans>Keep mine: it replaces theirs</Trans>
        </Button>
        <Button look="quiet" onPress={onLater}>
          <Trans>Not now: let me copy my text first</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
