// Generated from /openapi.json by support/generate-api.mjs.
export interface paths {
  "/api/v1/ai/generate-content": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Have a model answer a prompt */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Prompt"];
        };
      };
      responses: {
        /** @description Have a model answer a prompt */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Generated"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ai/health": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Say how the providers did in the last quarter of an hour */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Say how the providers did in the last quarter of an hour */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["HealthReport"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ai/models": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the models that have a price, with what is known of them */
    get: {
      parameters: {
        query?: {
          /** @description Such as openai or anthropic; case does not matter. */
          provider?: string;
          /** @description The provider's name of the model. */
          model?: string;
          capability?: string;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List the models that have a price, with what is known of them */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["AiModel"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ai/requests": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List calls, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description Such as openai or anthropic; case does not matter. */
          provider?: "anthropic" | "openai" | "gemini" | "custom";
          /** @description The provider's name of the model. */
          model?: string;
          /** @description The access key, or the secret of the vault, that was used. */
          key_id?: string;
          /** @description The person. */
          user_id?: string;
          /** @description Your own name of the agent that made the call. */
          agent_id?: string;
          /** @description The pipeline that it belongs to. */
          pipeline_id?: string;
          /** @description The run that it belongs to. */
          execution_id?: string;
          /** @description Your own name of a visit. */
          session_id?: string;
          ending?: "whole" | "cut" | "gone" | "capped" | "failed";
          /** @description Where it stands; in a problem, the HTTP status. */
          status?: number;
          /** @description An answer of before was given again; it cost nothing. */
          cached?: boolean;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List calls, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["AiRequest"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ai/requests/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a call */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show a call */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AiRequestInFull"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ai/rules": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List rules in the order they are looked at */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List rules in the order they are looked at */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Rules"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Create a rule */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewRule"];
        };
      };
      responses: {
        /** @description Create a rule */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["RuleSaved"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/ai/rules/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a rule */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show a rule */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Rule"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a rule */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete a rule */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a rule */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["RuleChange"];
        };
      };
      responses: {
        /** @description Change a rule */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["RuleSaved"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/ai/settings": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Say whether the words of calls are kept, and for how long */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Say whether the words of calls are kept, and for how long */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AiSettings"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    /** Keep the words of calls, without secrets and personal data, or keep none */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["AiSettings"];
        };
      };
      responses: {
        /** @description Keep the words of calls, without secrets and personal data, or keep none */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AiSettings"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/analytics/engagement": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count daily, weekly and monthly people, cohorts and pages */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Count daily, weekly and monthly people, cohorts and pages */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Engagement"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/analytics/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Export a report as CSV or JSON */
    get: {
      parameters: {
        query: {
          report: "trends" | "components" | "engagement" | "pages" | "performance";
          /** @description The format of the file. */
          format?: "csv" | "json";
          /** @description What is drawn. errors are the events that /errors counts; executions are runs that were begun. */
          metric?:
            | "events"
            | "people"
            | "sessions"
            | "errors"
            | "executions"
            | "tokens"
            | "cost"
            | "p50"
            | "p95"
            | "p99";
          /** @description What comes first. */
          sort?:
            "uses" | "people" | "p50" | "p95" | "p99" | "error_events" | "error_percent" | "name";
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description The length of a bucket of the series. */
          bucket?: "minute" | "hour" | "day" | "week";
          /** @description Minutes that local time is ahead of UTC; moves where days begin. */
          utc_offset_min?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Export a report as CSV or JSON */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": unknown;
            "text/csv; charset=utf-8": string;
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/analytics/performance": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show how long things take */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description The length of a bucket of the series. */
          bucket?: "minute" | "hour" | "day" | "week";
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show how long things take */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Performance"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/analytics/trends": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Draw a metric over time */
    get: {
      parameters: {
        query?: {
          /** @description What is drawn. errors are the events that /errors counts; executions are runs that were begun. */
          metric?:
            | "events"
            | "people"
            | "sessions"
            | "errors"
            | "executions"
            | "tokens"
            | "cost"
            | "p50"
            | "p95"
            | "p99";
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description The length of a bucket of the series. */
          bucket?: "minute" | "hour" | "day" | "week";
          /** @description Minutes that local time is ahead of UTC; moves where days begin. */
          utc_offset_min?: number;
          /** @description Also answers the time before: as long a one, or that of a week ago. */
          compare?: "previous" | "week";
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Draw a metric over time */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Trend"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/email": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask for another address; a link is mailed there, and it holds once that is confirmed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewEmail"];
        };
      };
      responses: {
        /** @description Ask for another address; a link is mailed there, and it holds once that is confirmed */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["LinkMailed"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/email/confirm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Confirm the caller's new address with the mailed link; other sessions end */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EmailToken"];
        };
      };
      responses: {
        /** @description Confirm the caller's new address with the mailed link; other sessions end */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["UserView"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/login": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in with a password */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["LogIn"];
        };
      };
      responses: {
        /** @description Sign in with a password */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssuedSession"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/logout": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End this session */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["RefreshBody"];
        };
      };
      responses: {
        /** @description End this session */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/logout-all": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** End every session of the caller */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["RefreshBody"];
        };
      };
      responses: {
        /** @description End every session of the caller */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/magic-link": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask for a link that signs in; it is mailed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EmailAddress"];
        };
      };
      responses: {
        /** @description Ask for a link that signs in; it is mailed */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["LinkMailed"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/magic-link/redeem": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in with a mailed link or code */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Redeem"];
        };
      };
      responses: {
        /** @description Sign in with a mailed link or code */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssuedSession"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/me": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change the caller's profile */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["ProfileChange"];
        };
      };
      responses: {
        /** @description Change the caller's profile */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["UserView"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/auth/me/deletion": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tell what becomes of each org when the caller deletes their account */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Tell what becomes of each org when the caller deletes their account */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["DeletionOutlook"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Delete the caller's account, with the orgs that nobody else is in */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["AccountDeletion"];
        };
      };
      responses: {
        /** @description Delete the caller's account, with the orgs that nobody else is in */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change the caller's password; other sessions end */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["PasswordChange"];
        };
      };
      responses: {
        /** @description Change the caller's password; other sessions end */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/password/forgot": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask for a link that resets the password; it is mailed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["EmailAddress"];
        };
      };
      responses: {
        /** @description Ask for a link that resets the password; it is mailed */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["LinkMailed"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/password/reset": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Set a new password with a mailed link; every session ends */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["PasswordReset"];
        };
      };
      responses: {
        /** @description Set a new password with a mailed link; every session ends */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/refresh": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Exchange a refresh token */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["RefreshBody"];
        };
      };
      responses: {
        /** @description Exchange a refresh token */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssuedSession"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/session": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show who the caller is and in which orgs */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show who the caller is and in which orgs */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["CurrentSession"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the caller's sessions, newest first */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List the caller's sessions, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["ListedSession"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/sessions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** End one of the caller's sessions */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description End one of the caller's sessions */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/setup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make the first owner and their org */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SetUp"];
        };
      };
      responses: {
        /** @description Make the first owner and their org */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssuedSession"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/signup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Say whether anybody may ask for an account, or only who is invited */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Say whether anybody may ask for an account, or only who is invited */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SignUpNow"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Ask for an account; a link is mailed */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SignUp"];
        };
      };
      responses: {
        /** @description Ask for an account; a link is mailed */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["LinkMailed"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/auth/switch-org": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Act in another org */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["SwitchOrg"];
        };
      };
      responses: {
        /** @description Act in another org */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssuedSession"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List issues */
    get: {
      parameters: {
        query?: {
          /** @description From the level, whether it was handled, and tags; or as a person set it. */
          severity?: "low" | "medium" | "high" | "critical";
          resolved?: boolean;
          state?: "unresolved" | "resolved" | "muted";
          /** @description The pipeline that it belongs to. */
          pipeline_id?: string;
          /** @description The run that it belongs to. */
          execution_id?: string;
          /** @description Such as production or staging. */
          environment?: string;
          /** @description The version of your program. */
          release?: string;
          /** @description A trace; of issues, those of events that have it as their tag trace_id. */
          trace_id?: string;
          /** @description Words to look for; the last may be the beginning of one. */
          q?: string;
          /** @description What comes first. */
          sort?: "last_seen" | "first_seen" | "events" | "users";
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List issues */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["ListedIssue"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Report an error */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewEvent"];
        };
      };
      responses: {
        /** @description Report an error */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Accepted"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/batch": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Report up to 100 errors */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewEvents"];
        };
      };
      responses: {
        /** @description Report up to 100 errors */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AcceptedEvents"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/bulk": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change many issues */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["BulkChange"];
        };
      };
      responses: {
        /** @description Change many issues */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Changed"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/events/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show an event */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show an event */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["EventDetail"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/projects": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List projects and the DSN of each */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List projects and the DSN of each */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Projects"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Create a project */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewProject"];
        };
      };
      responses: {
        /** @description Create a project */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Project"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/projects/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Delete a project and its DSN; its issues stay */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete a project and its DSN; its issues stay */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Rename a project, pause its DSN or let it in again */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["ProjectChange"];
        };
      };
      responses: {
        /** @description Rename a project, pause its DSN or let it in again */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Project"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/errors/projects/{id}/rotate-key": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a project a new DSN; the old one is refused at once */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Give a project a new DSN; the old one is refused at once */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Project"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/stats": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count events over time and issues by state */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Count events over time and issues by state */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Stats"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show an issue with its latest event */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show an issue with its latest event */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssueDetail"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete an issue and its events */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete an issue and its events */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change an issue */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["IssueChange"];
        };
      };
      responses: {
        /** @description Change an issue */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Changed"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/errors/{id}/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the events of an issue */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List the events of an issue */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["EventSummary"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/{id}/history": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what happened to an issue */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List what happened to an issue */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["HistoryEntry"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/{id}/merge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Merge issues into this one */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Merge"];
        };
      };
      responses: {
        /** @description Merge issues into this one */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Changed"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/errors/{id}/unmerge": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Move fingerprints of this issue to a new one */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Unmerge"];
        };
      };
      responses: {
        /** @description Move fingerprints of this issue to a new one */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Changed"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/executions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List runs, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description Where it stands; in a problem, the HTTP status. */
          status?: "pending" | "running" | "success" | "failed" | "cancelled";
          /** @description The pipeline that it belongs to. */
          pipeline_id?: string;
          /** @description Another name of pipeline_id. */
          workflow?: string;
          /** @description What began the run. */
          trigger?: "manual" | "api" | "schedule" | "webhook" | "event" | "retry";
          started_by?: string;
          /** @description Words to look for; the last may be the beginning of one. */
          q?: string;
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description Also counts how many there are in all; costs more. */
          count?: boolean;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List runs, the newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["RunPage"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Start a run */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewRun"];
        };
      };
      responses: {
        /** @description Start a run */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Run"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/executions/stats": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count runs over time, with their success and durations */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description The length of a bucket of the series. */
          bucket?: "minute" | "hour" | "day" | "week";
          /** @description Minutes that local time is ahead of UTC; moves where days begin. */
          utc_offset_min?: number;
          /** @description The pipeline that it belongs to. */
          pipeline_id?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Count runs over time, with their success and durations */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["RunStats"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/executions/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a run */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show a run */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Run"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Report a run's status and progress */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["RunChange"];
        };
      };
      responses: {
        /** @description Report a run's status and progress */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Run"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/executions/{id}/cancel": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancel a run */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Cancel a run */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Run"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/executions/{id}/logs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a run's log */
    get: {
      parameters: {
        query?: {
          level?: "debug" | "info" | "warning" | "error";
          /** @description The number of the last line that is known; what follows it is answered. */
          after?: number;
          /** @description How many on a page. */
          limit?: number;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Read a run's log */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["LogPage"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Append up to 1,000 lines to a run's log */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewLogLines"];
        };
      };
      responses: {
        /** @description Append up to 1,000 lines to a run's log */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AppendedLines"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/executions/{id}/retry": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Run it again */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Run it again */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Run"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/executions/{id}/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow a run and its log as they change */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Follow a run and its log as they change */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "text/event-stream": string;
          };
        };
        /** @description It has ended; there is no reason to come back. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the secrets of providers */
    get: {
      parameters: {
        query?: {
          service?: "anthropic" | "openai" | "gemini" | "custom";
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List the secrets of providers */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["VaultKey"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Store a provider's secret */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewVaultKey"];
        };
      };
      responses: {
        /** @description Store a provider's secret */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["VaultKey"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys/access": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List access keys */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List access keys */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["AccessKey"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Issue an access key */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewAccessKey"];
        };
      };
      responses: {
        /** @description Issue an access key */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssuedKey"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys/access/verify": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say whether an access key is good */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Verification"];
        };
      };
      responses: {
        /** @description Say whether an access key is good */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Verified"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys/access/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show an access key */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show an access key */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AccessKey"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete an access key */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete an access key */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Rename, disable or enable an access key, or change what it may */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["AccessChange"];
        };
      };
      responses: {
        /** @description Rename, disable or enable an access key, or change what it may */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["AccessKey"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/keys/access/{id}/reroll": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Issue a key in the place of another */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Reroll"];
        };
      };
      responses: {
        /** @description Issue a key in the place of another */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssuedKey"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys/org-key/rewrap": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Move secrets under the newest key of the org */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Move secrets under the newest key of the org */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["OrgKeyRotation"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys/org-key/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Seal secrets under a new key of the org */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Seal secrets under a new key of the org */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["OrgKeyRotation"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show what is known of a secret */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show what is known of a secret */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["VaultKey"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a secret for good */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete a secret for good */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Rename, revoke, or change the expiry of a secret */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["VaultChange"];
        };
      };
      responses: {
        /** @description Rename, revoke, or change the expiry of a secret */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["VaultKey"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/keys/{id}/check": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask the provider whether it takes the secret */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Ask the provider whether it takes the secret */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Check"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys/{id}/rotate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Replace a secret, with an overlap */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Rotation"];
        };
      };
      responses: {
        /** @description Replace a secret, with an overlap */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["VaultKey"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/keys/{id}/usage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count a key's uses by UTC day, an access key's reads from a sample of them */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Count a key's uses by UTC day, an access key's reads from a sample of them */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Usage"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List one's notifications, newest first */
    get: {
      parameters: {
        query?: {
          /** @description Not read yet. */
          unread?: boolean;
          /** @description What it is about. */
          category?: "workflow" | "system" | "team" | "billing";
          type?: "success" | "error" | "warning" | "info";
          /** @description Only what is archived, or only what is not. */
          archived?: boolean;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List one's notifications, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Notification"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Notify a person, a role or everybody */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewNotification"];
        };
      };
      responses: {
        /** @description Notify a person, a role or everybody */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Posted"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/archive-all": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Archive everything that is read */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Which"];
        };
      };
      responses: {
        /** @description Archive everything that is read */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["MarkedMany"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/count": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count what is unread and unseen */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Count what is unread and unseen */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Counts"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/decisions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what was meant for one, where it was sent and why */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List what was meant for one, where it was sent and why */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Explained"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/preferences": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show what one hears where, and when not */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show what one hears where, and when not */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["ShownPreferences"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    /** Set what one hears where, and quiet hours */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewPreferences"];
        };
      };
      responses: {
        /** @description Set what one hears where, and quiet hours */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["ShownPreferences"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/preferences/try": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Say what would become of a notice, and why */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Trial"];
        };
      };
      responses: {
        /** @description Say what would become of a notice, and why */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["TrialResult"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/read-all": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Mark everything as read */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Which"];
        };
      };
      responses: {
        /** @description Mark everything as read */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["MarkedMany"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/seen": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Mark everything as seen */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Which"];
        };
      };
      responses: {
        /** @description Mark everything as seen */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["MarkedMany"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/stream": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Follow one's notifications and their count */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Follow one's notifications and their count */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "text/event-stream": string;
          };
        };
        /** @description It has ended; there is no reason to come back. */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/webhooks": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List webhooks, newest first */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List webhooks, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Webhook"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Send notices to a URL, signed; the secret is shown once */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewWebhook"];
        };
      };
      responses: {
        /** @description Send notices to a URL, signed; the secret is shown once */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["ShownSecret"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/webhooks/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a webhook */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show a webhook */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Webhook"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a webhook and what it was sent */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete a webhook and what it was sent */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a webhook, disable it or make it active again */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["WebhookChange"];
        };
      };
      responses: {
        /** @description Change a webhook, disable it or make it active again */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Webhook"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/notifications/webhooks/{id}/attempts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what was sent to a webhook and what it answered, newest first */
    get: {
      parameters: {
        query?: {
          /** @description How it ended. */
          outcome?:
            "delivered" | "rejected" | "throttled" | "gone" | "refused" | "unreachable" | "timeout";
          message_id?: string;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List what was sent to a webhook and what it answered, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["WebhookAttempt"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/webhooks/{id}/resend": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a message again, or all that failed since a time */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Resend"];
        };
      };
      responses: {
        /** @description Send a message again, or all that failed since a time */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Resent"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/webhooks/{id}/secret": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign with a new secret, shown once, and for a while with the old one too */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewSecret"];
        };
      };
      responses: {
        /** @description Sign with a new secret, shown once, and for a while with the old one too */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["ShownSecret"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/webhooks/{id}/test": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a message of the type webhook.test */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Send a message of the type webhook.test */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["TestSent"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/notifications/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a notification */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show a notification */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Notification"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a notification */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete a notification */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Mark as read or unread, archive or take back */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Marks"];
        };
      };
      responses: {
        /** @description Mark as read or unread, archive or take back */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Marked"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/pipelines": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List pipelines, the last changed first */
    get: {
      parameters: {
        query?: {
          /** @description Where it stands; in a problem, the HTTP status. */
          status?: "draft" | "active" | "paused" | "archived";
          tag?: string;
          /** @description Words to look for; the last may be the beginning of one. */
          q?: string;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List pipelines, the last changed first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["ListedPipeline"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Create a pipeline */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["PipelineText"];
        };
      };
      responses: {
        /** @description Create a pipeline */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Pipeline"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a pipeline */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show a pipeline */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Pipeline"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    /** Replace a pipeline */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["PipelineText"];
        };
      };
      responses: {
        /** @description Replace a pipeline */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Pipeline"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    post?: never;
    /** Delete a pipeline */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete a pipeline */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{id}/restore": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Go back to a revision, or undo a deletion */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Restoration"];
        };
      };
      responses: {
        /** @description Go back to a revision, or undo a deletion */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Pipeline"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/pipelines/{id}/revisions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a pipeline's revisions, the newest first */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List a pipeline's revisions, the newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Revision"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/activity": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what happened in the org, newest first */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List what happened in the org, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Activity"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/audit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the audit log, newest first */
    get: {
      parameters: {
        query?: {
          /** @description The id of the person or access key that did it. */
          actor?: string;
          /** @description What happened, as thing.happened. */
          action?: string;
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List the audit log, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["AuditEntry"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/audit/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Export the audit log as CSV or JSON lines, page by page */
    get: {
      parameters: {
        query?: {
          /** @description The format of the file. */
          format?: "csv" | "jsonl";
          /** @description The id of the person or access key that did it. */
          actor?: string;
          /** @description What happened, as thing.happened. */
          action?: string;
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Export the audit log as CSV or JSON lines, page by page */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/jsonl": string;
            "text/csv; charset=utf-8": string;
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/audit/verify": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Verify the hash chain of the audit log */
    get: {
      parameters: {
        query?: {
          /** @description Begins with the entry of this number. */
          from_sequence?: number;
          /** @description How many on a page. */
          limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Verify the hash chain of the audit log */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["VerifiedChain"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/invites": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List invites, newest first */
    get: {
      parameters: {
        query?: {
          state?: "pending" | "expired" | "accepted" | "revoked";
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List invites, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Invite"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Invite one or many addresses; each gets a mail */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewInvites"];
        };
      };
      responses: {
        /** @description Invite one or many addresses; each gets a mail */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["SentInvites"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/invites/accept": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Join the org: a new person by name, another by their access token */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["AcceptInvite"];
        };
      };
      responses: {
        /** @description Join the org: a new person by name, another by their access token */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["IssuedSession"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/invites/lookup": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Show what a mailed link opens */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["InviteToken"];
        };
      };
      responses: {
        /** @description Show what a mailed link opens */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["InviteShown"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/invites/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke an invite */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Revoke an invite */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/invites/{id}/resend": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Mail an invite again; its link before opens nothing */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Mail an invite again; its link before opens nothing */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Invite"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/leave": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Leave the org */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Leave the org */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/members": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List members in the order of joining */
    get: {
      parameters: {
        query?: {
          /** @description Each may do what those before it may: viewer, member, admin, owner. */
          role?: "viewer" | "member" | "admin" | "owner";
          /** @description Where it stands; in a problem, the HTTP status. */
          status?: "active" | "suspended";
          /** @description Words to look for; the last may be the beginning of one. */
          q?: string;
          /** @description Also counts how many there are in all; costs more. */
          count?: boolean;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List members in the order of joining */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["MemberPage"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/team/members/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Remove a member */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Remove a member */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a member's role or status */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["MemberChange"];
        };
      };
      responses: {
        /** @description Change a member's role or status */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Member"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/team/org": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show the org */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show the org */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Org"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete the org: nobody reaches anything of it from then on, and its rows are removed within two days */
    delete: {
      parameters: {
        query: {
          /** @description The name of the org, as a safeguard. */
          confirm: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete the org: nobody reaches anything of it from then on, and its rows are removed within two days */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Rename the org */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["OrgChange"];
        };
      };
      responses: {
        /** @description Rename the org */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Org"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/team/transfer": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make another member the owner; the caller stays as an admin */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Transfer"];
        };
      };
      responses: {
        /** @description Make another member the owner; the caller stays as an admin */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Transferred"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/telemetry/components": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List components by use, people, durations or errors */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description What comes first. */
          sort?:
            "uses" | "people" | "p50" | "p95" | "p99" | "error_events" | "error_percent" | "name";
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List components by use, people, durations or errors */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Component"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/telemetry/events": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List events of the last 30 days, those that came last first */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          kind?: "view" | "action" | "performance" | "error";
          /** @description Words to look for; the last may be the beginning of one. */
          q?: string;
          /** @description What people call it. */
          name?: string;
          component?: string;
          /** @description Your own name of a visit. */
          session_id?: string;
          /** @description The person. */
          user_id?: string;
          page?: string;
          /** @description In milliseconds. */
          min_duration_ms?: number;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List events of the last 30 days, those that came last first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["TelemetryEvent"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Send up to 1,000 events */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewTelemetryEvents"];
        };
      };
      responses: {
        /** @description Send up to 1,000 events */
        202: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["TakenEvents"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/telemetry/logs": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List log records, those that came last first */
    get: {
      parameters: {
        query?: {
          level?: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
          service?: string;
          /** @description A trace; of issues, those of events that have it as their tag trace_id. */
          trace_id?: string;
          /** @description Words to look for; the last may be the beginning of one. */
          q?: string;
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List log records, those that came last first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: Record<string, unknown>[];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/telemetry/metrics": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List metrics by name */
    get: {
      parameters: {
        query?: {
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List metrics by name */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["SentMetric"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/telemetry/metrics/{name}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List points of a metric, those that came last first */
    get: {
      parameters: {
        query?: {
          service?: string;
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path: {
          name: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List points of a metric, those that came last first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: Record<string, unknown>[];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/telemetry/summary": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sum up what was done, against the time before */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Sum up what was done, against the time before */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Summary"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/telemetry/traces": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List traces, newest first */
    get: {
      parameters: {
        query?: {
          service?: string;
          /** @description Words to look for; the last may be the beginning of one. */
          q?: string;
          failed?: boolean;
          /** @description In milliseconds. */
          min_duration_ms?: number;
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List traces, newest first */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Trace"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/telemetry/traces/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a trace with its spans */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show a trace with its spans */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["TraceDetail"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/batch": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Record up to 100 AI calls */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewUsages"];
        };
      };
      responses: {
        /** @description Record up to 100 AI calls */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["RecordedMany"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/breakdown": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sum tokens and cost by model, provider, agent, pipeline, key or user */
    get: {
      parameters: {
        query: {
          /** @description What the sums are divided by. */
          by: "model" | "provider" | "agent" | "pipeline" | "key" | "user";
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description How many on a page. */
          limit?: number;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Sum tokens and cost by model, provider, agent, pipeline, key or user */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Breakdown"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/budgets": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List budgets and what they have spent */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List budgets and what they have spent */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Budgets"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Create a budget */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewBudget"];
        };
      };
      responses: {
        /** @description Create a budget */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["BudgetSaved"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/budgets/gate": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Say whether a budget stops a call, and which budgets it counts to */
    get: {
      parameters: {
        query?: {
          /** @description The person. */
          user_id?: string;
          /** @description The access key, or the secret of the vault, that was used. */
          key_id?: string;
          /** @description Your own name of the agent that made the call. */
          agent_id?: string;
          /** @description Such as openai or anthropic; case does not matter. */
          provider?: string;
          /** @description The provider's name of the model. */
          model?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Say whether a budget stops a call, and which budgets it counts to */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Gate"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/budgets/{id}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show a budget */
    get: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Show a budget */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Budget"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    /** Delete a budget */
    delete: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Delete a budget */
        204: {
          headers: {
            [name: string]: unknown;
          };
          content?: never;
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    options?: never;
    head?: never;
    /** Change a budget */
    patch: {
      parameters: {
        query?: never;
        header?: never;
        path: {
          id: string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["BudgetChange"];
        };
      };
      responses: {
        /** @description Change a budget */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["BudgetSaved"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    trace?: never;
  };
  "/api/v1/tokens/export": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Export recorded AI calls, page by page */
    get: {
      parameters: {
        query?: {
          /** @description The format of the file. */
          format?: "csv";
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description The provider's name of the model. */
          model?: string;
          /** @description Such as openai or anthropic; case does not matter. */
          provider?: string;
          /** @description Your own name of the agent that made the call. */
          agent_id?: string;
          /** @description The pipeline that it belongs to. */
          pipeline_id?: string;
          /** @description The access key, or the secret of the vault, that was used. */
          key_id?: string;
          /** @description The person. */
          user_id?: string;
          /** @description The run that it belongs to. */
          execution_id?: string;
          /** @description In a problem: names the request in every log. Of a call: your own name of it, which counts once. */
          request_id?: string;
          /** @description Only calls that a price is known for, or only the others. */
          priced?: boolean;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Export recorded AI calls, page by page */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "text/csv; charset=utf-8": string;
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/prices": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List prices: the org's and the built-in catalogue's */
    get: {
      parameters: {
        query?: {
          /** @description Such as openai or anthropic; case does not matter. */
          provider?: string;
          /** @description The provider's name of the model. */
          model?: string;
          source?: "org" | "catalogue";
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List prices: the org's and the built-in catalogue's */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Price"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    /** Set a model's price from a time on */
    put: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewPrice"];
        };
      };
      responses: {
        /** @description Set a model's price from a time on */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["PriceSaved"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/recommendations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what could cost less, with evidence and money */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List what could cost less, with evidence and money */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Recommendations"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/records": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List recorded AI calls */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description The provider's name of the model. */
          model?: string;
          /** @description Such as openai or anthropic; case does not matter. */
          provider?: string;
          /** @description Your own name of the agent that made the call. */
          agent_id?: string;
          /** @description The pipeline that it belongs to. */
          pipeline_id?: string;
          /** @description The access key, or the secret of the vault, that was used. */
          key_id?: string;
          /** @description The person. */
          user_id?: string;
          /** @description The run that it belongs to. */
          execution_id?: string;
          /** @description In a problem: names the request in every log. Of a call: your own name of it, which counts once. */
          request_id?: string;
          /** @description Only calls that a price is known for, or only the others. */
          priced?: boolean;
          /** @description How many on a page. */
          limit?: number;
          /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
          cursor?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description List recorded AI calls */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": {
              data: components["schemas"]["Record"][];
              /** @description The cursor of the next page; null on the last. */
              next_cursor: string | null;
            };
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/reprice": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Price recorded calls again, as a dry run unless said otherwise */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["Reprice"];
        };
      };
      responses: {
        /** @description Price recorded calls again, as a dry run unless said otherwise */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Repriced"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/usage": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Sum tokens and cost over time, beside the period before */
    get: {
      parameters: {
        query?: {
          /** @description The last hour, day, week, 30 days, 90 days or year; stands in place of from_ms and to_ms. */
          range?: "1h" | "24h" | "7d" | "30d" | "90d" | "1y";
          /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
          from_ms?: number;
          /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
          to_ms?: number;
          /** @description The length of a bucket of the series. */
          bucket?: "minute" | "hour" | "day" | "week";
          /** @description Minutes that local time is ahead of UTC; moves where days begin. */
          utc_offset_min?: number;
          /** @description Also answers the time before: as long a one, or that of a week ago. */
          compare?: "previous" | "week";
          /** @description The provider's name of the model. */
          model?: string;
          /** @description Such as openai or anthropic; case does not matter. */
          provider?: string;
          /** @description Your own name of the agent that made the call. */
          agent_id?: string;
          /** @description The pipeline that it belongs to. */
          pipeline_id?: string;
          /** @description The access key, or the secret of the vault, that was used. */
          key_id?: string;
          /** @description The person. */
          user_id?: string;
          /** @description The run that it belongs to. */
          execution_id?: string;
        };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        /** @description Sum tokens and cost over time, beside the period before */
        200: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["UsageReport"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    put?: never;
    /** Record what an AI call used */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewUsage"];
        };
      };
      responses: {
        /** @description Record what an AI call used */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["Recorded"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/tokens/usage/batch": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Record up to 100 AI calls */
    post: {
      parameters: {
        query?: never;
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          "application/json": components["schemas"]["NewUsages"];
        };
      };
      responses: {
        /** @description Record up to 100 AI calls */
        201: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/json": components["schemas"]["RecordedMany"];
          };
        };
        /** @description A refusal */
        default: {
          headers: {
            [name: string]: unknown;
          };
          content: {
            "application/problem+json": components["schemas"]["Problem"];
          };
        };
      };
    };
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /**
     * @example {
     *       "token": "text"
     *     }
     */
    AcceptInvite: {
      /** @description What people call it. */
      name?: string;
      password?: string;
      /** @description A secret: whoever has it may use it. */
      token: string;
      /**
       * @description cookie keeps the refresh token from scripts; body answers it.
       * @enum {string}
       */
      token_transport?: "cookie" | "body";
    };
    /**
     * @example {
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "issue_id": "0199d0a0-0000-7000-8000-000000000000"
     *     }
     */
    Accepted: {
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /**
       * Format: uuid
       * @description The issue that groups such events.
       */
      issue_id: string;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "issue_id": "0199d0a0-0000-7000-8000-000000000000"
     *         }
     *       ]
     *     }
     */
    AcceptedEvents: {
      data: components["schemas"]["Accepted"][];
    };
    /**
     * @example {
     *       "expires_at_ms": 1795860300000
     *     }
     */
    AccessChange: {
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms?: number | null;
      /** @description What may be used in a window of time; of a key, null for the route's own limits. */
      limits?: components["schemas"]["RateLimits"] | null;
      /** @description What people call it. */
      name?: string | null;
      /** @description What the key may do; admin stands for all of them. */
      scopes?:
        | (
            | "errors:write"
            | "telemetry:write"
            | "tokens:write"
            | "ai:use"
            | "executions:write"
            | "notifications:write"
            | "read"
            | "admin"
          )[]
        | null;
      /** @description Where it stands; in a problem, the HTTP status. */
      status?: ("active" | "expired" | "revoked") | null;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "created_by": "text",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "kind": "secret",
     *       "last4": "text",
     *       "name": "Nightly load",
     *       "scopes": [
     *         "errors:write"
     *       ],
     *       "shown": "text",
     *       "status": "active",
     *       "usage_count": 1
     *     }
     */
    AccessKey: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      created_by: string;
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms?: number | null;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @enum {string} */
      kind: "secret" | "public";
      /** @description The end of the secret; the rest is never shown. */
      last4: string;
      /** @description Unix time in milliseconds, UTC. */
      last_used_at_ms?: number | null;
      /** @description What may be used in a window of time; of a key, null for the route's own limits. */
      limits?: components["schemas"]["RateLimits"] | null;
      /** @description What people call it. */
      name: string;
      replaces_id?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      revoked_at_ms?: number | null;
      /** @description What the key may do; admin stands for all of them. */
      scopes: (
        | "errors:write"
        | "telemetry:write"
        | "tokens:write"
        | "ai:use"
        | "executions:write"
        | "notifications:write"
        | "read"
        | "admin"
      )[];
      /** @description How the key begins, to tell it from others. */
      shown: string;
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "active" | "expired" | "revoked";
      usage_count: number;
    };
    /**
     * @example {
     *       "current_password": "text"
     *     }
     */
    AccountDeletion: {
      current_password?: string;
      /** @description Those that nobody else is in, each of them: they are deleted along. */
      org_ids?: string[];
    };
    /**
     * @example {
     *       "action": "member.joined",
     *       "actor_id": "text",
     *       "actor_kind": "person",
     *       "at_ms": 1795860300000,
     *       "details": {},
     *       "id": "text",
     *       "target_id": "text",
     *       "target_kind": "text"
     *     }
     */
    Activity: {
      /** @description What happened, as thing.happened. */
      action: string;
      /** @description The id of the person or access key that did it; empty when it was the system. */
      actor_id: string;
      /** @enum {string} */
      actor_kind: "person" | "key" | "system";
      actor_name?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      details: unknown;
      /** @description A UUID. */
      id: string;
      target_id: string;
      target_kind: string;
    };
    /**
     * @example {
     *       "capabilities": {},
     *       "effective_from_ms": 1,
     *       "model": "claude-sonnet-5",
     *       "own_price": false,
     *       "provider": "anthropic",
     *       "tiers": {}
     *     }
     */
    AiModel: {
      capabilities: unknown;
      /** @description A count of tokens. */
      context_tokens?: number | null;
      /** @description From when on the price holds, Unix time in milliseconds, UTC. */
      effective_from_ms: number;
      /** @description The provider's name of the model. */
      model: string;
      /** @description A count of tokens. */
      output_max_tokens?: number | null;
      own_price: boolean;
      /** @description Such as openai or anthropic; case does not matter. */
      provider: string;
      retires_on?: string | null;
      /** @description Prices by size and service tier; the first that fits holds, the last has no condition. */
      tiers: unknown;
    };
    /**
     * @example {
     *       "answered_model": "text",
     *       "at_ms": 1795860300000,
     *       "cached": false,
     *       "duration_ms": 1,
     *       "ending": "whole",
     *       "endpoint": "text",
     *       "error": "text",
     *       "estimated": false,
     *       "finish_reason": "text",
     *       "first_byte_ms": 1,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "model": "claude-sonnet-5",
     *       "provider": "anthropic",
     *       "provider_request_id": "text",
     *       "status": 1,
     *       "streamed": false
     *     }
     */
    AiRequest: {
      /** @description Your own name of the agent that made the call. */
      agent_id?: string | null;
      answered_model: string;
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description An answer of before was given again; it cost nothing. */
      cached: boolean;
      /** @description In nano-USD: 1e-9 USD. */
      cost_nano_usd?: number | null;
      /** @description In milliseconds. */
      duration_ms: number;
      /** @enum {string} */
      ending: "whole" | "cut" | "gone" | "capped" | "failed";
      endpoint: string;
      error: string;
      estimated: boolean;
      /** @description The run that it belongs to. */
      execution_id?: string | null;
      finish_reason: string;
      /** @description In milliseconds. */
      first_byte_ms: number;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description A count of tokens. */
      input_tokens?: number | null;
      /** @description The access key, or the secret of the vault, that was used. */
      key_id?: string | null;
      /** @description The provider's name of the model. */
      model: string;
      /** @description A count of tokens. */
      output_tokens?: number | null;
      /** @description The pipeline that it belongs to. */
      pipeline_id?: string | null;
      /**
       * @description Such as openai or anthropic; case does not matter.
       * @enum {string}
       */
      provider: "anthropic" | "openai" | "gemini" | "custom";
      provider_request_id: string;
      /** @description Your own name of a visit. */
      session_id?: string | null;
      /** @description Where it stands; in a problem, the HTTP status. */
      status: number;
      streamed: boolean;
      /** @description The person. */
      user_id?: string | null;
      vault_key_id?: string | null;
    };
    /**
     * @example {
     *       "request": {
     *         "answered_model": "text",
     *         "at_ms": 1795860300000,
     *         "cached": false,
     *         "duration_ms": 1,
     *         "ending": "whole",
     *         "endpoint": "text",
     *         "error": "text",
     *         "estimated": false,
     *         "finish_reason": "text",
     *         "first_byte_ms": 1,
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "model": "claude-sonnet-5",
     *         "provider": "anthropic",
     *         "provider_request_id": "text",
     *         "status": 1,
     *         "streamed": false
     *       },
     *       "tags": {}
     *     }
     */
    AiRequestInFull: {
      content?: components["schemas"]["Content"] | null;
      request: components["schemas"]["AiRequest"];
      routing?: unknown | null;
      /** @description Texts by their names; of a pipeline, a list. */
      tags: unknown;
      /** @description Disjoint counts of tokens, or the provider's own usage object. */
      usage?: unknown | null;
    };
    /**
     * @example {
     *       "content_days": 1,
     *       "keep_content": false
     *     }
     */
    AiSettings: {
      /** @description After how many days what was kept goes. */
      content_days: number;
      /** @description Whether prompts and answers are kept, without secrets and personal data. */
      keep_content: boolean;
    };
    /**
     * @example {
     *       "accepted": 1,
     *       "last_number": 1
     *     }
     */
    AppendedLines: {
      /** @description How many were taken. */
      accepted: number;
      last_number: number;
    };
    /**
     * @example {
     *       "action": "member.joined",
     *       "actor_id": "text",
     *       "actor_kind": "person",
     *       "address": "text",
     *       "at_ms": 1795860300000,
     *       "audience": "everyone",
     *       "details": {},
     *       "id": "text",
     *       "request_id": "text",
     *       "sequence": 1,
     *       "target_id": "text",
     *       "target_kind": "text"
     *     }
     */
    AuditEntry: {
      /** @description What happened, as thing.happened. */
      action: string;
      /** @description The id of the person or access key that did it; empty when it was the system. */
      actor_id: string;
      /** @enum {string} */
      actor_kind: "person" | "key" | "system";
      actor_name?: string | null;
      address: string;
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /**
       * @description Who sees the entry: everyone in the org, or its admins.
       * @enum {string}
       */
      audience: "everyone" | "admins";
      details: unknown;
      hash?: string | null;
      /** @description A UUID. */
      id: string;
      /** @description In a problem: names the request in every log. Of a call: your own name of it, which counts once. */
      request_id: string;
      /** @description Counts the entries of the org's audit log. */
      sequence: number;
      target_id: string;
      target_kind: string;
    };
    /**
     * @example {
     *       "by": "model",
     *       "data": [
     *         {
     *           "key": "text",
     *           "share_percent": 1,
     *           "totals": {
     *             "buckets": {
     *               "cache_read": 1,
     *               "cache_read_audio": 1,
     *               "cache_write_1h": 1,
     *               "cache_write_5m": 1,
     *               "input": 1,
     *               "input_audio": 1,
     *               "input_image": 1,
     *               "output": 1,
     *               "output_audio": 1,
     *               "output_image": 1,
     *               "reasoning": 1,
     *               "web_searches": 1
     *             },
     *             "cost_nano_usd": 1,
     *             "cost_usd": "0.013282",
     *             "input_tokens": 1,
     *             "output_tokens": 1,
     *             "requests": 1,
     *             "total_tokens": 1,
     *             "unpriced": 1
     *           }
     *         }
     *       ],
     *       "from_ms": 1,
     *       "rest": {
     *         "buckets": {
     *           "cache_read": 1,
     *           "cache_read_audio": 1,
     *           "cache_write_1h": 1,
     *           "cache_write_5m": 1,
     *           "input": 1,
     *           "input_audio": 1,
     *           "input_image": 1,
     *           "output": 1,
     *           "output_audio": 1,
     *           "output_image": 1,
     *           "reasoning": 1,
     *           "web_searches": 1
     *         },
     *         "cost_nano_usd": 1,
     *         "cost_usd": "0.013282",
     *         "input_tokens": 1,
     *         "output_tokens": 1,
     *         "requests": 1,
     *         "total_tokens": 1,
     *         "unpriced": 1
     *       },
     *       "to_ms": 1,
     *       "totals": {
     *         "buckets": {
     *           "cache_read": 1,
     *           "cache_read_audio": 1,
     *           "cache_write_1h": 1,
     *           "cache_write_5m": 1,
     *           "input": 1,
     *           "input_audio": 1,
     *           "input_image": 1,
     *           "output": 1,
     *           "output_audio": 1,
     *           "output_image": 1,
     *           "reasoning": 1,
     *           "web_searches": 1
     *         },
     *         "cost_nano_usd": 1,
     *         "cost_usd": "0.013282",
     *         "input_tokens": 1,
     *         "output_tokens": 1,
     *         "requests": 1,
     *         "total_tokens": 1,
     *         "unpriced": 1
     *       }
     *     }
     */
    Breakdown: {
      /**
       * @description What the sums are divided by.
       * @enum {string}
       */
      by: "model" | "provider" | "agent" | "pipeline" | "key" | "user";
      data: components["schemas"]["Part"][];
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      rest: components["schemas"]["Totals"];
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
      totals: components["schemas"]["Totals"];
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "event_count": 1
     *     }
     */
    Bucket: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      event_count: number;
    };
    /**
     * @example {
     *       "cache_read": 1,
     *       "cache_read_audio": 1,
     *       "cache_write_1h": 1,
     *       "cache_write_5m": 1,
     *       "input": 1,
     *       "input_audio": 1,
     *       "input_image": 1,
     *       "output": 1,
     *       "output_audio": 1,
     *       "output_image": 1,
     *       "reasoning": 1,
     *       "web_searches": 1
     *     }
     */
    Buckets: {
      /** @description Input tokens read from the provider's cache. */
      cache_read: number;
      /** @description Audio input tokens read from the provider's cache. */
      cache_read_audio: number;
      /** @description Input tokens written to a cache that lasts an hour. */
      cache_write_1h: number;
      /** @description Input tokens written to a cache that lasts five minutes. */
      cache_write_5m: number;
      /** @description Input tokens that no other bucket holds; of a run, its JSON input. */
      input: number;
      /** @description Input tokens of audio. */
      input_audio: number;
      /** @description Input tokens of images. */
      input_image: number;
      /** @description Output tokens that no other bucket holds. */
      output: number;
      /** @description Output tokens of audio. */
      output_audio: number;
      /** @description Output tokens of images. */
      output_image: number;
      /** @description Output tokens that were spent on thinking. */
      reasoning: number;
      /** @description Searches of the web that the provider charges by themselves. */
      web_searches: number;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "limit_nano_usd": 1,
     *       "limit_usd": "text",
     *       "name": "Nightly load",
     *       "on_limit": "tell",
     *       "period": "day",
     *       "period_at_ms": 1795860300000,
     *       "scope": "org",
     *       "spent_nano_usd": 1,
     *       "spent_percent": 1,
     *       "spent_usd": "text",
     *       "state": "ok",
     *       "thresholds": {},
     *       "utc_offset_min": 1,
     *       "version": 1
     *     }
     */
    Budget: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description In nano-USD: 1e-9 USD. */
      limit_nano_usd: number;
      /** @description In USD, a decimal number as text. */
      limit_usd: string;
      /** @description What people call it. */
      name: string;
      /**
       * @description At the limit: tell people, or block further calls.
       * @enum {string}
       */
      on_limit: "tell" | "block";
      /**
       * @description A budget begins anew with each.
       * @enum {string}
       */
      period: "day" | "week" | "month";
      /** @description Unix time in milliseconds, UTC. */
      period_at_ms: number;
      /** @enum {string} */
      scope: "org" | "user" | "key" | "agent" | "model";
      /** @description In nano-USD: 1e-9 USD. */
      spent_nano_usd: number;
      /** @description Of the limit, in whole percent, rounded down. */
      spent_percent: number;
      /** @description In USD, a decimal number as text. */
      spent_usd: string;
      /** @enum {string} */
      state: "ok" | "warned" | "exceeded" | "blocked";
      /** @description The user, key, agent or model that a budget of that scope is for. */
      subject?: string | null;
      /** @description Whole percents of the limit, rising; each is told once in a period, of several reached together the highest alone. */
      thresholds: unknown;
      /** @description Minutes that local time is ahead of UTC; moves where days begin. */
      utc_offset_min: number;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "limit_nano_usd": 1
     *     }
     */
    BudgetChange: {
      /** @description In nano-USD: 1e-9 USD. */
      limit_nano_usd?: number | null;
      /** @description What people call it. */
      name?: string | null;
      /** @description At the limit: tell people, or block further calls. */
      on_limit?: ("tell" | "block") | null;
      /** @description Whole percents of the limit, rising; each is told once in a period, of several reached together the highest alone. */
      thresholds?: number[] | null;
    };
    /**
     * @example {
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "version": 1
     *     }
     */
    BudgetSaved: {
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "created_at_ms": 1795860300000,
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "limit_nano_usd": 1,
     *           "limit_usd": "text",
     *           "name": "Nightly load",
     *           "on_limit": "tell",
     *           "period": "day",
     *           "period_at_ms": 1795860300000,
     *           "scope": "org",
     *           "spent_nano_usd": 1,
     *           "spent_percent": 1,
     *           "spent_usd": "text",
     *           "state": "ok",
     *           "thresholds": {},
     *           "utc_offset_min": 1,
     *           "version": 1
     *         }
     *       ]
     *     }
     */
    Budgets: {
      data: components["schemas"]["Budget"][];
    };
    /**
     * @example {
     *       "change": {
     *         "assignee_id": "0199d0a0-0000-7000-8000-000000000000"
     *       },
     *       "ids": [
     *         "0199d0a0-0000-7000-8000-000000000000"
     *       ]
     *     }
     */
    BulkChange: {
      change: components["schemas"]["IssueChange"];
      ids: string[];
    };
    /**
     * @example {
     *       "billing": {
     *         "email": false
     *       }
     *     }
     */
    Categories: {
      billing?: components["schemas"]["Channels"] | null;
      system?: components["schemas"]["Channels"] | null;
      team?: components["schemas"]["Channels"] | null;
      /** @description Another name of pipeline_id. */
      workflow?: components["schemas"]["Channels"] | null;
    };
    /**
     * @example {
     *       "hash": "text",
     *       "sequence": 1
     *     }
     */
    ChainHead: {
      hash: string;
      /** @description Counts the entries of the org's audit log. */
      sequence: number;
    };
    /**
     * @example {
     *       "ids": [
     *         "0199d0a0-0000-7000-8000-000000000000"
     *       ]
     *     }
     */
    Changed: {
      ids: string[];
    };
    /**
     * @example {
     *       "cost_nano_usd": 1
     *     }
     */
    Changes: {
      /** @description In nano-USD: 1e-9 USD. */
      cost_nano_usd?: number | null;
      requests?: number | null;
      /** @description A count of tokens. */
      total_tokens?: number | null;
    };
    /**
     * @example {
     *       "email": false
     *     }
     */
    Channels: {
      email?: boolean | null;
      in_app?: boolean | null;
      webhook?: boolean | null;
    };
    /**
     * @example {
     *       "checked_at_ms": 1795860300000,
     *       "detail": "text",
     *       "verdict": "valid"
     *     }
     */
    Check: {
      /** @description Unix time in milliseconds, UTC. */
      checked_at_ms: number;
      detail: string;
      http_status?: number | null;
      /** @enum {string} */
      verdict: "valid" | "refused" | "unreachable";
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "people": 1,
     *       "retained": [
     *         1
     *       ],
     *       "retained_percent": [
     *         1
     *       ]
     *     }
     */
    Cohort: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description Each person once; someone without an id by their session. */
      people: number;
      /** @description How many were there in the week itself, in the next, and so on. */
      retained: number[];
      /** @description In percent. */
      retained_percent: number[];
    };
    /**
     * @example {
     *       "component": "Editor",
     *       "earlier_uses": 1,
     *       "error_events": 1,
     *       "error_percent": 1,
     *       "people": 1,
     *       "uses": 1
     *     }
     */
    Component: {
      /** @description In milliseconds. */
      average_ms?: number | null;
      component: string;
      earlier_uses: number;
      /** @description Telemetry's events of the kind error; /errors counts what was reported there. */
      error_events: number;
      /** @description In percent. */
      error_percent: number;
      /** @description In milliseconds. */
      p50_ms?: number | null;
      /** @description In milliseconds. */
      p95_ms?: number | null;
      /** @description In milliseconds. */
      p99_ms?: number | null;
      /** @description Each person once; someone without an id by their session. */
      people: number;
      /** @description In percent. */
      trend_percent?: number | null;
      uses: number;
    };
    /**
     * @example {
     *       "answer": "text",
     *       "expires_at_ms": 1795860300000,
     *       "prompt": "text"
     *     }
     */
    Content: {
      answer: string;
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms: number;
      prompt: string;
    };
    /**
     * @example {
     *       "by_category": {
     *         "billing": {
     *           "unread": 1,
     *           "unseen": 1
     *         },
     *         "system": {
     *           "unread": 1,
     *           "unseen": 1
     *         },
     *         "team": {
     *           "unread": 1,
     *           "unseen": 1
     *         },
     *         "workflow": {
     *           "unread": 1,
     *           "unseen": 1
     *         }
     *       },
     *       "revision": 1,
     *       "unread": 1,
     *       "unseen": 1
     *     }
     */
    Counts: {
      by_category: components["schemas"]["Tallies"];
      /** @description Counts the states of a pipeline. */
      revision: number;
      /** @description Not read yet. */
      unread: number;
      /** @description Not shown yet. */
      unseen: number;
    };
    /**
     * @example {
     *       "expires_at_ms": 1795860300000,
     *       "org": {
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "name": "Nightly load"
     *       },
     *       "orgs": [
     *         {
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "name": "Nightly load",
     *           "role": "viewer"
     *         }
     *       ],
     *       "role": "viewer",
     *       "session_id": "0199d0a0-0000-7000-8000-000000000000",
     *       "user": {
     *         "email": "ann@example.com",
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "name": "Nightly load",
     *         "version": 1
     *       }
     *     }
     */
    CurrentSession: {
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms: number;
      org: components["schemas"]["OrgView"];
      orgs: components["schemas"]["OrgMembership"][];
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
      /**
       * Format: uuid
       * @description Your own name of a visit.
       */
      session_id: string;
      user: components["schemas"]["UserView"];
    };
    /**
     * @example {
     *       "orgs": [
     *         {
     *           "fate": "left",
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "members": 1,
     *           "name": "Nightly load",
     *           "role": "viewer"
     *         }
     *       ]
     *     }
     */
    DeletionOutlook: {
      orgs: components["schemas"]["LeftOrg"][];
    };
    /**
     * @example {
     *       "from_ms": 1,
     *       "to_ms": 1,
     *       "totals": {
     *         "buckets": {
     *           "cache_read": 1,
     *           "cache_read_audio": 1,
     *           "cache_write_1h": 1,
     *           "cache_write_5m": 1,
     *           "input": 1,
     *           "input_audio": 1,
     *           "input_image": 1,
     *           "output": 1,
     *           "output_audio": 1,
     *           "output_image": 1,
     *           "reasoning": 1,
     *           "web_searches": 1
     *         },
     *         "cost_nano_usd": 1,
     *         "cost_usd": "0.013282",
     *         "input_tokens": 1,
     *         "output_tokens": 1,
     *         "requests": 1,
     *         "total_tokens": 1,
     *         "unpriced": 1
     *       }
     *     }
     */
    Earlier: {
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
      totals: components["schemas"]["Totals"];
    };
    /**
     * @example {
     *       "email": "ann@example.com"
     *     }
     */
    EmailAddress: {
      /** Format: email */
      email: string;
    };
    /**
     * @example {
     *       "token": "text"
     *     }
     */
    EmailToken: {
      /** @description A secret: whoever has it may use it. */
      token: string;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "dau": 1,
     *       "mau": 1,
     *       "new_people": 1,
     *       "returning_people": 1,
     *       "wau": 1
     *     }
     */
    EngagedDay: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description People of the day. */
      dau: number;
      /** @description People of the 30 days that the day ends. */
      mau: number;
      new_people: number;
      returning_people: number;
      /** @description People of the 7 days that the day ends. */
      wau: number;
    };
    /**
     * @example {
     *       "cohorts": [
     *         {
     *           "at_ms": 1795860300000,
     *           "people": 1,
     *           "retained": [
     *             1
     *           ],
     *           "retained_percent": [
     *             1
     *           ]
     *         }
     *       ],
     *       "dau": 1,
     *       "from_ms": 1,
     *       "mau": 1,
     *       "pages": [
     *         {
     *           "page": "text",
     *           "people": 1,
     *           "views": 1
     *         }
     *       ],
     *       "people": 1,
     *       "series": [
     *         {
     *           "at_ms": 1795860300000,
     *           "dau": 1,
     *           "mau": 1,
     *           "new_people": 1,
     *           "returning_people": 1,
     *           "wau": 1
     *         }
     *       ],
     *       "sessions": 1,
     *       "to_ms": 1,
     *       "wau": 1
     *     }
     */
    Engagement: {
      cohorts: components["schemas"]["Cohort"][];
      /** @description People of the day. */
      dau: number;
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description People of the 30 days that the day ends. */
      mau: number;
      pages: components["schemas"]["PageViews"][];
      /** @description Each person once; someone without an id by their session. */
      people: number;
      /** @description One point for each bucket of time, in order. */
      series: components["schemas"]["EngagedDay"][];
      /** @description Each visit once. */
      sessions: number;
      sessions_per_person?: number | null;
      /** @description In percent. */
      stickiness_percent?: number | null;
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
      /** @description People of the 7 days that the day ends. */
      wau: number;
    };
    /**
     * @example {
     *       "error_events": 1
     *     }
     */
    EventChanges: {
      /** @description Telemetry's events of the kind error; /errors counts what was reported there. */
      error_events?: number | null;
      events?: number | null;
      /** @description In milliseconds. */
      p95_ms?: number | null;
      /** @description Each person once; someone without an id by their session. */
      people?: number | null;
      /** @description Each visit once. */
      sessions?: number | null;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "environment": "production",
     *       "fingerprint": "text",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "issue_id": "0199d0a0-0000-7000-8000-000000000000",
     *       "level": "text",
     *       "payload": {},
     *       "person": "text",
     *       "received_at_ms": 1795860300000,
     *       "release": "1.4.2"
     *     }
     */
    EventDetail: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description Such as production or staging. */
      environment: string;
      /** @description What groups events into one issue. */
      fingerprint: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /**
       * Format: uuid
       * @description The issue that groups such events.
       */
      issue_id: string;
      level: string;
      payload: unknown;
      person: string;
      /** @description Unix time in milliseconds, UTC. */
      received_at_ms: number;
      /** @description The version of your program. */
      release: string;
    };
    /**
     * @example {
     *       "code": "text",
     *       "detail": "text",
     *       "pointer": "text"
     *     }
     */
    EventFault: {
      /** @description Stable; programs match on it. */
      code: string;
      detail: string;
      /** @description A JSON pointer into the body, ?name for a query parameter, a header's name before a colon. */
      pointer: string;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "environment": "production",
     *       "fingerprint": "text",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "level": "text",
     *       "person": "text",
     *       "release": "1.4.2"
     *     }
     */
    EventSummary: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description Such as production or staging. */
      environment: string;
      /** @description What groups events into one issue. */
      fingerprint: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      level: string;
      person: string;
      /** @description The version of your program. */
      release: string;
    };
    /**
     * @example {
     *       "actions": 1,
     *       "error_events": 1,
     *       "error_percent": 1,
     *       "events": 1,
     *       "from_ms": 1,
     *       "people": 1,
     *       "people_from_ms": 1,
     *       "people_to_ms": 1,
     *       "performance": 1,
     *       "sessions": 1,
     *       "to_ms": 1,
     *       "views": 1
     *     }
     */
    EventTotals: {
      actions: number;
      /** @description In milliseconds. */
      average_ms?: number | null;
      /** @description Telemetry's events of the kind error; /errors counts what was reported there. */
      error_events: number;
      /** @description In percent. */
      error_percent: number;
      events: number;
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description In milliseconds. */
      p50_ms?: number | null;
      /** @description In milliseconds. */
      p95_ms?: number | null;
      /** @description In milliseconds. */
      p99_ms?: number | null;
      /** @description Each person once; someone without an id by their session. */
      people: number;
      /** @description Unix time in milliseconds, UTC. */
      people_from_ms: number;
      /** @description Unix time in milliseconds, UTC. */
      people_to_ms: number;
      performance: number;
      /** @description Each visit once. */
      sessions: number;
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
      views: number;
    };
    /**
     * @example {
     *       "assumption": "text",
     *       "average_input_tokens": 1,
     *       "average_output_tokens": 1,
     *       "buckets": {
     *         "cache_read": 1,
     *         "cache_read_audio": 1,
     *         "cache_write_1h": 1,
     *         "cache_write_5m": 1,
     *         "input": 1,
     *         "input_audio": 1,
     *         "input_image": 1,
     *         "output": 1,
     *         "output_audio": 1,
     *         "output_image": 1,
     *         "reasoning": 1,
     *         "web_searches": 1
     *       },
     *       "cost_nano_usd": 1,
     *       "requests": 1,
     *       "unpriced": 1
     *     }
     */
    Evidence: {
      assumption: string;
      /** @description A count of tokens. */
      average_input_tokens: number;
      /** @description A count of tokens. */
      average_output_tokens: number;
      /** @description Disjoint counts of tokens: they sum to the provider's own total. */
      buckets: components["schemas"]["Buckets"];
      /** @description In nano-USD: 1e-9 USD. */
      cost_nano_usd: number;
      requests: number;
      /** @description Calls that no price is known for; they count as free. */
      unpriced: number;
    };
    /**
     * @example {
     *       "category": "workflow",
     *       "created_at_ms": 1795860300000,
     *       "critical": false,
     *       "decisions": {},
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "title": "The load is done",
     *       "topic": "execution.finished",
     *       "type": "success"
     *     }
     */
    Explained: {
      /**
       * @description What it is about.
       * @enum {string}
       */
      category: "workflow" | "system" | "team" | "billing";
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /** @description Reaches every channel at any time, whatever is preferred. */
      critical: boolean;
      /** @description For each channel: what became of the notice, and by which rules. */
      decisions: unknown;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      title: string;
      topic: string;
      /** @enum {string} */
      type: "success" | "error" | "warning" | "info";
    };
    /**
     * @example {
     *       "event_count": 1,
     *       "kind": "secret",
     *       "value": "text"
     *     }
     */
    Facet: {
      event_count: number;
      kind: string;
      /** @description A number of your own; of a series, null where nothing was measured. */
      value: string;
    };
    /**
     * @example {
     *       "kind": "changed",
     *       "sequence": 1
     *     }
     */
    FoundFault: {
      /** @enum {string} */
      kind: "changed" | "missing" | "truncated" | "forged";
      /** @description Counts the entries of the org's audit log. */
      sequence: number;
    };
    /**
     * @example {
     *       "blocked": false,
     *       "budgets": [
     *         {
     *           "created_at_ms": 1795860300000,
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "limit_nano_usd": 1,
     *           "limit_usd": "text",
     *           "name": "Nightly load",
     *           "on_limit": "tell",
     *           "period": "day",
     *           "period_at_ms": 1795860300000,
     *           "scope": "org",
     *           "spent_nano_usd": 1,
     *           "spent_percent": 1,
     *           "spent_usd": "text",
     *           "state": "ok",
     *           "thresholds": {},
     *           "utc_offset_min": 1,
     *           "version": 1
     *         }
     *       ]
     *     }
     */
    Gate: {
      /** @description Calls that the budget counts are stopped until its next period. */
      blocked: boolean;
      budgets: components["schemas"]["Budget"][];
    };
    /**
     * @example {
     *       "finish_reason": "text",
     *       "model": "claude-sonnet-5",
     *       "request_id": "0199d0a0-0000-7000-8000-000000000000",
     *       "text": "text"
     *     }
     */
    Generated: {
      finish_reason: string;
      /** @description The provider's name of the model. */
      model: string;
      /**
       * Format: uuid
       * @description In a problem: names the request in every log. Of a call: your own name of it, which counts once.
       */
      request_id: string;
      text: string;
    };
    /**
     * @example {
     *       "fingerprint": "text",
     *       "grouped_by": "text",
     *       "project_id": "text"
     *     }
     */
    Grouped: {
      /** @description What groups events into one issue. */
      fingerprint: string;
      grouped_by: string;
      project_id: string;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "failures": 1,
     *           "limited": 1,
     *           "provider": "anthropic",
     *           "requests": 1,
     *           "state": "idle"
     *         }
     *       ],
     *       "from_ms": 1,
     *       "to_ms": 1
     *     }
     */
    HealthReport: {
      data: components["schemas"]["ProviderHealth"][];
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "id": "text",
     *       "kind": "secret",
     *       "reason": "text"
     *     }
     */
    HistoryEntry: {
      /** @description The id of the person or access key that did it; empty when it was the system. */
      actor_id?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description A UUID. */
      id: string;
      kind: string;
      reason: string;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "email": "ann@example.com",
     *       "expires_at_ms": 1795860300000,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "invited_by": "0199d0a0-0000-7000-8000-000000000000",
     *       "role": "viewer",
     *       "state": "pending",
     *       "times_sent": 1
     *     }
     */
    Invite: {
      /** @description Unix time in milliseconds, UTC. */
      accepted_at_ms?: number | null;
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      email: string;
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms: number;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** Format: uuid */
      invited_by: string;
      /** @description Unix time in milliseconds, UTC. */
      revoked_at_ms?: number | null;
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
      /** @enum {string} */
      state: "pending" | "expired" | "accepted" | "revoked";
      times_sent: number;
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "expires_at_ms": 1795860300000,
     *       "has_account": false,
     *       "invited_by": "text",
     *       "org": {
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "name": "Nightly load"
     *       },
     *       "role": "viewer"
     *     }
     */
    InviteShown: {
      email: string;
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms: number;
      has_account: boolean;
      invited_by: string;
      org: components["schemas"]["OrgView"];
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
    };
    /**
     * @example {
     *       "token": "text"
     *     }
     */
    InviteToken: {
      /** @description A secret: whoever has it may use it. */
      token: string;
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "outcome": "invited"
     *     }
     */
    Invited: {
      email: string;
      invite_id?: string | null;
      /**
       * @description How it ended.
       * @enum {string}
       */
      outcome: "invited" | "renewed" | "already_member";
    };
    /**
     * @example {
     *       "culprit": "text",
     *       "environment": "production",
     *       "error_type": "TimeoutError",
     *       "event_count": 1,
     *       "first_seen_at_ms": 1795860300000,
     *       "grouped_by": "text",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "last_seen_at_ms": 1795860300000,
     *       "level": "text",
     *       "message": "The warehouse did not answer",
     *       "people_count": 1,
     *       "project_id": "text",
     *       "release": "1.4.2",
     *       "resolved": false,
     *       "severity": "low",
     *       "state": "unresolved",
     *       "title": "The load is done",
     *       "version": 1
     *     }
     */
    Issue: {
      assignee_id?: string | null;
      /** @description The place in the code that it comes from. */
      culprit: string;
      /** @description Such as production or staging. */
      environment: string;
      error_type: string;
      event_count: number;
      /** @description The run that it belongs to. */
      execution_id?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      first_seen_at_ms: number;
      grouped_by: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description Unix time in milliseconds, UTC. */
      last_seen_at_ms: number;
      level: string;
      message: string;
      /** @description The mute ends after as many events. */
      muted_until_events?: number | null;
      /** @description Unix time in milliseconds, UTC. */
      muted_until_ms?: number | null;
      people_count: number;
      /** @description The pipeline that it belongs to. */
      pipeline_id?: string | null;
      project_id: string;
      /** @description The version of your program. */
      release: string;
      resolution_notes?: string | null;
      resolved: boolean;
      /** @description Unix time in milliseconds, UTC. */
      resolved_at_ms?: number | null;
      /** @description Events of older releases do not reopen it; also next and latest. */
      resolved_in_release?: string | null;
      /**
       * @description From the level, whether it was handled, and tags; or as a person set it.
       * @enum {string}
       */
      severity: "low" | "medium" | "high" | "critical";
      /** @enum {string} */
      state: "unresolved" | "resolved" | "muted";
      title: string;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "assignee_id": "0199d0a0-0000-7000-8000-000000000000"
     *     }
     */
    IssueChange: {
      assignee_id?: string | null;
      /** @description The mute ends after as many events. */
      muted_until_events?: number | null;
      /** @description Unix time in milliseconds, UTC. */
      muted_until_ms?: number | null;
      resolution_notes?: string | null;
      /** @description Events of older releases do not reopen it; also next and latest. */
      resolved_in_release?: string | null;
      /** @description From the level, whether it was handled, and tags; or as a person set it. */
      severity?: ("low" | "medium" | "high" | "critical") | null;
      state?: ("unresolved" | "resolved" | "muted") | null;
    };
    /**
     * @example {
     *       "facets": [
     *         {
     *           "event_count": 1,
     *           "kind": "secret",
     *           "value": "text"
     *         }
     *       ],
     *       "fingerprints": [
     *         {
     *           "fingerprint": "text",
     *           "grouped_by": "text",
     *           "project_id": "text"
     *         }
     *       ],
     *       "issue": {
     *         "culprit": "text",
     *         "environment": "production",
     *         "error_type": "TimeoutError",
     *         "event_count": 1,
     *         "first_seen_at_ms": 1795860300000,
     *         "grouped_by": "text",
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "last_seen_at_ms": 1795860300000,
     *         "level": "text",
     *         "message": "The warehouse did not answer",
     *         "people_count": 1,
     *         "project_id": "text",
     *         "release": "1.4.2",
     *         "resolved": false,
     *         "severity": "low",
     *         "state": "unresolved",
     *         "title": "The load is done",
     *         "version": 1
     *       },
     *       "sparkline": [
     *         1
     *       ]
     *     }
     */
    IssueDetail: {
      facets: components["schemas"]["Facet"][];
      fingerprints: components["schemas"]["Grouped"][];
      issue: components["schemas"]["Issue"];
      latest_event?: components["schemas"]["EventDetail"] | null;
      /** @description Events of each of the last 24 hours. */
      sparkline: number[];
    };
    /**
     * @example {
     *       "access_key": {
     *         "created_at_ms": 1795860300000,
     *         "created_by": "text",
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "kind": "secret",
     *         "last4": "text",
     *         "name": "Nightly load",
     *         "scopes": [
     *           "errors:write"
     *         ],
     *         "shown": "text",
     *         "status": "active",
     *         "usage_count": 1
     *       },
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "key": "text"
     *     }
     */
    IssuedKey: {
      access_key: components["schemas"]["AccessKey"];
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      key: string;
    };
    /**
     * @example {
     *       "access_token": "text",
     *       "expires_in_s": 1,
     *       "org": {
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "name": "Nightly load"
     *       },
     *       "role": "viewer",
     *       "token_type": "text",
     *       "user": {
     *         "email": "ann@example.com",
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "name": "Nightly load",
     *         "version": 1
     *       }
     *     }
     */
    IssuedSession: {
      access_token: string;
      /** @description Seconds from now on. */
      expires_in_s: number;
      org: components["schemas"]["OrgView"];
      /** @description For a new session answer, once; only where the body was asked to carry it. */
      refresh_token?: string;
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
      token_type: string;
      user: components["schemas"]["UserView"];
    };
    /**
     * @example {
     *       "fate": "left",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "members": 1,
     *       "name": "Nightly load",
     *       "role": "viewer"
     *     }
     */
    LeftOrg: {
      /**
       * @description What becomes of it: left stays with the others, deleted goes along, blocking must get another owner first.
       * @enum {string}
       */
      fate: "left" | "deleted" | "blocking";
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description How many belong to it. */
      members: number;
      /** @description What people call it. */
      name: string;
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
    };
    /**
     * @example {
     *       "from_ms": 1,
     *       "series": [
     *         {
     *           "at_ms": 1795860300000
     *         }
     *       ],
     *       "to_ms": 1
     *     }
     */
    Line: {
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description One point for each bucket of time, in order. */
      series: components["schemas"]["TrendPoint"][];
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
      /** @description How many there are in all; of a chart, the sum of the whole time. */
      total?: number | null;
    };
    /**
     * @example {
     *       "accepted": false
     *     }
     */
    LinkMailed: {
      /** @description How many were taken. */
      accepted: boolean;
    };
    /**
     * @example {
     *       "culprit": "text",
     *       "environment": "production",
     *       "error_type": "TimeoutError",
     *       "event_count": 1,
     *       "first_seen_at_ms": 1795860300000,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "last_seen_at_ms": 1795860300000,
     *       "level": "text",
     *       "people_count": 1,
     *       "release": "1.4.2",
     *       "severity": "low",
     *       "sparkline": [
     *         1
     *       ],
     *       "state": "unresolved",
     *       "title": "The load is done",
     *       "version": 1
     *     }
     */
    ListedIssue: {
      assignee_id?: string | null;
      /** @description The place in the code that it comes from. */
      culprit: string;
      /** @description Such as production or staging. */
      environment: string;
      error_type: string;
      event_count: number;
      /** @description Unix time in milliseconds, UTC. */
      first_seen_at_ms: number;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description Unix time in milliseconds, UTC. */
      last_seen_at_ms: number;
      level: string;
      people_count: number;
      /** @description The version of your program. */
      release: string;
      /**
       * @description From the level, whether it was handled, and tags; or as a person set it.
       * @enum {string}
       */
      severity: "low" | "medium" | "high" | "critical";
      /** @description Events of each of the last 24 hours. */
      sparkline: number[];
      /** @enum {string} */
      state: "unresolved" | "resolved" | "muted";
      title: string;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "calls_30d": 1,
     *       "cost_nano_usd_30d": 1,
     *       "email": "ann@example.com",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "joined_at_ms": 1795860300000,
     *       "last_active_at_ms": 1795860300000,
     *       "name": "Nightly load",
     *       "role": "viewer",
     *       "runs_30d": 1,
     *       "status": "active",
     *       "tokens_30d": 1,
     *       "version": 1
     *     }
     */
    ListedMember: {
      /** @description Of the last 30 days. */
      calls_30d: number;
      /** @description Of the last 30 days, in nano-USD: 1e-9 USD. */
      cost_nano_usd_30d: number;
      email: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      invited_by?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      joined_at_ms: number;
      /** @description Unix time in milliseconds, UTC. */
      last_active_at_ms: number;
      /** @description What people call it. */
      name: string;
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
      /** @description Of the last 30 days. */
      runs_30d: number;
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "active" | "suspended";
      /** @description Of the last 30 days. */
      tokens_30d: number;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "description": "Loads the orders of the day",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "name": "Nightly load",
     *       "revision": 1,
     *       "status": "draft",
     *       "tags": [
     *         "text"
     *       ],
     *       "updated_at_ms": 1795860300000,
     *       "updated_by": "text",
     *       "version": 1
     *     }
     */
    ListedPipeline: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      description: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description What people call it. */
      name: string;
      /** @description Counts the states of a pipeline. */
      revision: number;
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "draft" | "active" | "paused" | "archived";
      /** @description Texts by their names; of a pipeline, a list. */
      tags: string[];
      /** @description Unix time in milliseconds, UTC. */
      updated_at_ms: number;
      updated_by: string;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "attempt": 1,
     *       "created_at_ms": 1795860300000,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "log_count": 1,
     *       "name": "Nightly load",
     *       "progress": 1,
     *       "started_by": "text",
     *       "status": "pending",
     *       "step": "extract",
     *       "trigger": "manual",
     *       "version": 1
     *     }
     */
    ListedRun: {
      attempt: number;
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /** @description In milliseconds. */
      duration_ms?: number | null;
      error_message?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      finished_at_ms?: number | null;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      log_count: number;
      /** @description What people call it. */
      name: string;
      /** @description The pipeline that it belongs to. */
      pipeline_id?: string | null;
      pipeline_revision?: number | null;
      /** @description Whole percent, 0 to 100. */
      progress: number;
      retry_of?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      started_at_ms?: number | null;
      started_by: string;
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "pending" | "running" | "success" | "failed" | "cancelled";
      step: string;
      /**
       * @description What began the run.
       * @enum {string}
       */
      trigger: "manual" | "api" | "schedule" | "webhook" | "event" | "retry";
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "current": false,
     *       "expires_at_ms": 1795860300000,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "org_id": "0199d0a0-0000-7000-8000-000000000000",
     *       "refreshed_at_ms": 1795860300000,
     *       "user_agent": "text"
     *     }
     */
    ListedSession: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      current: boolean;
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms: number;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /**
       * Format: uuid
       * @description The organization, which is the tenant.
       */
      org_id: string;
      /** @description Unix time in milliseconds, UTC. */
      refreshed_at_ms: number;
      user_agent: string;
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "password": "correct horse battery"
     *     }
     */
    LogIn: {
      /** Format: email */
      email: string;
      password: string;
      /**
       * @description cookie keeps the refresh token from scripts; body answers it.
       * @enum {string}
       */
      token_transport?: "cookie" | "body";
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "fields": {},
     *       "level": "debug",
     *       "message": "The warehouse did not answer",
     *       "number": 1,
     *       "step": "extract"
     *     }
     */
    LogLine: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description A JSON object of your own. */
      fields: unknown;
      /** @enum {string} */
      level: "debug" | "info" | "warning" | "error";
      message: string;
      /** @description Counts from 1. */
      number: number;
      step: string;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "at_ms": 1795860300000,
     *           "fields": {},
     *           "level": "debug",
     *           "message": "The warehouse did not answer",
     *           "number": 1,
     *           "step": "extract"
     *         }
     *       ],
     *       "ended": false,
     *       "last_number": 1
     *     }
     */
    LogPage: {
      data: components["schemas"]["LogLine"][];
      ended: boolean;
      last_number: number;
    };
    /**
     * @example {
     *       "counts": {
     *         "by_category": {
     *           "billing": {
     *             "unread": 1,
     *             "unseen": 1
     *           },
     *           "system": {
     *             "unread": 1,
     *             "unseen": 1
     *           },
     *           "team": {
     *             "unread": 1,
     *             "unseen": 1
     *           },
     *           "workflow": {
     *             "unread": 1,
     *             "unseen": 1
     *           }
     *         },
     *         "revision": 1,
     *         "unread": 1,
     *         "unseen": 1
     *       },
     *       "notification": {
     *         "archived": false,
     *         "category": "workflow",
     *         "created_at_ms": 1795860300000,
     *         "critical": false,
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "message": "The warehouse did not answer",
     *         "read": false,
     *         "seen": false,
     *         "silent": false,
     *         "title": "The load is done",
     *         "topic": "execution.finished",
     *         "type": "success",
     *         "version": 1
     *       }
     *     }
     */
    Marked: {
      counts: components["schemas"]["Counts"];
      notification: components["schemas"]["Notification"];
    };
    /**
     * @example {
     *       "changed": 1,
     *       "counts": {
     *         "by_category": {
     *           "billing": {
     *             "unread": 1,
     *             "unseen": 1
     *           },
     *           "system": {
     *             "unread": 1,
     *             "unseen": 1
     *           },
     *           "team": {
     *             "unread": 1,
     *             "unseen": 1
     *           },
     *           "workflow": {
     *             "unread": 1,
     *             "unseen": 1
     *           }
     *         },
     *         "revision": 1,
     *         "unread": 1,
     *         "unseen": 1
     *       }
     *     }
     */
    MarkedMany: {
      changed: number;
      counts: components["schemas"]["Counts"];
    };
    /**
     * @example {
     *       "archived": false
     *     }
     */
    Marks: {
      /** @description Only what is archived, or only what is not. */
      archived?: boolean | null;
      read?: boolean | null;
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "joined_at_ms": 1795860300000,
     *       "last_active_at_ms": 1795860300000,
     *       "name": "Nightly load",
     *       "role": "viewer",
     *       "status": "active",
     *       "version": 1
     *     }
     */
    Member: {
      email: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      invited_by?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      joined_at_ms: number;
      /** @description Unix time in milliseconds, UTC. */
      last_active_at_ms: number;
      /** @description What people call it. */
      name: string;
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "active" | "suspended";
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "role": "viewer"
     *     }
     */
    MemberChange: {
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role?: "viewer" | "member" | "admin" | "owner";
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status?: "active" | "suspended";
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "calls_30d": 1,
     *           "cost_nano_usd_30d": 1,
     *           "email": "ann@example.com",
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "joined_at_ms": 1795860300000,
     *           "last_active_at_ms": 1795860300000,
     *           "name": "Nightly load",
     *           "role": "viewer",
     *           "runs_30d": 1,
     *           "status": "active",
     *           "tokens_30d": 1,
     *           "version": 1
     *         }
     *       ]
     *     }
     */
    MemberPage: {
      data: components["schemas"]["ListedMember"][];
      /** @description The cursor of the next page; null on the last. */
      next_cursor?: string | null;
      /** @description How many there are in all; of a chart, the sum of the whole time. */
      total?: number;
    };
    /**
     * @example {
     *       "issue_ids": [
     *         "0199d0a0-0000-7000-8000-000000000000"
     *       ]
     *     }
     */
    Merge: {
      issue_ids: string[];
      reason?: string | null;
    };
    /**
     * @example {
     *       "kind": "secret",
     *       "name": "Nightly load",
     *       "scopes": [
     *         "errors:write"
     *       ]
     *     }
     */
    NewAccessKey: {
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms?: number | null;
      /** @enum {string} */
      kind: "secret" | "public";
      /** @description What may be used in a window of time; of a key, null for the route's own limits. */
      limits?: components["schemas"]["RateLimits"] | null;
      /** @description What people call it. */
      name: string;
      /** @description What the key may do; admin stands for all of them. */
      scopes: (
        | "errors:write"
        | "telemetry:write"
        | "tokens:write"
        | "ai:use"
        | "executions:write"
        | "notifications:write"
        | "read"
        | "admin"
      )[];
    };
    /**
     * @example {
     *       "limit_nano_usd": 1,
     *       "name": "Nightly load",
     *       "period": "day",
     *       "scope": "org"
     *     }
     */
    NewBudget: {
      /** @description In nano-USD: 1e-9 USD. */
      limit_nano_usd: number;
      /** @description What people call it. */
      name: string;
      /** @description At the limit: tell people, or block further calls. */
      on_limit?: ("tell" | "block") | null;
      /**
       * @description A budget begins anew with each.
       * @enum {string}
       */
      period: "day" | "week" | "month";
      /** @enum {string} */
      scope: "org" | "user" | "key" | "agent" | "model";
      /** @description The user, key, agent or model that a budget of that scope is for. */
      subject?: string | null;
      /** @description Whole percents of the limit, rising; each is told once in a period, of several reached together the highest alone. */
      thresholds?: number[] | null;
      /** @description Minutes that local time is ahead of UTC; moves where days begin. */
      utc_offset_min?: number | null;
    };
    /**
     * @example {
     *       "every": "daily"
     *     }
     */
    NewDigest: {
      /** @description Minute of the local day, 0 to 1439. */
      at_min?: number | null;
      /**
       * @description Every day, or on Mondays.
       * @enum {string}
       */
      every: "daily" | "weekly";
      /** @description An IANA name such as Europe/Berlin. */
      zone?: string | null;
    };
    /**
     * @example {
     *       "email": "ann@example.com"
     *     }
     */
    NewEmail: {
      current_password?: string;
      /** Format: email */
      email: string;
    };
    /**
     * @example {
     *       "error_type": "TimeoutError",
     *       "message": "The warehouse did not answer"
     *     }
     */
    NewEvent: {
      /** @description Such as production or staging. */
      environment?: string | null;
      error_type: string;
      /** @description The run that it belongs to. */
      execution_id?: string | null;
      /** @description What groups events into one issue. */
      fingerprint?: string[] | null;
      message: string;
      /** @description Unix time in milliseconds, UTC. */
      occurred_at_ms?: number | null;
      /** @description The pipeline that it belongs to. */
      pipeline_id?: string | null;
      project_id?: string | null;
      /** @description The version of your program. */
      release?: string | null;
      /** @description From the level, whether it was handled, and tags; or as a person set it. */
      severity?: ("low" | "medium" | "high" | "critical") | null;
      stack_trace?: string | null;
      /** @description Texts by their names; of a pipeline, a list. */
      tags?: {
        [key: string]: string;
      } | null;
      user?: components["schemas"]["Person"] | null;
    };
    /**
     * @example {
     *       "events": [
     *         {
     *           "error_type": "TimeoutError",
     *           "message": "The warehouse did not answer"
     *         }
     *       ]
     *     }
     */
    NewEvents: {
      events: components["schemas"]["NewEvent"][];
    };
    /**
     * @example {
     *       "emails": [
     *         "ann@example.com"
     *       ],
     *       "role": "viewer"
     *     }
     */
    NewInvites: {
      emails: string[];
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
    };
    /**
     * @example {
     *       "message": "The warehouse did not answer"
     *     }
     */
    NewLogLine: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms?: number | null;
      /** @description A JSON object of your own. */
      fields?: unknown | null;
      level?: ("debug" | "info" | "warning" | "error") | null;
      message: string;
      step?: string | null;
    };
    /**
     * @example {
     *       "lines": [
     *         {
     *           "message": "The warehouse did not answer"
     *         }
     *       ]
     *     }
     */
    NewLogLines: {
      lines: components["schemas"]["NewLogLine"][];
    };
    /**
     * @example {
     *       "title": "The load is done"
     *     }
     */
    NewNotification: {
      action_label?: string | null;
      /** @description Where it leads: a path of the product, or an address. */
      action_url?: string | null;
      /** @description What it is about. */
      category?: ("workflow" | "system" | "team" | "billing") | null;
      /** @description Reaches every channel at any time, whatever is preferred. */
      critical?: boolean | null;
      /** @description Of several with the same key the first counts. */
      dedupe_key?: string | null;
      message?: string | null;
      /** @description Each may do what those before it may: viewer, member, admin, owner. */
      role?: ("viewer" | "member" | "admin" | "owner") | null;
      title: string;
      type?: ("success" | "error" | "warning" | "info") | null;
      /** @description The person. */
      user_id?: string | null;
    };
    /**
     * @example {
     *       "categories": {
     *         "billing": {
     *           "email": false
     *         }
     *       }
     *     }
     */
    NewPreferences: {
      categories?: components["schemas"]["Categories"] | null;
      /** @description What came and is unread, in one mail; null for none. */
      digest?: components["schemas"]["NewDigest"] | null;
      /** @description Nothing but critical notices makes itself heard in them; null for none. */
      quiet_hours?: components["schemas"]["QuietSpan"] | null;
    };
    /**
     * @example {
     *       "model": "claude-sonnet-5",
     *       "provider": "anthropic",
     *       "tiers": [
     *         {
     *           "rates": {
     *             "cache_read": 1
     *           }
     *         }
     *       ]
     *     }
     */
    NewPrice: {
      /** @description From when on the price holds, Unix time in milliseconds, UTC. */
      effective_from_ms?: number | null;
      /** @description The provider's name of the model. */
      model: string;
      /** @description Such as openai or anthropic; case does not matter. */
      provider: string;
      /** @description Prices by size and service tier; the first that fits holds, the last has no condition. */
      tiers: components["schemas"]["Tier"][];
    };
    /**
     * @example {
     *       "name": "Nightly load"
     *     }
     */
    NewProject: {
      /** @description What people call it. */
      name: string;
    };
    /**
     * @example {
     *       "name": "Nightly load",
     *       "then": {
     *         "allowed_models": [
     *           "text"
     *         ]
     *       }
     *     }
     */
    NewRule: {
      enabled?: boolean;
      /** @description What people call it. */
      name: string;
      /** @description Rules are looked at by rising position. */
      position?: number;
      then: components["schemas"]["RuleThen"];
      when?: components["schemas"]["RuleWhen"];
    };
    /**
     * @example {
     *       "input": {}
     *     }
     */
    NewRun: {
      /** @description Input tokens that no other bucket holds; of a run, its JSON input. */
      input?: unknown | null;
      /** @description What people call it. */
      name?: string | null;
      /** @description The pipeline that it belongs to. */
      pipeline_id?: string | null;
      /** @description Where it stands; in a problem, the HTTP status. */
      status?: ("pending" | "running") | null;
      /** @description What began the run. */
      trigger?: ("manual" | "api" | "schedule" | "webhook" | "event" | "retry") | null;
    };
    /**
     * @example {
     *       "overlap_s": 1
     *     }
     */
    NewSecret: {
      /** @description In seconds. */
      overlap_s?: number | null;
    };
    /**
     * @example {
     *       "events": [
     *         {
     *           "at_ms": 1795860300000,
     *           "component": "Editor",
     *           "kind": "view",
     *           "name": "Nightly load",
     *           "session_id": "text"
     *         }
     *       ]
     *     }
     */
    NewTelemetryEvents: {
      events: (components["schemas"]["TelemetryEvent"] | unknown)[];
    };
    /**
     * @example {
     *       "model": "claude-sonnet-5",
     *       "provider": "anthropic",
     *       "usage": {}
     *     }
     */
    NewUsage: {
      /** @description Your own name of the agent that made the call. */
      agent_id?: string | null;
      /** @description The run that it belongs to. */
      execution_id?: string | null;
      /** @description The access key, or the secret of the vault, that was used. */
      key_id?: string | null;
      /** @description The provider's name of the model. */
      model: string;
      /** @description Unix time in milliseconds, UTC. */
      occurred_at_ms?: number | null;
      /** @description The pipeline that it belongs to. */
      pipeline_id?: string | null;
      /** @description Such as openai or anthropic; case does not matter. */
      provider: string;
      /** @description In a problem: names the request in every log. Of a call: your own name of it, which counts once. */
      request_id?: string | null;
      /** @description The tier of service that the provider charges by. */
      service_tier?: string | null;
      /** @description Disjoint counts of tokens, or the provider's own usage object. */
      usage: unknown;
      /** @description The person. */
      user_id?: string | null;
    };
    /**
     * @example {
     *       "usage": [
     *         {
     *           "model": "claude-sonnet-5",
     *           "provider": "anthropic",
     *           "usage": {}
     *         }
     *       ]
     *     }
     */
    NewUsages: {
      /** @description Disjoint counts of tokens, or the provider's own usage object. */
      usage: components["schemas"]["NewUsage"][];
    };
    /**
     * @example {
     *       "name": "Nightly load",
     *       "secret": "sk-0123456789abcdef",
     *       "service": "anthropic"
     *     }
     */
    NewVaultKey: {
      /** @description Where the provider is reached; the secret is sent nowhere else. */
      base_url?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms?: number | null;
      /** @description What people call it. */
      name: string;
      /** @description Kept sealed and never shown again. */
      secret: string;
      /** @enum {string} */
      service: "anthropic" | "openai" | "gemini" | "custom";
    };
    /**
     * @example {
     *       "url": "https://hooks.example.com/arris"
     *     }
     */
    NewWebhook: {
      description?: string | null;
      /** @description Everything in the org, or what its maker is notified of. */
      hears?: ("everything" | "own") | null;
      topics?: string[] | null;
      url: string;
    };
    /**
     * @example {
     *       "archived": false,
     *       "category": "workflow",
     *       "created_at_ms": 1795860300000,
     *       "critical": false,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "message": "The warehouse did not answer",
     *       "read": false,
     *       "seen": false,
     *       "silent": false,
     *       "title": "The load is done",
     *       "topic": "execution.finished",
     *       "type": "success",
     *       "version": 1
     *     }
     */
    Notification: {
      action_label?: string | null;
      /** @description Where it leads: a path of the product, or an address. */
      action_url?: string | null;
      /** @description Only what is archived, or only what is not. */
      archived: boolean;
      /** @description Unix time in milliseconds, UTC. */
      archived_at_ms?: number | null;
      /**
       * @description What it is about.
       * @enum {string}
       */
      category: "workflow" | "system" | "team" | "billing";
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /** @description Reaches every channel at any time, whatever is preferred. */
      critical: boolean;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      message: string;
      read: boolean;
      /** @description Unix time in milliseconds, UTC. */
      read_at_ms?: number | null;
      seen: boolean;
      /** @description It came in quiet hours. */
      silent: boolean;
      title: string;
      topic: string;
      /** @enum {string} */
      type: "success" | "error" | "warning" | "info";
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "name": "Nightly load",
     *       "sample": false,
     *       "version": 1
     *     }
     */
    Org: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description What people call it. */
      name: string;
      /** @description It was made up, and can be removed as a whole. */
      sample: boolean;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "name": "Nightly load"
     *     }
     */
    OrgChange: {
      /** @description What people call it. */
      name?: string;
    };
    /**
     * @example {
     *       "org_key_version": 1,
     *       "waiting": 1
     *     }
     */
    OrgKeyRotation: {
      org_key_version: number;
      waiting: number;
    };
    /**
     * @example {
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "name": "Nightly load",
     *       "role": "viewer"
     *     }
     */
    OrgMembership: {
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description What people call it. */
      name: string;
      /**
       * @description Each may do what those before it may: viewer, member, admin, owner.
       * @enum {string}
       */
      role: "viewer" | "member" | "admin" | "owner";
    };
    /**
     * @example {
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "name": "Nightly load"
     *     }
     */
    OrgView: {
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description What people call it. */
      name: string;
    };
    /**
     * @example {
     *       "page": "text",
     *       "people": 1,
     *       "views": 1
     *     }
     */
    PageViews: {
      page: string;
      /** @description Each person once; someone without an id by their session. */
      people: number;
      views: number;
    };
    /**
     * @example {
     *       "key": "text",
     *       "share_percent": 1,
     *       "totals": {
     *         "buckets": {
     *           "cache_read": 1,
     *           "cache_read_audio": 1,
     *           "cache_write_1h": 1,
     *           "cache_write_5m": 1,
     *           "input": 1,
     *           "input_audio": 1,
     *           "input_image": 1,
     *           "output": 1,
     *           "output_audio": 1,
     *           "output_image": 1,
     *           "reasoning": 1,
     *           "web_searches": 1
     *         },
     *         "cost_nano_usd": 1,
     *         "cost_usd": "0.013282",
     *         "input_tokens": 1,
     *         "output_tokens": 1,
     *         "requests": 1,
     *         "total_tokens": 1,
     *         "unpriced": 1
     *       }
     *     }
     */
    Part: {
      key: string;
      /** @description Such as openai or anthropic; case does not matter. */
      provider?: string | null;
      /** @description In percent. */
      share_percent: number;
      totals: components["schemas"]["Totals"];
    };
    /**
     * @example {
     *       "new_password": "correct horse battery"
     *     }
     */
    PasswordChange: {
      current_password?: string;
      new_password: string;
    };
    /**
     * @example {
     *       "password": "correct horse battery",
     *       "token": "text"
     *     }
     */
    PasswordReset: {
      password: string;
      /** @description A secret: whoever has it may use it. */
      token: string;
    };
    /**
     * @example {
     *       "bucket": "minute",
     *       "durations": 1,
     *       "from_ms": 1,
     *       "series": [
     *         {
     *           "at_ms": 1795860300000
     *         }
     *       ],
     *       "slowest": [
     *         {
     *           "component": "Editor",
     *           "earlier_uses": 1,
     *           "error_events": 1,
     *           "error_percent": 1,
     *           "people": 1,
     *           "uses": 1
     *         }
     *       ],
     *       "to_ms": 1
     *     }
     */
    Performance: {
      /**
       * @description The length of a bucket of the series.
       * @enum {string}
       */
      bucket: "minute" | "hour" | "day" | "week";
      durations: number;
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description In milliseconds. */
      p50_ms?: number | null;
      /** @description In milliseconds. */
      p75_ms?: number | null;
      /** @description In milliseconds. */
      p90_ms?: number | null;
      /** @description In milliseconds. */
      p95_ms?: number | null;
      /** @description In milliseconds. */
      p99_ms?: number | null;
      /** @description One point for each bucket of time, in order. */
      series: components["schemas"]["SlowPoint"][];
      slowest: components["schemas"]["Component"][];
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
    };
    /**
     * @example {
     *       "email": "ann@example.com"
     *     }
     */
    Person: {
      email?: string | null;
      /** @description A UUID. */
      id?: string | null;
      username?: string | null;
    };
    /**
     * @example {
     *       "config": {},
     *       "created_at_ms": 1795860300000,
     *       "created_by": "text",
     *       "description": "Loads the orders of the day",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "name": "Nightly load",
     *       "revision": 1,
     *       "status": "draft",
     *       "tags": [
     *         "text"
     *       ],
     *       "updated_at_ms": 1795860300000,
     *       "updated_by": "text",
     *       "version": 1
     *     }
     */
    Pipeline: {
      /** @description A JSON value of your own; kept as it is. */
      config: unknown;
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      created_by: string;
      description: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description What people call it. */
      name: string;
      /** @description Counts the states of a pipeline. */
      revision: number;
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "draft" | "active" | "paused" | "archived";
      /** @description Texts by their names; of a pipeline, a list. */
      tags: string[];
      /** @description Unix time in milliseconds, UTC. */
      updated_at_ms: number;
      updated_by: string;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "name": "Nightly load"
     *     }
     */
    PipelineText: {
      /** @description A JSON value of your own; kept as it is. */
      config?: unknown | null;
      description?: string | null;
      /** @description What people call it. */
      name: string;
      note?: string | null;
      /** @description Where it stands; in a problem, the HTTP status. */
      status?: ("draft" | "active" | "paused" | "archived") | null;
      /** @description Texts by their names; of a pipeline, a list. */
      tags?: string[] | null;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "cost_nano_usd": 1,
     *       "input_tokens": 1,
     *       "output_tokens": 1,
     *       "requests": 1,
     *       "total_tokens": 1
     *     }
     */
    Point: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description In nano-USD: 1e-9 USD. */
      cost_nano_usd: number;
      /** @description A count of tokens. */
      input_tokens: number;
      /** @description A count of tokens. */
      output_tokens: number;
      requests: number;
      /** @description A count of tokens. */
      total_tokens: number;
    };
    /**
     * @example {
     *       "duplicate": false,
     *       "id": "0199d0a0-0000-7000-8000-000000000000"
     *     }
     */
    Posted: {
      /** @description It was recorded before, and counts once. */
      duplicate: boolean;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "effective_from_ms": 1,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "model": "claude-sonnet-5",
     *       "origin": "text",
     *       "provider": "anthropic",
     *       "source": "org",
     *       "tiers": {}
     *     }
     */
    Price: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /** @description From when on the price holds, Unix time in milliseconds, UTC. */
      effective_from_ms: number;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description The provider's name of the model. */
      model: string;
      origin: string;
      /** @description Such as openai or anthropic; case does not matter. */
      provider: string;
      /** @enum {string} */
      source: "org" | "catalogue";
      /** @description Prices by size and service tier; the first that fits holds, the last has no condition. */
      tiers: unknown;
    };
    /**
     * @example {
     *       "cache_read": 1
     *     }
     */
    PriceRates: {
      /** @description Input tokens read from the provider's cache. */
      cache_read?: number;
      /** @description Audio input tokens read from the provider's cache. */
      cache_read_audio?: number;
      /** @description Input tokens written to a cache that lasts an hour. */
      cache_write_1h?: number;
      /** @description Input tokens written to a cache that lasts five minutes. */
      cache_write_5m?: number;
      /** @description Input tokens that no other bucket holds; of a run, its JSON input. */
      input?: number;
      /** @description Input tokens of audio. */
      input_audio?: number;
      /** @description Input tokens of images. */
      input_image?: number;
      /** @description Output tokens that no other bucket holds. */
      output?: number;
      /** @description Output tokens of audio. */
      output_audio?: number;
      /** @description Output tokens of images. */
      output_image?: number;
      /** @description Output tokens that were spent on thinking. */
      reasoning?: number;
      /** @description Searches of the web that the provider charges by themselves. */
      web_searches?: number;
    };
    /**
     * @example {
     *       "effective_from_ms": 1,
     *       "id": "0199d0a0-0000-7000-8000-000000000000"
     *     }
     */
    PriceSaved: {
      /** @description From when on the price holds, Unix time in milliseconds, UTC. */
      effective_from_ms: number;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
    };
    /**
     * @example {
     *       "code": "text",
     *       "detail": "text",
     *       "request_id": "text",
     *       "status": 1,
     *       "title": "The load is done",
     *       "type": "text"
     *     }
     */
    Problem: {
      /** @description Stable; programs match on it. */
      code: string;
      detail: string;
      errors?: components["schemas"]["ProblemFault"][];
      /** @description In a problem: names the request in every log. Of a call: your own name of it, which counts once. */
      request_id: string;
      /** @description Where it stands; in a problem, the HTTP status. */
      status: number;
      title: string;
      type: string;
    };
    /**
     * @example {
     *       "code": "text",
     *       "detail": "text",
     *       "pointer": "text"
     *     }
     */
    ProblemFault: {
      /** @description Stable; programs match on it. */
      code: string;
      detail: string;
      /** @description A JSON pointer into the body, ?name for a query parameter, a header's name before a colon. */
      pointer: string;
    };
    /**
     * @example {
     *       "name": "Nightly load"
     *     }
     */
    ProfileChange: {
      /** @description What people call it. */
      name?: string;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "dsn": "https://0123456789abcdef@arris.example.com/4821",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "name": "Nightly load",
     *       "number": 1,
     *       "public_key": "text",
     *       "state": "active",
     *       "version": 1
     *     }
     */
    Project: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /** @description What Sentry clients are configured with. */
      dsn: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description What people call it. */
      name: string;
      /** @description Counts from 1. */
      number: number;
      public_key: string;
      /** @enum {string} */
      state: "active" | "paused";
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "name": "Nightly load"
     *     }
     */
    ProjectChange: {
      /** @description What people call it. */
      name?: string | null;
      state?: ("active" | "paused") | null;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "created_at_ms": 1795860300000,
     *           "dsn": "https://0123456789abcdef@arris.example.com/4821",
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "name": "Nightly load",
     *           "number": 1,
     *           "public_key": "text",
     *           "state": "active",
     *           "version": 1
     *         }
     *       ]
     *     }
     */
    Projects: {
      data: components["schemas"]["Project"][];
    };
    /**
     * @example {
     *       "prompt": "text"
     *     }
     */
    Prompt: {
      /** @description A count of tokens. */
      max_output_tokens?: number;
      /** @description The provider's name of the model. */
      model?: string;
      prompt: string;
      system?: string;
    };
    /**
     * @example {
     *       "failures": 1,
     *       "limited": 1,
     *       "provider": "anthropic",
     *       "requests": 1,
     *       "state": "idle"
     *     }
     */
    ProviderHealth: {
      /** @description In milliseconds. */
      average_first_byte_ms?: number | null;
      failures: number;
      limited: number;
      /**
       * @description Such as openai or anthropic; case does not matter.
       * @enum {string}
       */
      provider: "anthropic" | "openai" | "gemini" | "custom";
      requests: number;
      /** @enum {string} */
      state: "idle" | "ok" | "degraded" | "down";
    };
    /**
     * @example {
     *       "alg": "text",
     *       "crv": "text",
     *       "kid": "text",
     *       "kty": "text",
     *       "use": "text",
     *       "x": "text"
     *     }
     */
    PublicJwk: {
      alg: string;
      crv: string;
      kid: string;
      kty: string;
      use: string;
      x: string;
    };
    /**
     * @example {
     *       "keys": [
     *         {
     *           "alg": "text",
     *           "crv": "text",
     *           "kid": "text",
     *           "kty": "text",
     *           "use": "text",
     *           "x": "text"
     *         }
     *       ]
     *     }
     */
    PublicJwks: {
      keys: components["schemas"]["PublicJwk"][];
    };
    /**
     * @example {
     *       "from_min": 1,
     *       "to_min": 1,
     *       "zone": "Europe/Berlin"
     *     }
     */
    QuietSpan: {
      /** @description Minute of the local day, 0 to 1439. */
      from_min: number;
      /** @description Minute of the local day, 0 to 1439; before from_min it goes over midnight. */
      to_min: number;
      /** @description An IANA name such as Europe/Berlin. */
      zone: string;
    };
    /**
     * @example {
     *       "requests": 1,
     *       "window_s": 1
     *     }
     */
    RateLimits: {
      requests: number;
      /** @description Length of the window in seconds. */
      window_s: number;
    };
    /**
     * @example {
     *       "evidence": {
     *         "assumption": "text",
     *         "average_input_tokens": 1,
     *         "average_output_tokens": 1,
     *         "buckets": {
     *           "cache_read": 1,
     *           "cache_read_audio": 1,
     *           "cache_write_1h": 1,
     *           "cache_write_5m": 1,
     *           "input": 1,
     *           "input_audio": 1,
     *           "input_image": 1,
     *           "output": 1,
     *           "output_audio": 1,
     *           "output_image": 1,
     *           "reasoning": 1,
     *           "web_searches": 1
     *         },
     *         "cost_nano_usd": 1,
     *         "requests": 1,
     *         "unpriced": 1
     *       },
     *       "kind": "use_cache",
     *       "model": "claude-sonnet-5",
     *       "provider": "anthropic",
     *       "saving_nano_usd": 1,
     *       "saving_usd": "text",
     *       "title": "The load is done"
     *     }
     */
    Recommendation: {
      alternative?: string | null;
      evidence: components["schemas"]["Evidence"];
      /** @enum {string} */
      kind: "use_cache" | "stop_caching" | "use_smaller_model" | "lower_reasoning" | "set_price";
      /** @description The provider's name of the model. */
      model: string;
      /** @description Such as openai or anthropic; case does not matter. */
      provider: string;
      /** @description In nano-USD: 1e-9 USD. */
      saving_nano_usd: number;
      /** @description In USD, a decimal number as text. */
      saving_usd: string;
      title: string;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "evidence": {
     *             "assumption": "text",
     *             "average_input_tokens": 1,
     *             "average_output_tokens": 1,
     *             "buckets": {
     *               "cache_read": 1,
     *               "cache_read_audio": 1,
     *               "cache_write_1h": 1,
     *               "cache_write_5m": 1,
     *               "input": 1,
     *               "input_audio": 1,
     *               "input_image": 1,
     *               "output": 1,
     *               "output_audio": 1,
     *               "output_image": 1,
     *               "reasoning": 1,
     *               "web_searches": 1
     *             },
     *             "cost_nano_usd": 1,
     *             "requests": 1,
     *             "unpriced": 1
     *           },
     *           "kind": "use_cache",
     *           "model": "claude-sonnet-5",
     *           "provider": "anthropic",
     *           "saving_nano_usd": 1,
     *           "saving_usd": "text",
     *           "title": "The load is done"
     *         }
     *       ],
     *       "from_ms": 1,
     *       "to_ms": 1
     *     }
     */
    Recommendations: {
      data: components["schemas"]["Recommendation"][];
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
    };
    /**
     * @example {
     *       "adjusted": false,
     *       "at_ms": 1795860300000,
     *       "buckets": {
     *         "cache_read": 1,
     *         "cache_read_audio": 1,
     *         "cache_write_1h": 1,
     *         "cache_write_5m": 1,
     *         "input": 1,
     *         "input_audio": 1,
     *         "input_image": 1,
     *         "output": 1,
     *         "output_audio": 1,
     *         "output_image": 1,
     *         "reasoning": 1,
     *         "web_searches": 1
     *       },
     *       "cost_nano_usd": 1,
     *       "cost_usd": "0.013282",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "input_tokens": 1,
     *       "model": "claude-sonnet-5",
     *       "output_tokens": 1,
     *       "provider": "anthropic",
     *       "request_id": "text",
     *       "service_tier": "text",
     *       "total_tokens": 1
     *     }
     */
    Record: {
      /** @description The provider's own numbers contradicted each other, and were made to fit. */
      adjusted: boolean;
      /** @description Your own name of the agent that made the call. */
      agent_id?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description Disjoint counts of tokens: they sum to the provider's own total. */
      buckets: components["schemas"]["Buckets"];
      /** @description In nano-USD: 1e-9 USD. */
      cost_nano_usd: number;
      /** @description In USD, a decimal number as text. */
      cost_usd: string;
      /** @description The run that it belongs to. */
      execution_id?: string | null;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description A count of tokens. */
      input_tokens: number;
      /** @description The access key, or the secret of the vault, that was used. */
      key_id?: string | null;
      /** @description The provider's name of the model. */
      model: string;
      /** @description A count of tokens. */
      output_tokens: number;
      /** @description The pipeline that it belongs to. */
      pipeline_id?: string | null;
      price_id?: string | null;
      /** @description Such as openai or anthropic; case does not matter. */
      provider: string;
      /** @description In a problem: names the request in every log. Of a call: your own name of it, which counts once. */
      request_id: string;
      /** @description The tier of service that the provider charges by. */
      service_tier: string;
      /** @description A count of tokens. */
      total_tokens: number;
      /** @description The person. */
      user_id?: string | null;
    };
    /**
     * @example {
     *       "adjusted": false,
     *       "blocked": false,
     *       "buckets": {
     *         "cache_read": 1,
     *         "cache_read_audio": 1,
     *         "cache_write_1h": 1,
     *         "cache_write_5m": 1,
     *         "input": 1,
     *         "input_audio": 1,
     *         "input_image": 1,
     *         "output": 1,
     *         "output_audio": 1,
     *         "output_image": 1,
     *         "reasoning": 1,
     *         "web_searches": 1
     *       },
     *       "cost_nano_usd": 1,
     *       "cost_usd": "0.013282",
     *       "duplicate": false,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "input_tokens": 1,
     *       "output_tokens": 1,
     *       "priced": false,
     *       "request_id": "text",
     *       "total_tokens": 1
     *     }
     */
    Recorded: {
      /** @description The provider's own numbers contradicted each other, and were made to fit. */
      adjusted: boolean;
      /** @description Calls that the budget counts are stopped until its next period. */
      blocked: boolean;
      /** @description Disjoint counts of tokens: they sum to the provider's own total. */
      buckets: components["schemas"]["Buckets"];
      /** @description In nano-USD: 1e-9 USD. */
      cost_nano_usd: number;
      /** @description In USD, a decimal number as text. */
      cost_usd: string;
      /** @description It was recorded before, and counts once. */
      duplicate: boolean;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description A count of tokens. */
      input_tokens: number;
      /** @description A count of tokens. */
      output_tokens: number;
      price_id?: string | null;
      /** @description Only calls that a price is known for, or only the others. */
      priced: boolean;
      /** @description In a problem: names the request in every log. Of a call: your own name of it, which counts once. */
      request_id: string;
      /** @description A count of tokens. */
      total_tokens: number;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "adjusted": false,
     *           "blocked": false,
     *           "buckets": {
     *             "cache_read": 1,
     *             "cache_read_audio": 1,
     *             "cache_write_1h": 1,
     *             "cache_write_5m": 1,
     *             "input": 1,
     *             "input_audio": 1,
     *             "input_image": 1,
     *             "output": 1,
     *             "output_audio": 1,
     *             "output_image": 1,
     *             "reasoning": 1,
     *             "web_searches": 1
     *           },
     *           "cost_nano_usd": 1,
     *           "cost_usd": "0.013282",
     *           "duplicate": false,
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "input_tokens": 1,
     *           "output_tokens": 1,
     *           "priced": false,
     *           "request_id": "text",
     *           "total_tokens": 1
     *         }
     *       ]
     *     }
     */
    RecordedMany: {
      data: components["schemas"]["Recorded"][];
    };
    /**
     * @example {
     *       "code": "text"
     *     }
     */
    Redeem: {
      /** @description Stable; programs match on it. */
      code?: string;
      /** Format: email */
      email?: string;
      /** @description A secret: whoever has it may use it. */
      token?: string;
      /**
       * @description cookie keeps the refresh token from scripts; body answers it.
       * @enum {string}
       */
      token_transport?: "cookie" | "body";
    };
    /**
     * @example {
     *       "refresh_token": "text"
     *     }
     */
    RefreshBody: {
      /** @description For a new session answer, once; only where the body was asked to carry it. */
      refresh_token?: string;
      /**
       * @description cookie keeps the refresh token from scripts; body answers it.
       * @enum {string}
       */
      token_transport?: "cookie" | "body";
    };
    /**
     * @example {
     *       "errors": [
     *         {
     *           "code": "text",
     *           "detail": "text",
     *           "pointer": "text"
     *         }
     *       ],
     *       "index": 1
     *     }
     */
    RejectedEvent: {
      errors: components["schemas"]["EventFault"][];
      index: number;
    };
    /**
     * @example {
     *       "from_ms": 1
     *     }
     */
    Reprice: {
      /** @description Where the list goes on: next_cursor of the page before, with the same filters. */
      cursor?: string | null;
      /** @description Says what would change and changes nothing. */
      dry_run?: boolean | null;
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description How many on a page. */
      limit?: number | null;
      /** @description The provider's name of the model. */
      model?: string | null;
      /** @description Such as openai or anthropic; case does not matter. */
      provider?: string | null;
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms?: number | null;
    };
    /**
     * @example {
     *       "after_nano_usd": 1,
     *       "before_nano_usd": 1,
     *       "changed": 1,
     *       "difference_nano_usd": 1,
     *       "difference_usd": "text",
     *       "dry_run": false,
     *       "examined": 1
     *     }
     */
    Repriced: {
      /** @description In nano-USD: 1e-9 USD. */
      after_nano_usd: number;
      /** @description In nano-USD: 1e-9 USD. */
      before_nano_usd: number;
      changed: number;
      /** @description New cost less the old one, in nano-USD: 1e-9 USD. */
      difference_nano_usd: number;
      /** @description In USD, a decimal number as text. */
      difference_usd: string;
      /** @description Says what would change and changes nothing. */
      dry_run: boolean;
      examined: number;
      /** @description The cursor of the next page; null on the last. */
      next_cursor?: string | null;
    };
    /**
     * @example {
     *       "overlap_s": 1
     *     }
     */
    Reroll: {
      /** @description In seconds. */
      overlap_s?: number | null;
    };
    /**
     * @example {
     *       "message_id": "textxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     *     }
     */
    Resend: {
      message_id?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      since_ms?: number | null;
    };
    /**
     * @example {
     *       "messages": 1
     *     }
     */
    Resent: {
      messages: number;
    };
    /**
     * @example {
     *       "revision": 1
     *     }
     */
    Restoration: {
      /** @description Counts the states of a pipeline. */
      revision?: number | null;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "author": "text",
     *       "config": {},
     *       "description": "Loads the orders of the day",
     *       "name": "Nightly load",
     *       "note": "text",
     *       "revision": 1,
     *       "status": "draft",
     *       "tags": [
     *         "text"
     *       ]
     *     }
     */
    Revision: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      author: string;
      /** @description A JSON value of your own; kept as it is. */
      config: unknown;
      description: string;
      /** @description What people call it. */
      name: string;
      note: string;
      /** @description Counts the states of a pipeline. */
      revision: number;
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "draft" | "active" | "paused" | "archived";
      /** @description Texts by their names; of a pipeline, a list. */
      tags: string[];
    };
    /**
     * @example {
     *       "secret": "sk-0123456789abcdef"
     *     }
     */
    Rotation: {
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms?: number | null;
      /** @description In seconds. */
      overlap_s?: number | null;
      /** @description Kept sealed and never shown again. */
      secret: string;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "enabled": false,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "name": "Nightly load",
     *       "position": 1,
     *       "then": {},
     *       "version": 1,
     *       "when": {}
     *     }
     */
    Rule: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      enabled: boolean;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description What people call it. */
      name: string;
      /** @description Rules are looked at by rising position. */
      position: number;
      then: unknown;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
      when: unknown;
    };
    /**
     * @example {
     *       "enabled": false
     *     }
     */
    RuleChange: {
      enabled?: boolean;
      /** @description What people call it. */
      name?: string;
      /** @description Rules are looked at by rising position. */
      position?: number;
      then?: components["schemas"]["RuleThen"];
      when?: components["schemas"]["RuleWhen"];
    };
    /**
     * @example {
     *       "max": 1,
     *       "per": "org",
     *       "unit": "requests",
     *       "window_s": 1
     *     }
     */
    RuleLimit: {
      max: number;
      /** @enum {string} */
      per: "org" | "key" | "user" | "tag";
      /**
       * @description What is counted.
       * @enum {string}
       */
      unit: "requests" | "tokens" | "cost_nano_usd";
      /** @description Length of the window in seconds. */
      window_s: number;
    };
    /**
     * @example {
     *       "max": 1
     *     }
     */
    RuleRetries: {
      /** @description The first wait, which doubles each time; 250 by default, in milliseconds. */
      backoff_ms?: number;
      max: number;
      on?: ("rate_limited" | "server_error" | "timeout")[];
      /** @description Of all waits of a call together; 5000 by default, in milliseconds. */
      wait_max_ms?: number;
    };
    /**
     * @example {
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "version": 1
     *     }
     */
    RuleSaved: {
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "model": "claude-sonnet-5"
     *     }
     */
    RuleTarget: {
      /** @description The provider's name of the model. */
      model?: string;
      /** Format: uuid */
      vault_key_id?: string;
      /** @description The target's part of the calls, among all weights; 1 by default. */
      weight?: number;
    };
    /**
     * @example {
     *       "allowed_models": [
     *         "text"
     *       ]
     *     }
     */
    RuleThen: {
      /** @description Other models are refused; a * at the end stands for any rest. */
      allowed_models?: string[];
      /** @description How long an answer is given again to the same request, in seconds. */
      cache_ttl_s?: number;
      /** @description For calls that name none. */
      default_model?: string;
      /** @description Which trouble leads to the next fallback; any by default. */
      fallback_on?: ("rate_limited" | "server_error" | "timeout")[];
      /** @description What is called instead, in order, when a provider fails. */
      fallbacks?: components["schemas"]["RuleTarget"][];
      /** @description What may be used in a window of time; of a key, null for the route's own limits. */
      limits?: components["schemas"]["RuleLimit"][];
      retries?: components["schemas"]["RuleRetries"];
      /** @description Where calls go, shared by weight. */
      targets?: components["schemas"]["RuleTarget"][];
      /** @description In milliseconds. */
      timeout_ms?: number;
    };
    /**
     * @example {
     *       "agent_ids": [
     *         "text"
     *       ]
     *     }
     */
    RuleWhen: {
      agent_ids?: string[];
      key_ids?: string[];
      models?: string[];
      providers?: ("anthropic" | "openai" | "gemini" | "custom")[];
      /** @description Texts by their names; of a pipeline, a list. */
      tags?: string[];
      user_ids?: string[];
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "created_at_ms": 1795860300000,
     *           "enabled": false,
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "name": "Nightly load",
     *           "position": 1,
     *           "then": {},
     *           "version": 1,
     *           "when": {}
     *         }
     *       ]
     *     }
     */
    Rules: {
      data: components["schemas"]["Rule"][];
    };
    /**
     * @example {
     *       "attempt": 1,
     *       "created_at_ms": 1795860300000,
     *       "error": {},
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "input": {},
     *       "log_count": 1,
     *       "metrics": {},
     *       "name": "Nightly load",
     *       "progress": 1,
     *       "result": {},
     *       "started_by": "text",
     *       "status": "pending",
     *       "step": "extract",
     *       "trigger": "manual",
     *       "version": 1
     *     }
     */
    Run: {
      attempt: number;
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /** @description In milliseconds. */
      duration_ms?: number | null;
      error: unknown;
      error_message?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      finished_at_ms?: number | null;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description Input tokens that no other bucket holds; of a run, its JSON input. */
      input: unknown;
      log_count: number;
      metrics: unknown;
      /** @description What people call it. */
      name: string;
      /** @description The pipeline that it belongs to. */
      pipeline_id?: string | null;
      pipeline_revision?: number | null;
      /** @description Whole percent, 0 to 100. */
      progress: number;
      result: unknown;
      retry_of?: string | null;
      /** @description Unix time in milliseconds, UTC. */
      started_at_ms?: number | null;
      started_by: string;
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "pending" | "running" | "success" | "failed" | "cancelled";
      step: string;
      /**
       * @description What began the run.
       * @enum {string}
       */
      trigger: "manual" | "api" | "schedule" | "webhook" | "event" | "retry";
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "cancelled": 1,
     *       "failed": 1,
     *       "started": 1,
     *       "success": 1
     *     }
     */
    RunBucket: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      cancelled: number;
      failed: number;
      started: number;
      success: number;
    };
    /**
     * @example {
     *       "error": {
     *         "message": "The warehouse did not answer"
     *       }
     *     }
     */
    RunChange: {
      error?: components["schemas"]["RunFailure"] | null;
      metrics?: unknown | null;
      /** @description Whole percent, 0 to 100. */
      progress?: number | null;
      result?: unknown | null;
      /** @description Where it stands; in a problem, the HTTP status. */
      status?: ("pending" | "running" | "success" | "failed" | "cancelled") | null;
      step?: string | null;
    };
    /**
     * @example {
     *       "message": "The warehouse did not answer"
     *     }
     */
    RunFailure: {
      error_type?: string | null;
      message: string;
      stack_trace?: string | null;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "attempt": 1,
     *           "created_at_ms": 1795860300000,
     *           "id": "0199d0a0-0000-7000-8000-000000000000",
     *           "log_count": 1,
     *           "name": "Nightly load",
     *           "progress": 1,
     *           "started_by": "text",
     *           "status": "pending",
     *           "step": "extract",
     *           "trigger": "manual",
     *           "version": 1
     *         }
     *       ]
     *     }
     */
    RunPage: {
      data: components["schemas"]["ListedRun"][];
      /** @description The cursor of the next page; null on the last. */
      next_cursor?: string | null;
      /** @description How many there are in all; of a chart, the sum of the whole time. */
      total?: number;
    };
    /**
     * @example {
     *       "alive": 1,
     *       "bucket": "minute",
     *       "cancelled": 1,
     *       "failed": 1,
     *       "from_ms": 1,
     *       "series": [
     *         {
     *           "at_ms": 1795860300000,
     *           "cancelled": 1,
     *           "failed": 1,
     *           "started": 1,
     *           "success": 1
     *         }
     *       ],
     *       "started": 1,
     *       "success": 1,
     *       "to_ms": 1
     *     }
     */
    RunStats: {
      /** @description Runs that are pending or running now. */
      alive: number;
      /**
       * @description The length of a bucket of the series.
       * @enum {string}
       */
      bucket: "minute" | "hour" | "day" | "week";
      cancelled: number;
      failed: number;
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description In milliseconds. */
      p50_ms?: number | null;
      /** @description In milliseconds. */
      p95_ms?: number | null;
      /** @description In milliseconds. */
      p99_ms?: number | null;
      /** @description One point for each bucket of time, in order. */
      series: components["schemas"]["RunBucket"][];
      started: number;
      success: number;
      /** @description In tenths of a percent. */
      success_per_mille?: number | null;
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
    };
    /**
     * @example {
     *       "data": [
     *         {
     *           "email": "ann@example.com",
     *           "outcome": "invited"
     *         }
     *       ],
     *       "expires_at_ms": 1795860300000
     *     }
     */
    SentInvites: {
      data: components["schemas"]["Invited"][];
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms: number;
    };
    /**
     * @example {
     *       "description": "Loads the orders of the day",
     *       "kind": "secret",
     *       "last_at_ms": 1795860300000,
     *       "monotonic": false,
     *       "name": "Nightly load",
     *       "temporality": "text",
     *       "unit": "text"
     *     }
     */
    SentMetric: {
      description: string;
      kind: string;
      /** @description Unix time in milliseconds, UTC. */
      last_at_ms: number;
      monotonic: boolean;
      /** @description What people call it. */
      name: string;
      temporality: string;
      /** @description What is counted. */
      unit: string;
    };
    /**
     * @example {
     *       "id": "text"
     *     }
     */
    SentryAnswer: {
      /** @description A UUID. */
      id?: string;
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "name": "Nightly load",
     *       "org_name": "Example Ltd",
     *       "password": "correct horse battery",
     *       "token": "text"
     *     }
     */
    SetUp: {
      /** Format: email */
      email: string;
      /** @description What people call it. */
      name: string;
      org_name: string;
      password: string;
      /** @description A secret: whoever has it may use it. */
      token: string;
      /**
       * @description cookie keeps the refresh token from scripts; body answers it.
       * @enum {string}
       */
      token_transport?: "cookie" | "body";
    };
    /**
     * @example {
     *       "billing": {
     *         "email": false
     *       },
     *       "system": {
     *         "email": false
     *       },
     *       "team": {
     *         "email": false
     *       },
     *       "workflow": {
     *         "email": false
     *       }
     *     }
     */
    ShownCategories: {
      billing: components["schemas"]["Channels"];
      system: components["schemas"]["Channels"];
      team: components["schemas"]["Channels"];
      /** @description Another name of pipeline_id. */
      workflow: components["schemas"]["Channels"];
    };
    /**
     * @example {
     *       "at_min": 1,
     *       "every": "daily",
     *       "next_at_ms": 1795860300000,
     *       "zone": "Europe/Berlin"
     *     }
     */
    ShownDigest: {
      /** @description Minute of the local day, 0 to 1439. */
      at_min: number;
      /**
       * @description Every day, or on Mondays.
       * @enum {string}
       */
      every: "daily" | "weekly";
      /** @description Unix time in milliseconds, UTC. */
      next_at_ms: number;
      /** @description An IANA name such as Europe/Berlin. */
      zone: string;
    };
    /**
     * @example {
     *       "categories": {
     *         "billing": {
     *           "email": false
     *         },
     *         "system": {
     *           "email": false
     *         },
     *         "team": {
     *           "email": false
     *         },
     *         "workflow": {
     *           "email": false
     *         }
     *       },
     *       "quiet_now": false,
     *       "version": 1
     *     }
     */
    ShownPreferences: {
      categories: components["schemas"]["ShownCategories"];
      /** @description What came and is unread, in one mail; null for none. */
      digest?: components["schemas"]["ShownDigest"] | null;
      /** @description Nothing but critical notices makes itself heard in them; null for none. */
      quiet_hours?: components["schemas"]["QuietSpan"] | null;
      quiet_now: boolean;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "secret": "sk-0123456789abcdef",
     *       "webhook": {
     *         "created_at_ms": 1795860300000,
     *         "description": "Loads the orders of the day",
     *         "failures": 1,
     *         "hears": "everything",
     *         "id": "0199d0a0-0000-7000-8000-000000000000",
     *         "state": "active",
     *         "topics": {},
     *         "url": "https://hooks.example.com/arris",
     *         "version": 1
     *       }
     *     }
     */
    ShownSecret: {
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description Kept sealed and never shown again. */
      secret: string;
      webhook: components["schemas"]["Webhook"];
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "name": "Nightly load"
     *     }
     */
    SignUp: {
      /** Format: email */
      email: string;
      /** @description What people call it. */
      name: string;
      org_name?: string;
      password?: string;
    };
    /**
     * @example {
     *       "state": "open"
     *     }
     */
    SignUpNow: {
      /** @enum {string} */
      state: "open" | "closed";
    };
    /**
     * @example {
     *       "at_ms": 1795860300000
     *     }
     */
    SlowPoint: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description In milliseconds. */
      p50_ms?: number | null;
      /** @description In milliseconds. */
      p95_ms?: number | null;
      /** @description In milliseconds. */
      p99_ms?: number | null;
    };
    /**
     * @example {
     *       "issue_count": 1,
     *       "severity": "low",
     *       "state": "unresolved"
     *     }
     */
    StateCount: {
      issue_count: number;
      /**
       * @description From the level, whether it was handled, and tags; or as a person set it.
       * @enum {string}
       */
      severity: "low" | "medium" | "high" | "critical";
      /** @enum {string} */
      state: "unresolved" | "resolved" | "muted";
    };
    /**
     * @example {
     *       "event_count": 1,
     *       "issues": [
     *         {
     *           "issue_count": 1,
     *           "severity": "low",
     *           "state": "unresolved"
     *         }
     *       ],
     *       "series": [
     *         {
     *           "at_ms": 1795860300000,
     *           "event_count": 1
     *         }
     *       ]
     *     }
     */
    Stats: {
      event_count: number;
      issues: components["schemas"]["StateCount"][];
      /** @description One point for each bucket of time, in order. */
      series: components["schemas"]["Bucket"][];
    };
    /**
     * @example {
     *       "bucket": "minute",
     *       "change_percent": {
     *         "error_events": 1
     *       },
     *       "earlier": {
     *         "actions": 1,
     *         "error_events": 1,
     *         "error_percent": 1,
     *         "events": 1,
     *         "from_ms": 1,
     *         "people": 1,
     *         "people_from_ms": 1,
     *         "people_to_ms": 1,
     *         "performance": 1,
     *         "sessions": 1,
     *         "to_ms": 1,
     *         "views": 1
     *       },
     *       "now": {
     *         "actions": 1,
     *         "error_events": 1,
     *         "error_percent": 1,
     *         "events": 1,
     *         "from_ms": 1,
     *         "people": 1,
     *         "people_from_ms": 1,
     *         "people_to_ms": 1,
     *         "performance": 1,
     *         "sessions": 1,
     *         "to_ms": 1,
     *         "views": 1
     *       },
     *       "series": [
     *         {
     *           "at_ms": 1795860300000
     *         }
     *       ]
     *     }
     */
    Summary: {
      /**
       * @description The length of a bucket of the series.
       * @enum {string}
       */
      bucket: "minute" | "hour" | "day" | "week";
      /** @description Against the time before, in whole percent; null where that had none. */
      change_percent: components["schemas"]["EventChanges"];
      /** @description The time that it is compared with. */
      earlier: components["schemas"]["EventTotals"];
      now: components["schemas"]["EventTotals"];
      /** @description One point for each bucket of time, in order. */
      series: components["schemas"]["TrendPoint"][];
    };
    /**
     * @example {
     *       "org_id": "0199d0a0-0000-7000-8000-000000000000"
     *     }
     */
    SwitchOrg: {
      /**
       * Format: uuid
       * @description The organization, which is the tenant.
       */
      org_id: string;
    };
    /**
     * @example {
     *       "accepted": 1,
     *       "rejected": [
     *         {
     *           "errors": [
     *             {
     *               "code": "text",
     *               "detail": "text",
     *               "pointer": "text"
     *             }
     *           ],
     *           "index": 1
     *         }
     *       ]
     *     }
     */
    TakenEvents: {
      /** @description How many were taken. */
      accepted: number;
      rejected: components["schemas"]["RejectedEvent"][];
    };
    /**
     * @example {
     *       "billing": {
     *         "unread": 1,
     *         "unseen": 1
     *       },
     *       "system": {
     *         "unread": 1,
     *         "unseen": 1
     *       },
     *       "team": {
     *         "unread": 1,
     *         "unseen": 1
     *       },
     *       "workflow": {
     *         "unread": 1,
     *         "unseen": 1
     *       }
     *     }
     */
    Tallies: {
      billing: components["schemas"]["Tally"];
      system: components["schemas"]["Tally"];
      team: components["schemas"]["Tally"];
      /** @description Another name of pipeline_id. */
      workflow: components["schemas"]["Tally"];
    };
    /**
     * @example {
     *       "unread": 1,
     *       "unseen": 1
     *     }
     */
    Tally: {
      /** @description Not read yet. */
      unread: number;
      /** @description Not shown yet. */
      unseen: number;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000,
     *       "component": "Editor",
     *       "kind": "view",
     *       "name": "Nightly load",
     *       "session_id": "text"
     *     }
     */
    TelemetryEvent: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      component: string;
      /** @description In milliseconds. */
      duration_ms?: number;
      /** @enum {string} */
      kind: "view" | "action" | "performance" | "error";
      /** @description What people call it. */
      name: string;
      page?: string;
      /** @description A JSON object of your own, at most 8 KiB. */
      props?: Record<string, unknown>;
      /** @description Your own name of a visit. */
      session_id: string;
      /** @description The person. */
      user_id?: string;
      /** @description A number of your own; of a series, null where nothing was measured. */
      value?: number;
    };
    /**
     * @example {
     *       "message_id": "0199d0a0-0000-7000-8000-000000000000"
     *     }
     */
    TestSent: {
      /** Format: uuid */
      message_id: string;
    };
    /**
     * @example {
     *       "rates": {
     *         "cache_read": 1
     *       }
     *     }
     */
    Tier: {
      /** @description The tier prices calls whose input has more tokens than this. */
      above_input_tokens?: number;
      /** @description In nano-USD (1e-9 USD) per 1,000 tokens of each bucket; web_searches per 1,000 of them. */
      rates: components["schemas"]["PriceRates"];
      /** @description The tier of service that the provider charges by. */
      service_tier?: string;
    };
    /**
     * @example {
     *       "buckets": {
     *         "cache_read": 1,
     *         "cache_read_audio": 1,
     *         "cache_write_1h": 1,
     *         "cache_write_5m": 1,
     *         "input": 1,
     *         "input_audio": 1,
     *         "input_image": 1,
     *         "output": 1,
     *         "output_audio": 1,
     *         "output_image": 1,
     *         "reasoning": 1,
     *         "web_searches": 1
     *       },
     *       "cost_nano_usd": 1,
     *       "cost_usd": "0.013282",
     *       "input_tokens": 1,
     *       "output_tokens": 1,
     *       "requests": 1,
     *       "total_tokens": 1,
     *       "unpriced": 1
     *     }
     */
    Totals: {
      /** @description Disjoint counts of tokens: they sum to the provider's own total. */
      buckets: components["schemas"]["Buckets"];
      /** @description In nano-USD: 1e-9 USD. */
      cost_nano_usd: number;
      /** @description In USD, a decimal number as text. */
      cost_usd: string;
      /** @description A count of tokens. */
      input_tokens: number;
      /** @description A count of tokens. */
      output_tokens: number;
      requests: number;
      /** @description A count of tokens. */
      total_tokens: number;
      /** @description Calls that no price is known for; they count as free. */
      unpriced: number;
    };
    /**
     * @example {
     *       "duration_us": 1,
     *       "error_count": 1,
     *       "id": "text",
     *       "name": "Nightly load",
     *       "service": "text",
     *       "span_count": 1,
     *       "start_at_us": 1
     *     }
     */
    Trace: {
      duration_us: number;
      error_count: number;
      /** @description A UUID. */
      id: string;
      /** @description What people call it. */
      name: string;
      service: string;
      span_count: number;
      start_at_us: number;
    };
    /**
     * @example {
     *       "complete": false,
     *       "resources": {},
     *       "spans": {},
     *       "trace": {
     *         "duration_us": 1,
     *         "error_count": 1,
     *         "id": "text",
     *         "name": "Nightly load",
     *         "service": "text",
     *         "span_count": 1,
     *         "start_at_us": 1
     *       }
     *     }
     */
    TraceDetail: {
      complete: boolean;
      resources: unknown;
      spans: unknown;
      trace: components["schemas"]["Trace"];
    };
    /**
     * @example {
     *       "user_id": "0199d0a0-0000-7000-8000-000000000000"
     *     }
     */
    Transfer: {
      /**
       * Format: uuid
       * @description The person.
       */
      user_id: string;
    };
    /**
     * @example {
     *       "owner_id": "0199d0a0-0000-7000-8000-000000000000",
     *       "previous_owner_id": "0199d0a0-0000-7000-8000-000000000000"
     *     }
     */
    Transferred: {
      /** Format: uuid */
      owner_id: string;
      /** Format: uuid */
      previous_owner_id: string;
    };
    /**
     * @example {
     *       "bucket": "minute",
     *       "metric": "events",
     *       "now": {
     *         "from_ms": 1,
     *         "series": [
     *           {
     *             "at_ms": 1795860300000
     *           }
     *         ],
     *         "to_ms": 1
     *       },
     *       "unit": "count",
     *       "utc_offset_min": 1
     *     }
     */
    Trend: {
      /**
       * @description The length of a bucket of the series.
       * @enum {string}
       */
      bucket: "minute" | "hour" | "day" | "week";
      /** @description Against the time before, in whole percent; null where that had none. */
      change_percent?: number | null;
      /** @description The time that it is compared with. */
      earlier?: components["schemas"]["Line"] | null;
      /**
       * @description What is drawn. errors are the events that /errors counts; executions are runs that were begun.
       * @enum {string}
       */
      metric:
        | "events"
        | "people"
        | "sessions"
        | "errors"
        | "executions"
        | "tokens"
        | "cost"
        | "p50"
        | "p95"
        | "p99";
      now: components["schemas"]["Line"];
      /**
       * @description What is counted.
       * @enum {string}
       */
      unit: "count" | "ms" | "nano_usd";
      /** @description Minutes that local time is ahead of UTC; moves where days begin. */
      utc_offset_min: number;
    };
    /**
     * @example {
     *       "at_ms": 1795860300000
     *     }
     */
    TrendPoint: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description A number of your own; of a series, null where nothing was measured. */
      value?: number | null;
    };
    /**
     * @example {
     *       "category": "workflow"
     *     }
     */
    Trial: {
      /** @description Unix time in milliseconds, UTC. */
      at_ms?: number | null;
      /**
       * @description What it is about.
       * @enum {string}
       */
      category: "workflow" | "system" | "team" | "billing";
      /** @description Reaches every channel at any time, whatever is preferred. */
      critical?: boolean | null;
      preferences?: components["schemas"]["NewPreferences"] | null;
      type?: ("success" | "error" | "warning" | "info") | null;
    };
    /**
     * @example {
     *       "decisions": {}
     *     }
     */
    TrialResult: {
      /** @description For each channel: what became of the notice, and by which rules. */
      decisions: unknown;
    };
    /**
     * @example {
     *       "fingerprints": [
     *         "textxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
     *       ]
     *     }
     */
    Unmerge: {
      fingerprints: string[];
      reason?: string | null;
    };
    /**
     * @example {
     *       "days": [
     *         {
     *           "day_at_ms": 1795860300000,
     *           "uses": 1
     *         }
     *       ],
     *       "from_ms": 1,
     *       "to_ms": 1,
     *       "uses": 1
     *     }
     */
    Usage: {
      days: components["schemas"]["UsageDay"][];
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
      uses: number;
    };
    /**
     * @example {
     *       "day_at_ms": 1795860300000,
     *       "uses": 1
     *     }
     */
    UsageDay: {
      /** @description Unix time in milliseconds, UTC. */
      day_at_ms: number;
      uses: number;
    };
    /**
     * @example {
     *       "bucket": "minute",
     *       "change_percent": {
     *         "cost_nano_usd": 1
     *       },
     *       "from_ms": 1,
     *       "previous": {
     *         "from_ms": 1,
     *         "to_ms": 1,
     *         "totals": {
     *           "buckets": {
     *             "cache_read": 1,
     *             "cache_read_audio": 1,
     *             "cache_write_1h": 1,
     *             "cache_write_5m": 1,
     *             "input": 1,
     *             "input_audio": 1,
     *             "input_image": 1,
     *             "output": 1,
     *             "output_audio": 1,
     *             "output_image": 1,
     *             "reasoning": 1,
     *             "web_searches": 1
     *           },
     *           "cost_nano_usd": 1,
     *           "cost_usd": "0.013282",
     *           "input_tokens": 1,
     *           "output_tokens": 1,
     *           "requests": 1,
     *           "total_tokens": 1,
     *           "unpriced": 1
     *         }
     *       },
     *       "series": [
     *         {
     *           "at_ms": 1795860300000,
     *           "cost_nano_usd": 1,
     *           "input_tokens": 1,
     *           "output_tokens": 1,
     *           "requests": 1,
     *           "total_tokens": 1
     *         }
     *       ],
     *       "to_ms": 1,
     *       "totals": {
     *         "buckets": {
     *           "cache_read": 1,
     *           "cache_read_audio": 1,
     *           "cache_write_1h": 1,
     *           "cache_write_5m": 1,
     *           "input": 1,
     *           "input_audio": 1,
     *           "input_image": 1,
     *           "output": 1,
     *           "output_audio": 1,
     *           "output_image": 1,
     *           "reasoning": 1,
     *           "web_searches": 1
     *         },
     *         "cost_nano_usd": 1,
     *         "cost_usd": "0.013282",
     *         "input_tokens": 1,
     *         "output_tokens": 1,
     *         "requests": 1,
     *         "total_tokens": 1,
     *         "unpriced": 1
     *       },
     *       "utc_offset_min": 1
     *     }
     */
    UsageReport: {
      /**
       * @description The length of a bucket of the series.
       * @enum {string}
       */
      bucket: "minute" | "hour" | "day" | "week";
      /** @description Against the time before, in whole percent; null where that had none. */
      change_percent: components["schemas"]["Changes"];
      /** @description Beginning of the time, Unix time in milliseconds, UTC; it is part of it. */
      from_ms: number;
      previous: components["schemas"]["Earlier"];
      /** @description One point for each bucket of time, in order. */
      series: components["schemas"]["Point"][];
      /** @description End of the time, Unix time in milliseconds, UTC; it is not part of it. */
      to_ms: number;
      totals: components["schemas"]["Totals"];
      /** @description Minutes that local time is ahead of UTC; moves where days begin. */
      utc_offset_min: number;
    };
    /**
     * @example {
     *       "email": "ann@example.com",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "name": "Nightly load",
     *       "version": 1
     *     }
     */
    UserView: {
      email: string;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description What people call it. */
      name: string;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "expires_at_ms": 1795860300000
     *     }
     */
    VaultChange: {
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms?: number | null;
      /** @description What people call it. */
      name?: string | null;
      /** @description Where it stands; in a problem, the HTTP status. */
      status?: ("active" | "expired" | "revoked") | null;
    };
    /**
     * @example {
     *       "base_url": "https://models.example.com",
     *       "created_at_ms": 1795860300000,
     *       "created_by": "text",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "last4": "text",
     *       "name": "Nightly load",
     *       "secret_version": 1,
     *       "service": "anthropic",
     *       "status": "active",
     *       "usage_count": 1,
     *       "version": 1
     *     }
     */
    VaultKey: {
      /** @description Where the provider is reached; the secret is sent nowhere else. */
      base_url: string;
      check_verdict?: ("valid" | "refused" | "unreachable") | null;
      /** @description Unix time in milliseconds, UTC. */
      checked_at_ms?: number | null;
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      created_by: string;
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms?: number | null;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description The end of the secret; the rest is never shown. */
      last4: string;
      /** @description Unix time in milliseconds, UTC. */
      last_used_at_ms?: number | null;
      /** @description What people call it. */
      name: string;
      /** @description Unix time in milliseconds, UTC. */
      previous_ends_at_ms?: number | null;
      previous_version?: number | null;
      /** @description Unix time in milliseconds, UTC. */
      rotated_at_ms?: number | null;
      secret_version: number;
      /** @enum {string} */
      service: "anthropic" | "openai" | "gemini" | "custom";
      /**
       * @description Where it stands; in a problem, the HTTP status.
       * @enum {string}
       */
      status: "active" | "expired" | "revoked";
      usage_count: number;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "key": "text"
     *     }
     */
    Verification: {
      key: string;
      scope?:
        | (
            | "errors:write"
            | "telemetry:write"
            | "tokens:write"
            | "ai:use"
            | "executions:write"
            | "notifications:write"
            | "read"
            | "admin"
          )
        | null;
    };
    /**
     * @example {
     *       "code": "VALID",
     *       "scopes": [
     *         "errors:write"
     *       ],
     *       "valid": false
     *     }
     */
    Verified: {
      /**
       * @description Stable; programs match on it.
       * @enum {string}
       */
      code:
        | "VALID"
        | "NOT_FOUND"
        | "DISABLED"
        | "EXPIRED"
        | "INSUFFICIENT_PERMISSIONS"
        | "RATE_LIMITED";
      /** @description Unix time in milliseconds, UTC. */
      expires_at_ms?: number | null;
      /** @description The access key, or the secret of the vault, that was used. */
      key_id?: string | null;
      kind?: ("secret" | "public") | null;
      /** @description What people call it. */
      name?: string | null;
      /** @description What the key may do; admin stands for all of them. */
      scopes: (
        | "errors:write"
        | "telemetry:write"
        | "tokens:write"
        | "ai:use"
        | "executions:write"
        | "notifications:write"
        | "read"
        | "admin"
      )[];
      valid: boolean;
    };
    /**
     * @example {
     *       "checked": 1,
     *       "faults": [
     *         {
     *           "kind": "changed",
     *           "sequence": 1
     *         }
     *       ],
     *       "unsealed": 1,
     *       "valid": false
     *     }
     */
    VerifiedChain: {
      checked: number;
      faults: components["schemas"]["FoundFault"][];
      head?: components["schemas"]["ChainHead"] | null;
      next_from_sequence?: number | null;
      unsealed: number;
      valid: boolean;
    };
    /**
     * @example {
     *       "created_at_ms": 1795860300000,
     *       "description": "Loads the orders of the day",
     *       "failures": 1,
     *       "hears": "everything",
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "state": "active",
     *       "topics": {},
     *       "url": "https://hooks.example.com/arris",
     *       "version": 1
     *     }
     */
    Webhook: {
      /** @description Unix time in milliseconds, UTC. */
      created_at_ms: number;
      /** @description Unix time in milliseconds, UTC. */
      delivered_at_ms?: number | null;
      description: string;
      disabled_because?: ("asked" | "gone" | "failing") | null;
      failures: number;
      /**
       * @description Everything in the org, or what its maker is notified of.
       * @enum {string}
       */
      hears: "everything" | "own";
      /** @description Nothing is sent before, Unix time in milliseconds, UTC. */
      held_until_ms?: number | null;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** @description Unix time in milliseconds, UTC. */
      previous_until_ms?: number | null;
      /** @enum {string} */
      state: "active" | "disabled";
      topics: unknown;
      url: string;
      /** @description The person. */
      user_id?: string | null;
      /** @description Rises with each change; the ETag is made of it. */
      version: number;
    };
    /**
     * @example {
     *       "answer": "text",
     *       "at_ms": 1795860300000,
     *       "id": "0199d0a0-0000-7000-8000-000000000000",
     *       "message_id": "0199d0a0-0000-7000-8000-000000000000",
     *       "number": 1,
     *       "outcome": "delivered",
     *       "state": "waiting",
     *       "type": "text"
     *     }
     */
    WebhookAttempt: {
      answer: string;
      /** @description Unix time in milliseconds, UTC. */
      at_ms: number;
      /** @description In milliseconds. */
      duration_ms?: number | null;
      /**
       * Format: uuid
       * @description A UUID.
       */
      id: string;
      /** Format: uuid */
      message_id: string;
      /** @description Unix time in milliseconds, UTC. */
      next_at_ms?: number | null;
      /** @description Counts from 1. */
      number: number;
      /**
       * @description How it ended.
       * @enum {string}
       */
      outcome:
        "delivered" | "rejected" | "throttled" | "gone" | "refused" | "unreachable" | "timeout";
      /** @enum {string} */
      state: "waiting" | "sending" | "delivered" | "failed";
      /** @description Where it stands; in a problem, the HTTP status. */
      status?: number | null;
      type: string;
    };
    /**
     * @example {
     *       "description": "Loads the orders of the day"
     *     }
     */
    WebhookChange: {
      description?: string | null;
      state?: ("active" | "disabled") | null;
      topics?: string[] | null;
      url?: string | null;
    };
    /**
     * @example {
     *       "category": "workflow"
     *     }
     */
    Which: {
      /** @description What it is about. */
      category?: ("workflow" | "system" | "team" | "billing") | null;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
