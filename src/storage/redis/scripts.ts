/**
 * A record is one string, `version value`. Redis cannot list keys in order, so each live key also stands in a sorted set
 * by name, and those with an end in another by that end; every write forgets a few names whose record has expired.
 * KEYS: the two sets. ARGV starts with the prefix of the records.
 */
const prelude = `
local names, ends, prefix = KEYS[1], KEYS[2], ARGV[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function forget(key)
  redis.call('ZREM', names, key)
  redis.call('ZREM', ends, key)
end

local function sweep(most)
  for _, key in ipairs(redis.call('ZRANGEBYSCORE', ends, '-inf', now, 'LIMIT', 0, most)) do
    if redis.call('EXISTS', prefix .. key) == 0 then forget(key)
    else redis.call('ZADD', ends, now + math.max(1, redis.call('PTTL', prefix .. key)), key) end
  end
end

local function put(key, version, value, ttl)
  local record = version .. ' ' .. value
  redis.call('ZADD', names, 0, key)
  if ttl == 'keep' then redis.call('SET', prefix .. key, record, 'KEEPTTL')
  elseif ttl == '' then
    redis.call('SET', prefix .. key, record)
    redis.call('ZREM', ends, key)
  else
    redis.call('SET', prefix .. key, record, 'PX', ttl)
    redis.call('ZADD', ends, now + ttl, key)
  end
end

local function read(key)
  local record = redis.call('GET', prefix .. key)
  if not record then return nil, nil end
  local space = string.find(record, ' ', 1, true)
  return string.sub(record, 1, space - 1), string.sub(record, space + 1)
end
`

/** ARGV after the prefix, five for each write: `put`, key, version, value, TTL; or `delete`, key and three empty ones. */
const writeScript = `${prelude}
for at = 2, #ARGV, 5 do
  local key = ARGV[at + 1]
  if ARGV[at] == 'put' then put(key, ARGV[at + 2], ARGV[at + 3], ARGV[at + 4])
  else
    redis.call('DEL', prefix .. key)
    forget(key)
  end
end
sweep(16)
return 1`

/** ARGV after the prefix: key, expected version (empty = absent), new version, value, TTL. */
const replaceScript = `${prelude}
local version = read(ARGV[2])
if (version or '') ~= ARGV[3] then return 0 end
put(ARGV[2], ARGV[4], ARGV[5], ARGV[6])
sweep(16)
return 1`

/** ARGV after the prefix: key, step, new version, TTL of a new counter. */
const incrementScript = `${prelude}
local version, value = read(ARGV[2])
local count = string.format('%.17g', (tonumber(value or '0') or 0) + tonumber(ARGV[3]))
put(ARGV[2], ARGV[4], count, version and 'keep' or ARGV[5])
sweep(16)
return count`

/** ARGV after the prefix: key, limit, window, cost, `1` to count in any case, step, new version. Answers admitted, text and now. */
const admitScript = `${prelude}
local key, limit, window, cost, force, step = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[6], tonumber(ARGV[7])
local _, value = read(key)
local text, total, last, lastCount = 'window', 0, nil, nil
local function add(at, count) text = text .. string.format(' %.0f:%.0f', at, count) end
for at, count in string.gmatch(value or '', '(%d+):(%d+)') do
  at, count = tonumber(at), tonumber(count)
  if at > now - window then
    if last then add(last, lastCount) end
    last, lastCount, total = at, count, total + count
  end
end
local admitted = force == '1' or total + cost <= limit
if admitted then
  local at = math.max(math.ceil(now / step) * step, last or 0)
  if last and last ~= at then add(last, lastCount) end
  add(at, cost + (last == at and lastCount or 0))
  put(key, ARGV[8], text, window + step)
  sweep(16)
elseif last then add(last, lastCount) end
return { admitted and 1 or 0, text, string.format('%.0f', now) }`

/** ARGV after the prefix: prefix of the keys, most keys. */
const listScript = `${prelude}
sweep(1000)
local most, found, offset = tonumber(ARGV[3]), {}, 0
while #found < most do
  local some = redis.call('ZRANGEBYLEX', names, '[' .. ARGV[2], '(' .. ARGV[2] .. '\\255', 'LIMIT', offset, most)
  if #some == 0 then break end
  for _, key in ipairs(some) do
    if #found < most and redis.call('EXISTS', prefix .. key) == 1 then found[#found + 1] = key end
  end
  offset = offset + #some
end
return found`

/** The changes of a store as commands of the client. */
export const scripts = {
  sallyportWrite: { lua: writeScript, numberOfKeys: 2 },
  sallyportReplace: { lua: replaceScript, numberOfKeys: 2 },
  sallyportIncrement: { lua: incrementScript, numberOfKeys: 2 },
  sallyportAdmit: { lua: admitScript, numberOfKeys: 2 },
  sallyportList: { lua: listScript, numberOfKeys: 2 },
}
