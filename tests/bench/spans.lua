-- wrk: sends 100 spans after another as OTLP in protobuf, ten traces of ten, a KiB each, all with ids of their own. What does
-- not change is written once, or writing would take longer than reading.
local function varint(number)
  local out = {}
  while number >= 128 do
    out[#out + 1] = string.char(number % 128 + 128)
    number = math.floor(number / 128)
  end
  out[#out + 1] = string.char(number)
  return table.concat(out)
end
local function opening(field, length) return varint(field * 8 + 2) .. varint(length) end
local function bytes(field, text) return opening(field, #text) .. text end
local function number(field, value) return varint(field * 8) .. varint(value) end
local function fixed64(field, value)
  local out = { varint(field * 8 + 1) }
  for _ = 1, 8 do
    out[#out + 1] = string.char(value % 256)
    value = math.floor(value / 256)
  end
  return table.concat(out)
end
local function attribute(key, text) return bytes(9, bytes(1, key) .. bytes(2, bytes(1, text))) end

math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000000)
wrk.method = "POST"
wrk.headers["content-type"] = "application/x-protobuf"

-- Ids are made of parts of four bytes.
local parts = {}
for i = 1, 4096 do
  local random = math.random
  parts[i] = string.char(random(0, 255), random(0, 255), random(0, 255), random(0, 255))
end

-- The message, and which of its pieces are parts of ids: of a trace, of its root, of another span.
local pieces, traces, others, began_ns = {}, {}, {}, os.time() * 1000000000
local function add_id(opened, count, places)
  pieces[#pieces + 1] = opened
  for i = 1, count do
    pieces[#pieces + 1] = ""
    places[i] = places[i] or {}
    table.insert(places[i], #pieces)
  end
end
local function add_span(trace, i)
  local attributes = {}
  for j = 1, 12 do attributes[j] = attribute("http.attribute." .. j, string.rep("value " .. (i * j) .. " ", 6)) end
  local rest = bytes(5, "GET /carts/{id}/step-" .. i) .. number(6, 2) .. fixed64(7, began_ns + i * 1000000) ..
    fixed64(8, began_ns + i * 1000000 + 2500000) .. table.concat(attributes)
  pieces[#pieces + 1] = opening(2, 18 + 10 + (i > 0 and 10 or 0) + #rest)
  add_id(opening(1, 16), 4, trace.id)
  if i > 0 then
    others[#others + 1] = {}
    add_id(opening(2, 8), 2, others[#others])
  end
  add_id(opening(i > 0 and 4 or 2, 8), 2, trace.root)
  pieces[#pieces + 1] = rest
end
for t = 1, 10 do
  traces[t] = { id = {}, root = {} }
  for i = 0, 9 do add_span(traces[t], i) end
end

local spans_bytes = 0
for _, piece in ipairs(pieces) do spans_bytes = spans_bytes + (piece == "" and 4 or #piece) end
local resource = bytes(1, bytes(1, bytes(1, "service.name") .. bytes(2, bytes(1, "shop"))))
local scope = bytes(1, bytes(1, "http"))
local scoped = opening(2, #scope + spans_bytes) .. scope
local head = opening(1, #resource + #scoped + spans_bytes) .. resource .. scoped

local function draw(places)
  for _, same in ipairs(places) do
    local part = parts[math.random(4096)]
    for _, place in ipairs(same) do pieces[place] = part end
  end
end

function request()
  for _, trace in ipairs(traces) do
    draw(trace.id)
    draw(trace.root)
  end
  for _, other in ipairs(others) do draw(other) end
  return wrk.format(nil, nil, nil, head .. table.concat(pieces))
end
