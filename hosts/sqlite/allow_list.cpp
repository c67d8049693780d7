#include "sqlite/allow_list.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace arris::sqlite {

namespace {

using Names = std::unordered_set<std::string_view>;

const Names functions = {
    // scalars
    "abs", "changes", "char", "coalesce", "concat", "concat_ws", "format", "glob", "hex", "ifnull",
    "iif", "instr", "last_insert_rowid", "length", "like", "likelihood", "likely", "lower", "ltrim",
    "nullif", "octet_length", "printf", "quote", "random", "randomblob", "replace", "round",
    "rtrim", "sign", "substr", "substring", "total_changes", "trim", "typeof", "unhex", "unicode",
    "unlikely", "upper", "zeroblob",
    // time
    "date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff", "current_date",
    "current_time", "current_timestamp",
    // aggregates and windows
    "avg", "count", "group_concat", "max", "min", "string_agg", "sum", "total", "row_number",
    "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead", "first_value",
    "last_value", "nth_value",
    // mathematics
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "ceil", "cos", "cosh", "degrees",
    "exp", "floor", "ln", "log", "log2", "mod", "pi", "pow", "radians", "sin", "sinh", "sqrt",
    "tan", "tanh", "trunc",
    // JSON
    "json", "json_array", "json_array_length", "json_extract", "->", "->>", "json_insert",
    "json_object", "json_patch", "json_remove", "json_replace", "json_set", "json_type",
    "json_valid", "json_quote", "json_group_array", "json_group_object", "json_each", "json_tree",
    "jsonb", "jsonb_array", "jsonb_extract", "jsonb_insert", "jsonb_object", "jsonb_patch",
    "jsonb_remove", "jsonb_replace", "jsonb_set", "jsonb_group_array", "jsonb_group_object",
    // full text
    "match", "highlight", "bm25", "snippet",
    // what ALTER TABLE calls by itself
    "sqlite_rename_column", "sqlite_rename_table", "sqlite_rename_test", "sqlite_drop_column",
    "sqlite_rename_quotefix", "sqlite_fail", "sqlite_add_constraint", "sqlite_drop_constraint",
    "sqlite_find_constraint"};

const Names bare_pragmas = {"table_list",
                            "data_version",
                            "page_size",
                            "foreign_keys",
                            "defer_foreign_keys",
                            "ignore_check_constraints",
                            "foreign_key_check",
                            "case_sensitive_like",
                            "legacy_alter_table",
                            "quick_check",
                            "recursive_triggers",
                            "optimize",
                            "reverse_unordered_selects"};

const Names argument_pragmas = {"table_list",        "table_info",        "table_xinfo",
                                "foreign_key_check", "foreign_key_list",  "index_info",
                                "index_list",        "index_xinfo",       "quick_check",
                                "optimize",          "defer_foreign_keys"};

const Names outliving_pragmas = {"case_sensitive_like",      "foreign_keys",
                                 "ignore_check_constraints", "legacy_alter_table",
                                 "recursive_triggers",       "reverse_unordered_selects"};

const Names modules = {"fts5", "fts5vocab", "rtree", "rtree_i32"};

bool contains(const Names& names, std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return names.contains(lower);
}

}  // namespace

bool is_function_allowed(std::string_view name) { return contains(functions, name); }

bool is_pragma_allowed(std::string_view name, PragmaUse use) {
  return contains(use == PragmaUse::bare ? bare_pragmas : argument_pragmas, name);
}

bool does_pragma_outlive(std::string_view name) { return contains(outliving_pragmas, name); }

bool is_module_allowed(std::string_view module) { return contains(modules, module); }

bool is_table_function(std::string_view name) {
  return contains({"json_each", "json_tree", "jsonb_each", "jsonb_tree"}, name);
}

}  // namespace arris::sqlite
