// The error codes of shared/core/error.h, in its order: status and title of each.

export const codes = {
  bad_request: [400, "The request is malformed"],
  invalid: [400, "Some fields are not valid"],
  invalid_cursor: [400, "The cursor is not valid for this list"],
  unauthenticated: [401, "Sign in to do this"],
  invalid_credentials: [401, "The email or password is wrong"],
  session_ended: [401, "The session has ended"],
  invalid_token: [401, "The token is not valid"],
  invalid_key: [401, "The key is not valid"],
  key_expired: [401, "The key has expired"],
  insufficient_scope: [403, "The key does not have the scope for this"],
  forbidden: [403, "Your role does not allow this"],
  cross_site: [403, "The request came from another site"],
  not_found: [404, "There is nothing here"],
  method_not_allowed: [405, "This path does not answer that method"],
  conflict: [409, "The request conflicts with the present state"],
  last_owner: [409, "An organization keeps at least one owner"],
  already_running: [409, "The same request is still running"],
  gone: [410, "This was used already or has expired"],
  precondition_failed: [412, "It was changed in the meantime"],
  too_large: [413, "The body is too large"],
  unsupported_media_type: [415, "The body's type is not supported"],
  key_reused: [422, "The idempotency key belongs to another request"],
  too_many_requests: [429, "Too many requests"],
  headers_too_large: [431, "The request's headers are too large"],
  internal: [500, "Something went wrong on our side"],
  module_fault: [500, "Something went wrong on our side"],
  unavailable: [503, "Not available at the moment"],
  timeout: [504, "It took too long"],
} as const satisfies Record<string, readonly [number, string]>;
export type Code = keyof typeof codes;
export const all_codes = Object.keys(codes) as Code[];
