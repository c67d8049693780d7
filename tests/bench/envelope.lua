-- wrk: reports one crash after another, each with an id of its own, of ten kinds. The header comes from the command line.
local frames = {}
for i = 1, 12 do
  frames[i] = '{"filename":"app/module_' .. i .. '.py","abs_path":"/srv/app/module_' .. i .. '.py","function":"step_' .. i ..
    '","module":"app.module_' .. i .. '","lineno":' .. (i * 7) .. ',"in_app":true,"context_line":"    return total(order)",' ..
    '"pre_context":["def step(order):","    check(order)"],"post_context":["",""]}'
end
local stack = table.concat(frames, ",")
math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000000)
wrk.method = "POST"
wrk.headers["content-type"] = "application/x-sentry-envelope"

local function hex(length)
  local out = {}
  for i = 1, length / 4 do out[i] = string.format("%04x", math.random(0, 65535)) end
  return table.concat(out)
end

function request()
  local id, kind = hex(32), math.random(1, 10)
  local event = '{"event_id":"' .. id .. '","timestamp":' .. os.time() .. ',"platform":"python","level":"error",' ..
    '"release":"app@1.4.0","environment":"production","server_name":"web-3","user":{"id":"' .. math.random(1, 5000) .. '"},' ..
    '"tags":{"region":"eu"},"exception":{"values":[{"type":"Error' .. kind .. '","value":"order ' .. math.random(1, 99999) ..
    ' has no total","stacktrace":{"frames":[' .. stack .. ']}}]}}'
  return wrk.format(nil, nil, nil, '{"event_id":"' .. id .. '"}\n{"type":"event"}\n' .. event .. "\n")
end
