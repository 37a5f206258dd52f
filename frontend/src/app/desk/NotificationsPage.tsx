import { useLingui } from "@lingui/react/macro";

import { Notifications } from "@/features/desk-account";
import { PageHeading } from "@/shared/ui/PageHeading";

export default function NotificationsPage() {
  const { t } = useLingui();
  return (
    <div className="wrap narrow pt-9">
      <PageHeading title={t`Notifications`} className="mb-6 text-3xl sm:text-4xl" />
      <Notifications />
    </div>
  );
}
