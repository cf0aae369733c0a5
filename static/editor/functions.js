// The functions of SQLite as its documentation writes them, for completion and highlighting.

const SIGNATURES = `
abs(X) changes() char(X1, X2) coalesce(X, Y) concat(X, Y) concat_ws(SEP, X) format(FORMAT, X) glob(X, Y) hex(X) if(X, Y, Z)
ifnull(X, Y) iif(X, Y, Z) instr(X, Y) last_insert_rowid() length(X) like(X, Y) likelihood(X, Y) likely(X) lower(X) ltrim(X)
nullif(X, Y) octet_length(X) printf(FORMAT, X) quote(X) random() randomblob(N) replace(X, Y, Z) round(X, N) rtrim(X) sign(X)
sqlite_version() substr(X, START, N) substring(X, START, N) total_changes() trim(X) typeof(X) unhex(X) unicode(X) unlikely(X)
upper(X) zeroblob(N)
date(TIME, MODIFIER) time(TIME, MODIFIER) datetime(TIME, MODIFIER) julianday(TIME, MODIFIER) unixepoch(TIME, MODIFIER)
strftime(FORMAT, TIME) timediff(TIME, TIME)
avg(X) count(X) group_concat(X, SEP) max(X) min(X) string_agg(X, SEP) sum(X) total(X)
cume_dist() dense_rank() first_value(X) lag(X, N) last_value(X) lead(X, N) nth_value(X, N) ntile(N) percent_rank() rank()
row_number()
json(X) json_array(X) json_array_length(X) json_each(X) json_error_position(X) json_extract(X, PATH) json_group_array(X)
json_group_object(NAME, X) json_insert(X, PATH, Y) json_object(NAME, X) json_patch(X, Y) json_pretty(X) json_quote(X)
json_remove(X, PATH) json_replace(X, PATH, Y) json_set(X, PATH, Y) json_tree(X) json_type(X) json_valid(X)
acos(X) acosh(X) asin(X) asinh(X) atan(X) atan2(Y, X) atanh(X) ceil(X) ceiling(X) cos(X) cosh(X) degrees(X) exp(X) floor(X)
ln(X) log(X) log10(X) log2(X) mod(X, Y) pi() pow(X, Y) power(X, Y) radians(X) sin(X) sinh(X) sqrt(X) tan(X) tanh(X) trunc(X)`;

/** Name and parameters of each function. */
export const FUNCTIONS = [...SIGNATURES.matchAll(/(\w+)(\([^)]*\))/g)].map(([, name, parameters]) => ({ name, parameters }));
