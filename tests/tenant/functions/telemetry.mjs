export default {
  queries: { "GET /analytics/export": "?report=trends&metric=events" },
};
