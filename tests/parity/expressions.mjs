// SQL expressions, each with its parameters: what a statement of a function may be made of.

const literals = ["1", "-7", "2.0", "1.5", "'5'", "'abc'", "''", "' 7 '", "'1e3'", "x'00ff'", "NULL", "9007199254740991", "1e300"];
const operators = ["+", "-", "*", "/", "%", "||", "<", "=", "IS", "&", "<<", "AND"];
const bound = [1, 2.5, -3, 0, 1e15, 9007199254740992, "7", "x", null];
const document = `'{"a":{"b":[1,2.0,"t",null,true]},"n":1e3,"big":12345678901234567890,"e":"\u00e9"}'`;

const unary = ["abs", "length", "lower", "upper", "typeof", "quote", "hex", "sign", "trim", "unicode", "round", "octet_length"];
const mathematics = ["acos", "asin", "atan", "ceil", "cos", "degrees", "exp", "floor", "ln", "log", "log2", "radians", "sin", "sqrt", "tanh", "trunc"];

const by_hand = `
coalesce(NULL, 2, 3)|ifnull(NULL, 'x')|nullif(1, 1)|nullif(1, 2.0)|iif(1 < 2, 'y', 'n')|CASE WHEN NULL THEN 1 ELSE 2 END
1 / 2|1.0 / 2|7 % 3|-7 / 2|-7 % 3|7 % 0|1 / 0|5 / 2.0|9007199254740991 + 1|2 * 0.5|1e15 + 0.5|0.1 + 0.2|1e308 * 10|-(-1)|+'5'|NOT 2|~5|1 << 40|1 >> 1
'5' + 1|'5' || 1|1.0 || ''|2e0 || ''|100000000000000000000 || ''|1e21 || ''|0.1 || ''|1e-7 || ''|123456789.125 || ''
1 = 1.0|'1' = 1|1 < '1'|'a' < 'B'|'a' = 'A' COLLATE NOCASE|NULL = NULL|NULL IS NULL|1 IN (1, 2)|'1' IN (1, 2)|NULL IN (1)|1 BETWEEN 0 AND 2
'abc' LIKE 'A%'|'abc' LIKE '_b_'|'a%c' LIKE 'a\\%c' ESCAPE '\\'|'abc' GLOB 'a*'|'abc' GLOB 'A*'|like('a%', 'abc')|glob('*c', 'abc')
substr('hello', 2)|substr('hello', -3, 2)|substr('hello', 0, 2)|substring('hello', 2, 2)|replace('aaa', 'a', 'bc')|instr('hello', 'l')|instr('hello', 'z')
ltrim('xxa', 'x')|rtrim('axx', 'x')|trim('..a..', '.')|char(104, 105, 8364)|unicode('\u20ac')|length('\u20ac')|octet_length('\u20ac')|upper('\u00e9')|concat('a', NULL, 1, 2.0)|concat_ws('-', 'a', NULL, 1)
format('%d %s %.2f', 7.0, 'x', 1.005)|printf('%05d|%-4s|%x', 42, 'a', 255)|printf('%e %g', 12345.678, 1e-5)|format('%,d', 1234567)|format('%q', 'it''s')|printf('%!.17g', 0.1)
hex('abc')|unhex('616263')|hex(unhex('00FF'))|unhex('zz')|quote('it''s')|quote(x'01')|quote(1.0)|zeroblob(3)|soundex('Robert')
round(2.5)|round(-2.5)|round(1.005, 2)|round(1234.5678, -2)|round(1e300)|round('2.5')|mod(7, 3)|mod(-7.5, 2)|pow(2, 10)|pow(2, 0.5)|pow(0, -1)|atan2(1, 2)|pi()|log(2, 8)|sqrt(-1)|ln(0)|min(1, 2.0, '3')|max(1, 2.0, '3')|min(1, NULL)
CAST('12abc' AS INTEGER)|CAST('abc' AS INTEGER)|CAST(2.9 AS INTEGER)|CAST(-2.9 AS INTEGER)|CAST(1e15 AS INTEGER)|CAST('1e3' AS INTEGER)|CAST('1e3' AS NUMERIC)|CAST('1.0' AS NUMERIC)|CAST(1 AS REAL)|CAST(1 AS TEXT)|CAST(1.0 AS TEXT)|CAST(1e100 AS TEXT)|CAST('x' AS BLOB)|CAST(x'3132' AS TEXT)|CAST(x'3132' AS INTEGER)|CAST(NULL AS INTEGER)|CAST(' 5 ' AS REAL)|CAST(1.0 AS NUMERIC)
date(0, 'unixepoch')|datetime(1700000000, 'unixepoch')|time('2024-02-29 12:34:56')|date('2024-01-31', '+1 month')|date('2024-02-30')|julianday('2000-01-01')|unixepoch('2024-01-01')|strftime('%Y-%W %j %H:%M:%f', '2024-03-10 01:02:03.456')|strftime('%s', '2024-01-01')|date('2024-03-15', 'start of month', '-1 day')|datetime('now', 'nonsense')|strftime('%u %G-%V', '2024-12-30')|timediff('2024-03-01', '2024-02-01')|unixepoch('2024-01-01 00:00:00.5', 'subsec')
json('{ "a" : 1 }')|json_array(1, 2.0, 'x', NULL)|json_object('a', 1, 'b', 2.5)|json_type('[1,2.0,"x",null,true]', '$[1]')|json_valid('{')|json_valid('{"a":1}')|json_quote('it"s')|json_quote(1.0)|json_array_length('[1,[2,3]]')|json_set('{"a":1}', '$.b', 2)|json_insert('{"a":1}', '$.a', 2)|json_replace('{"a":1}', '$.a', json('[1]'))|json_remove('{"a":1,"b":2}', '$.a')|json_patch('{"a":1,"b":2}', '{"a":null,"c":3}')|'[1,2]' -> 1|'{"a":"x"}' ->> 'a'|'{"a":"x"}' -> 'a'|'[1,2]' ->> '$[#-1]'|json_extract('[1,2]', '$[0]', '$[1]')|json_extract('not json', '$.a')|json(x'00')|hex(jsonb('[1]'))|json(jsonb('{"a":1.0}'))
(SELECT group_concat(value, '-') FROM json_each('[3,1,2]'))|(SELECT sum(value) FROM json_each('[1,2.5]'))|(SELECT sum(value) FROM json_each('[1,2]'))|(SELECT avg(value) FROM json_each('[1,2]'))|(SELECT total(value) FROM json_each('[]'))|(SELECT sum(value) FROM json_each('[]'))|(SELECT count(*) FROM json_each('{"a":1,"b":2}'))|(SELECT max(value) FROM json_each('["10","9"]'))|(SELECT min(value) FROM json_each('[10,"9"]'))|(SELECT string_agg(key, ',') FROM json_each('{"b":1,"a":2}'))|(SELECT group_concat(type) FROM json_each('[1,1.5,"x",null,true,[],{}]'))|(SELECT group_concat(fullkey) FROM json_tree('{"a":[1,{"b":2}]}'))|(SELECT json_group_array(value ORDER BY value DESC) FROM json_each('[1,3,2]'))|(SELECT json_group_object(key, value) FROM json_each('{"a":1,"b":2.5}'))
(SELECT group_concat(r) FROM (SELECT row_number() OVER (ORDER BY value DESC) AS r FROM json_each('[5,7,6]')))|(SELECT group_concat(s) FROM (SELECT sum(value) OVER (ORDER BY key) AS s FROM json_each('[1,2,3]')))|(SELECT group_concat(coalesce(l, '-')) FROM (SELECT lag(value) OVER (ORDER BY key) AS l FROM json_each('[1,2,3]')))|(SELECT percent_rank() OVER () FROM json_each('[1]'))|(SELECT ntile(2) OVER () FROM json_each('[1]'))
(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT sum(i) FROM n)|(SELECT 1 UNION SELECT 2 ORDER BY 1 DESC LIMIT 1)|(VALUES (1))|EXISTS (SELECT 1 WHERE 0)|(SELECT 1 WHERE 0)|likely(1)|unlikely(0)|likelihood(1, 0.5)|total_changes() >= 0|typeof(random())|length(randomblob(4))|(1, 2) = (1, 2)|(1, 2) < (1, 3)|'a' IS NOT 'b'|1 IS TRUE|0 IS FALSE|'x' IS TRUE|NULL AND 0|NULL OR 1|nonsense(1)|load_extension('x')|sqlite_version()`
  .trim()
  .split(/[\n|]+(?![^(]*\|\|)/);

const plain = (sql) => ({ sql, parameters: [] });

export function expressions() {
  const list = [];
  for (const operator of operators)
    for (const [i, left] of literals.entries())
      for (const right of [literals[(i * 5 + 3) % literals.length], literals[(i * 7 + 1) % literals.length]])
        list.push(plain(`${left} ${operator} ${right}`));
  for (const name of unary) for (const literal of literals) list.push(plain(`${name}(${literal})`));
  for (const name of mathematics) for (const literal of ["0", "1", "-1", "0.5", "'x'", "NULL"]) list.push(plain(`${name}(${literal})`));
  for (const path of ["$", "$.a", "$.a.b", "$.a.b[1]", "$.a.b[2]", "$.a.b[3]", "$.a.b[#-1]", "$.n", "$.big", "$.e", "$.none", "a"])
    for (const take of [`json_extract(${document}, '${path}')`, `${document} -> '${path}'`, `${document} ->> '${path}'`]) list.push(plain(take));
  for (const value of bound)
    for (const sql of ["?1", "CAST(?1 AS INTEGER)", "?1 || ''", "?1 + 1", "?1 / 2", "?1 = 1", "typeof(?1)", "json_array(?1)", "json_extract('[1]', '$[0]') = ?1"])
      list.push({ sql, parameters: [value] });
  return [...list, ...by_hand.map((sql) => plain(sql.trim()))];
}
