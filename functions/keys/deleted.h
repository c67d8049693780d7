#pragma once
// What a deleted org leaves here. Its secrets and their keys went before, when it was told (forget_org).

#include "http/deleted_orgs.h"

namespace arris::keys {

inline constexpr http::RowsOfDeleted rows_of_deleted[] = {
    ARRIS_ROWS_OF_DELETED("keys", "vault_versions", "key_id, version"),
    ARRIS_ROWS_OF_DELETED("keys", "org_keks", "version"),
    ARRIS_ROWS_OF_DELETED("keys", "vault_keys", "id"),
    ARRIS_ROWS_OF_DELETED("keys", "access_keys", "id"),
    ARRIS_ROWS_OF_DELETED("keys", "key_usage_days", "key_id, day_at_ms"),
};

}  // namespace arris::keys
