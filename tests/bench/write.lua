-- wrk: adds a row of 200 bytes.
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.body = '{"name":"a row","body":"' .. string.rep("x", 200) .. '"}'
