import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

type Props = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** An alert dialog asks before something that cannot be taken back. */
  role?: "dialog" | "alertdialog";
  /** For things side by side. */
  wide?: boolean;
  children: ReactNode;
};

export function Dialog({ title, isOpen, onClose, role = "dialog", wide = false, children }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-40 grid place-items-center overflow-y-auto bg-[#0b1220]/65 p-4"
    >
      <Modal className={`w-full rounded-lg border-2 border-ink bg-card ${wide ? "max-w-4xl" : "max-w-xl"}`}>
        <AriaDialog role={role} className="flex max-h-[85dvh] flex-col gap-4 overflow-y-auto p-6 outline-none">
          <Heading slot="title" level={2} className="text-2xl">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
