#pragma once
// Who sends a request to a route that lets anyone in.

#include "people/issue.h"

namespace arris::people {

// The holder of the request's access token, whose signature holds. Whether the session is still
// alive is asked by require_session in the request's own batch. unauthenticated without a token.
Task<http::Who> caller_by_access_token(Context context);

}  // namespace arris::people
