#include "otlp/messages.h"

namespace arris::otlp {
namespace {

using enum FieldKind;
using enum Times;

extern const Message any_value, key_value;

constexpr Field array_fields[] = {{1, message, many, "values", &any_value}};
constexpr Message array{array_fields};
constexpr Field list_fields[] = {{1, message, many, "values", &key_value}};
constexpr Message list{list_fields};
constexpr Field any_value_fields[] = {
    {1, text, once, "stringValue"},
    {2, boolean, once, "boolValue"},
    {3, int64, once, "intValue"},
    {4, real, once, "doubleValue"},
    {5, message, once, "arrayValue", &array},
    {6, message, once, "kvlistValue", &list},
    {7, bytes, once, "bytesValue"},
};
const Message any_value{any_value_fields};
constexpr Field key_value_fields[] = {{1, text, once, "key"},
                                      {2, message, once, "value", &any_value}};
const Message key_value{key_value_fields};

constexpr Field resource_fields[] = {{1, message, many, "attributes", &key_value}};
constexpr Message resource{resource_fields};
constexpr Field scope_fields[] = {{1, text, once, "name"}, {2, text, once, "version"}};
constexpr Message scope{scope_fields};

// ---- traces

constexpr Field event_fields[] = {{1, fixed64, once, "timeUnixNano"},
                                  {2, text, once, "name"},
                                  {3, message, many, "attributes", &key_value}};
constexpr Message event{event_fields};
constexpr Field link_fields[] = {{1, id, once, "traceId"},
                                 {2, id, once, "spanId"},
                                 {4, message, many, "attributes", &key_value}};
constexpr Message link{link_fields};
constexpr Field status_fields[] = {{2, text, once, "message"}, {3, int32, once, "code"}};
constexpr Message status{status_fields};
constexpr Field span_fields[] = {
    {1, id, once, "traceId"},
    {2, id, once, "spanId"},
    {4, id, once, "parentSpanId"},
    {5, text, once, "name"},
    {6, int32, once, "kind"},
    {7, fixed64, once, "startTimeUnixNano"},
    {8, fixed64, once, "endTimeUnixNano"},
    {9, message, many, "attributes", &key_value},
    {11, message, many, "events", &event},
    {13, message, many, "links", &link},
    {15, message, once, "status", &status},
};
constexpr Message span{span_fields};
constexpr Field scope_spans_fields[] = {{1, message, once, "scope", &scope},
                                        {2, message, many, "spans", &span}};
constexpr Message scope_spans{scope_spans_fields};
constexpr Field resource_spans_fields[] = {{1, message, once, "resource", &resource},
                                           {2, message, many, "scopeSpans", &scope_spans}};
constexpr Message resource_spans{resource_spans_fields};
constexpr Field traces_fields[] = {{1, message, many, "resourceSpans", &resource_spans}};

// ---- logs

constexpr Field record_fields[] = {
    {1, fixed64, once, "timeUnixNano"},
    {11, fixed64, once, "observedTimeUnixNano"},
    {2, int32, once, "severityNumber"},
    {3, text, once, "severityText"},
    {5, message, once, "body", &any_value},
    {6, message, many, "attributes", &key_value},
    {9, id, once, "traceId"},
    {10, id, once, "spanId"},
    {12, text, once, "eventName"},
};
constexpr Message record{record_fields};
constexpr Field scope_logs_fields[] = {{1, message, once, "scope", &scope},
                                       {2, message, many, "logRecords", &record}};
constexpr Message scope_logs{scope_logs_fields};
constexpr Field resource_logs_fields[] = {{1, message, once, "resource", &resource},
                                          {2, message, many, "scopeLogs", &scope_logs}};
constexpr Message resource_logs{resource_logs_fields};
constexpr Field logs_fields[] = {{1, message, many, "resourceLogs", &resource_logs}};

// ---- metrics

constexpr Field number_point_fields[] = {
    {2, fixed64, once, "startTimeUnixNano"},
    {3, fixed64, once, "timeUnixNano"},
    {4, real, once, "asDouble"},
    {6, sfixed64, once, "asInt"},
    {7, message, many, "attributes", &key_value},
};
constexpr Message number_point{number_point_fields};
constexpr Field histogram_point_fields[] = {
    {2, fixed64, once, "startTimeUnixNano"},
    {3, fixed64, once, "timeUnixNano"},
    {4, fixed64, once, "count"},
    {5, real, once, "sum"},
    {6, fixed64, many, "bucketCounts"},
    {7, real, many, "explicitBounds"},
    {9, message, many, "attributes", &key_value},
    {11, real, once, "min"},
    {12, real, once, "max"},
};
constexpr Message histogram_point{histogram_point_fields};
constexpr Field buckets_fields[] = {{1, sint32, once, "offset"}, {2, uint64, many, "bucketCounts"}};
constexpr Message buckets{buckets_fields};
constexpr Field exponential_point_fields[] = {
    {1, message, many, "attributes", &key_value},
    {2, fixed64, once, "startTimeUnixNano"},
    {3, fixed64, once, "timeUnixNano"},
    {4, fixed64, once, "count"},
    {5, real, once, "sum"},
    {6, sint32, once, "scale"},
    {7, fixed64, once, "zeroCount"},
    {8, message, once, "positive", &buckets},
    {9, message, once, "negative", &buckets},
    {12, real, once, "min"},
    {13, real, once, "max"},
};
constexpr Message exponential_point{exponential_point_fields};
constexpr Field quantile_fields[] = {{1, real, once, "quantile"}, {2, real, once, "value"}};
constexpr Message quantile{quantile_fields};
constexpr Field summary_point_fields[] = {
    {2, fixed64, once, "startTimeUnixNano"},
    {3, fixed64, once, "timeUnixNano"},
    {4, fixed64, once, "count"},
    {5, real, once, "sum"},
    {6, message, many, "quantileValues", &quantile},
    {7, message, many, "attributes", &key_value},
};
constexpr Message summary_point{summary_point_fields};
constexpr Field gauge_fields[] = {{1, message, many, "dataPoints", &number_point}};
constexpr Message gauge{gauge_fields};
constexpr Field sum_fields[] = {{1, message, many, "dataPoints", &number_point},
                                {2, int32, once, "aggregationTemporality"},
                                {3, boolean, once, "isMonotonic"}};
constexpr Message sum{sum_fields};
constexpr Field histogram_fields[] = {{1, message, many, "dataPoints", &histogram_point},
                                      {2, int32, once, "aggregationTemporality"}};
constexpr Message histogram{histogram_fields};
constexpr Field exponential_fields[] = {{1, message, many, "dataPoints", &exponential_point},
                                        {2, int32, once, "aggregationTemporality"}};
constexpr Message exponential{exponential_fields};
constexpr Field summary_fields[] = {{1, message, many, "dataPoints", &summary_point}};
constexpr Message summary{summary_fields};
constexpr Field metric_fields[] = {
    {1, text, once, "name"},
    {2, text, once, "description"},
    {3, text, once, "unit"},
    {5, message, once, "gauge", &gauge},
    {7, message, once, "sum", &sum},
    {9, message, once, "histogram", &histogram},
    {10, message, once, "exponentialHistogram", &exponential},
    {11, message, once, "summary", &summary},
};
constexpr Message metric{metric_fields};
constexpr Field scope_metrics_fields[] = {{1, message, once, "scope", &scope},
                                          {2, message, many, "metrics", &metric}};
constexpr Message scope_metrics{scope_metrics_fields};
constexpr Field resource_metrics_fields[] = {{1, message, once, "resource", &resource},
                                             {2, message, many, "scopeMetrics", &scope_metrics}};
constexpr Message resource_metrics{resource_metrics_fields};
constexpr Field metrics_fields[] = {{1, message, many, "resourceMetrics", &resource_metrics}};

}  // namespace

const Message traces_message{traces_fields}, logs_message{logs_fields},
    metrics_message{metrics_fields};

}  // namespace arris::otlp
