-- wrk: sends 100 spans after another as OTLP in protobuf, ten traces of ten, a KiB each, all with ids of their own.
local function varint(number)
  local out = {}
  while number >= 128 do
    out[#out + 1] = string.char(number % 128 + 128)
    number = math.floor(number / 128)
  end
  out[#out + 1] = string.char(number)
  return table.concat(out)
end
local function bytes(field, text) return varint(field * 8 + 2) .. varint(#text) .. text end
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
local function random_bytes(count)
  local out = {}
  for i = 1, count do out[i] = string.char(math.random(0, 255)) end
  return table.concat(out)
end

math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 1000000)
wrk.method = "POST"
wrk.headers["content-type"] = "application/x-protobuf"

-- What follows the ids of a span, for each place in its trace.
local rests, began_ns = {}, os.time() * 1000000000
for i = 0, 9 do
  local attributes = {}
  for j = 1, 12 do attributes[j] = attribute("http.attribute." .. j, string.rep("value " .. (i * j) .. " ", 6)) end
  rests[i] = bytes(5, "GET /carts/{id}/step-" .. i) .. number(6, 2) .. fixed64(7, began_ns + i * 1000000) ..
    fixed64(8, began_ns + i * 1000000 + 2500000) .. table.concat(attributes)
end
local resource = bytes(1, bytes(1, bytes(1, "service.name") .. bytes(2, bytes(1, "shop"))))

function request()
  local spans = {}
  for _ = 1, 10 do
    local trace, root = bytes(1, random_bytes(16)), random_bytes(8)
    for i = 0, 9 do
      local ids = i == 0 and bytes(2, root) or bytes(2, random_bytes(8)) .. bytes(4, root)
      spans[#spans + 1] = bytes(2, trace .. ids .. rests[i])
    end
  end
  return wrk.format(nil, nil, nil, bytes(1, resource .. bytes(2, bytes(1, bytes(1, "http")) .. table.concat(spans))))
end
