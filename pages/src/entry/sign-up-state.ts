// Whether anybody may make an account here.
import { queryOptions } from "@tanstack/react-query";
import { api, ok } from "../api/client";

export const sign_up_query = queryOptions({
  queryKey: ["sign-up"],
  queryFn: () => ok(api.GET("/api/v1/auth/signup")),
  staleTime: Infinity,
});
