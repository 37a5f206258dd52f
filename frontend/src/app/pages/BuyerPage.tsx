import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";

import { BuyerHead, buyerOptions } from "@/features/cities";

import { RecordsOf } from "./RecordsOf";

const route = getRouteApi("/buyers/$id");

export default function BuyerPage() {
  const { id } = route.useParams();
  const { data: buyer } = useSuspenseQuery(buyerOptions(id));
  return (
    <div key={id}>
      <BuyerHead buyer={buyer} />
      <RecordsOf filter={{ buyer: [id] }} />
    </div>
  );
}
