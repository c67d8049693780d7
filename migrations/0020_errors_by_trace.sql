CREATE INDEX error_facets_by_trace ON error_facets (org_id, value, issue_id) WHERE kind = 'tag:trace_id';
