-- wrk: creates one thing after another, each of another name. The token comes from the environment.
local count, start = 0, os.time() .. "-" .. tostring({}):sub(-6)
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"

function request()
  count = count + 1
  local body = '{"name":"' .. start .. "-" .. count .. '","description":"' .. string.rep("x", 100) ..
    '","status":"active","tags":["etl"],"config":{"retries":3}}'
  return wrk.format(nil, nil, nil, body)
end
