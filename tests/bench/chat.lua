-- wrk: one short chat completion after another. The key comes in a header.
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.body = '{"model":"gpt-4o","messages":[{"role":"user","content":"' .. string.rep("word ", 20) .. '"}]}'
