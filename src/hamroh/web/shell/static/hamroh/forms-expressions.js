// Decides form expressions on the page and offline, from the tree that the server made (foundation/forms/expressions), and
// exactly as the server does: a property test compares the two, bit for bit. Plain values in, plain values out.
(() => {
  "use strict";
  const DAY = 864e5, LN2 = 0.6931471805599453;
  const NUMBER = /^[ \t\r\n]*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))[ \t\r\n]*$/;
  const MOMENT = /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,9}))?)?(?:(Z)|([+-])(0[0-9]|1[0-4]):?([0-5][0-9])?)?)?$/;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const own = (map, key, otherwise) => map && Object.prototype.hasOwnProperty.call(map, key) ? map[key] : otherwise;
  const many = Array.isArray, isNaN = Number.isNaN;
  const is = (value, kind) => typeof value === kind;

  // Values: values.py
  const truth = (value) => many(value) ? value.length > 0 : !!value; // NaN is false here too
  const text = (value) => is(value, "string") ? value : is(value, "number") ? written(value) : many(value) ? (value.length ? value[0] : "") : String(value);
  const written = (value) => {
    const [, sign, whole, part = "", power] = /^(-?)(\d+)(?:\.(\d+))?(?:e(.+))?$/.exec(value) || [];
    if (!power) return String(value);
    const digits = whole + part, at = whole.length + Number(power);
    return sign + (at <= 0 ? "0." + "0".repeat(-at) + digits : digits.padEnd(at, "0")); // an exponent below 21 is never written
  };
  const number = (value, minutes = 0) => {
    if (is(value, "number")) return value;
    if (is(value, "boolean")) return value ? 1 : 0;
    const said = text(value), found = NUMBER.exec(said);
    return found ? Number(found[1]) : days(said, minutes);
  };
  const days = (said, minutes) => {
    const found = MOMENT.exec(said);
    if (!found) return NaN;
    const [, day, hour, minute, second, part = "", utc, sign, far, near] = found;
    const start = Date.parse(day + "T00:00:00Z");
    if (isNaN(start) || day < "0001" || new Date(start).toISOString().slice(0, 10) !== day) return NaN;
    if (hour === undefined) return start / DAY;
    let passed = hour * 60 + +minute;
    if (utc || sign) passed += minutes - (utc ? 0 : (far * 60 + +(near || 0)) * (sign === "-" ? -1 : 1));
    return (start + (passed * 60 + +(second || 0)) * 1000 + +(part + "000").slice(0, 3)) / DAY;
  };
  const inCalendar = (day) => day >= -719162 && day < 2932897;
  const dayText = (day) => inCalendar(day) ? new Date(Math.floor(day) * DAY).toISOString().slice(0, 10) : "";

  // Arithmetic: arithmetic.py
  const rounded = (value) => { const floor = Math.floor(value), up = value - floor >= 0.5 ? floor + 1 : floor; return up === 0 && (value < 0 || Object.is(value, -0)) ? -0 : up; };
  const roundedTo = (value, places) => {
    if (!Number.isFinite(value)) return value;
    if (Math.abs(places) > 30) return NaN;
    const [whole, part = ""] = text(value).replace("-", "").split(".");
    const drop = part.length - places;
    if (drop <= 0) return value;
    const digits = BigInt(whole + part), step = 10n ** BigInt(drop), rest = digits % step * 2n;
    const kept = digits / step + (rest > step || (rest === step && value > 0) ? 1n : 0n);
    const found = Number(`${kept}e${-places}`);
    return value < 0 || Object.is(value, -0) ? -found : found;
  };
  const power = (base, exponent) => {
    if (exponent === 0) return 1;
    if (isNaN(base) || isNaN(exponent)) return NaN;
    if (Math.abs(exponent) === Infinity) return Math.abs(base) === 1 ? NaN : Math.abs(base) > 1 === exponent > 0 ? Infinity : 0;
    if (exponent === Math.floor(exponent)) {
      let result = 1;
      for (let times = Math.abs(exponent); times > 0;) {
        const half = Math.floor(times / 2);
        if (times - half * 2) result *= base;
        base *= base;
        times = half;
      }
      return exponent < 0 ? 1 / result : result;
    }
    if (base < 0) return NaN;
    if (base === 0 || base === Infinity) return (base === 0) === exponent < 0 ? Infinity : 0;
    return exponent === 0.5 ? Math.sqrt(base) : settled(exponential(exponent * logarithm(base)));
  };
  const settled = (value) => {
    const near = Math.floor(value + 0.5);
    return value <= 1e9 && near && Math.abs(value - near) < 1e-13 * near ? near : value;
  };
  const logarithm = (value) => {
    let twos = 0, series = 0;
    for (; value >= 1.5; twos++) value /= 2;
    for (; value < 0.75; twos--) value *= 2;
    const ratio = (value - 1) / (value + 1), square = ratio * ratio;
    for (let odd = 31; odd > 0; odd -= 2) series = series * square + 1 / odd;
    return 2 * ratio * series + twos * LN2;
  };
  const exponential = (value) => {
    if (value > 710) return Infinity;
    if (value < -746) return 0;
    const twos = Math.floor(value / LN2 + 0.5), rest = value - twos * LN2;
    let series = 1;
    for (let step = 22; step > 0; step--) series = 1 + series * rest / step;
    for (let left = Math.abs(twos); left > 0; left--) series = twos > 0 ? series * 2 : series / 2;
    return series;
  };

  // Patterns: patterns.py walks the same automaton
  const matches = ([sets, of, first, follow, last, empty], value) => {
    const signs = Array.from(value);
    if (!signs.length) return empty;
    if (signs.length * of.length > 2e6) return false;
    let ready = new Set(first), reached = [];
    for (const sign of signs) {
      const code = sign.codePointAt(0), fits = sets.map((bounds) => bounds.filter((bound) => bound <= code).length % 2 === 1);
      reached = [...ready].filter((at) => fits[of[at]]);
      if (!reached.length) return false;
      ready = new Set();
      for (const at of reached) follow[at].forEach((next) => ready.add(next));
    }
    return reached.some((at) => last.includes(at));
  };

  // Functions: functions.py
  const items = (value) => text(value).split(/[ \t\r\n]+/).filter((item) => item);
  const flat = (values) => [].concat(...values);
  const whole = (value) => isNaN(value) ? 0 : Math.trunc(Math.max(-2e9, Math.min(2e9, value)));
  const two = (value, width = 2) => String(value).padStart(width, "0");
  const extreme = (choose) => (context, ...values) => {
    const found = flat(values).map((value) => number(value, context.minutes)).filter((value) => !isNaN(value));
    return found.length ? found.reduce(choose) + 0 : NaN;
  };
  const moment = (context, value) => { const at = Math.floor(number(value, context.minutes) * DAY + 0.5); return inCalendar(at / DAY) ? at : null; };
  const momentText = (at, minutes) => {
    const day = Math.floor(at / DAY), rest = at - day * DAY, seconds = Math.floor(rest / 1000), ahead = Math.abs(minutes);
    return `${dayText(day)}T${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${two(rest % 1000, 3)}` +
      `${minutes < 0 ? "-" : "+"}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
  };
  const formatDate = (context, value, form) => {
    const at = moment(context, value);
    if (at === null) return "";
    const said = momentText(at, 0), cut = (from, to) => said.slice(from, to);
    const signs = {
      Y: cut(0, 4), y: cut(2, 4), m: cut(5, 7), n: +cut(5, 7), b: (context.months || MONTHS)[cut(5, 7) - 1], d: cut(8, 10), e: +cut(8, 10),
      a: (context.weekdays || WEEKDAYS)[((Math.floor(at / DAY) + 4) % 7 + 7) % 7], H: cut(11, 13), h: +cut(11, 13), M: cut(14, 16), S: cut(17, 19), 3: cut(20, 23), "%": "%",
    };
    return text(form).replace(/%([^])/g, (_, sign) => signs[sign]);
  };
  const ofNumbers = (act) => (context, ...values) => act(...values.map((value) => number(value, context.minutes)));
  const ofTexts = (act) => (_, ...values) => act(...values.map(text));
  const FUNCTIONS = {
    "string": (_, value) => text(value),
    "concat": (_, ...values) => flat(values).map(text).join(""),
    "join": (_, mark, ...values) => flat(values).map(text).join(text(mark)),
    "contains": ofTexts((value, part) => value.includes(part)),
    "starts-with": ofTexts((value, part) => value.startsWith(part)),
    "ends-with": ofTexts((value, part) => value.endsWith(part)),
    "substring": (context, value, start, length) => {
      const signs = Array.from(text(value)), low = rounded(number(start, context.minutes));
      const high = length === undefined ? Infinity : low + rounded(number(length, context.minutes));
      const first = Math.max(1, low), beyond = Math.min(signs.length + 1, high);
      return first < beyond ? signs.slice(first - 1, beyond - 1).join("") : "";
    },
    "substr": (context, value, start, end) => {
      const signs = Array.from(text(value)), size = signs.length;
      const [low, high] = [number(start, context.minutes), end === undefined ? size : number(end, context.minutes)].map(whole).map((at) => Math.max(0, at < 0 ? at + size : at));
      return signs.slice(low, high).join("");
    },
    "substring-before": ofTexts((value, mark) => value.slice(0, Math.max(0, value.indexOf(mark)))),
    "substring-after": ofTexts((value, mark) => value.includes(mark) ? value.slice(value.indexOf(mark) + mark.length) : ""),
    "string-length": (context, value = context.own) => Array.from(text(value)).length,
    "normalize-space": (context, value = context.own) => items(value).join(" "),
    "translate": (_, value, old, fresh) => {
      const from = Array.from(text(old)), to = Array.from(text(fresh));
      return Array.from(text(value), (sign) => from.includes(sign) ? to[from.indexOf(sign)] || "" : sign).join("");
    },
    "boolean": (_, value) => truth(value),
    "not": (_, value) => !truth(value),
    "true": () => true,
    "false": () => false,
    "boolean-from-string": ofTexts((value) => value === "true" || value === "1"),
    "number": ofNumbers((value) => value),
    "int": ofNumbers(Math.trunc),
    "floor": ofNumbers(Math.floor),
    "ceiling": ofNumbers(Math.ceil),
    "round": (context, value, places) => {
      const exact = number(value, context.minutes);
      return places === undefined ? rounded(exact) : roundedTo(exact, whole(number(places, context.minutes)));
    },
    "abs": ofNumbers(Math.abs),
    "pow": ofNumbers(power),
    "sum": (context, value) => flat([value]).map((each) => number(each, context.minutes)).reduce((sum, each) => isNaN(each) ? sum : sum + each, 0),
    "min": extreme((one, other) => other < one ? other : one),
    "max": extreme((one, other) => other > one ? other : one),
    "count": (_, value) => many(value) ? value.length : 1,
    "count-non-empty": (_, value) => flat([value]).filter((each) => text(each)).length,
    "selected": (_, value, code) => {
      const wanted = text(code).replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""), chosen = items(value);
      return wanted ? chosen.includes(wanted) : !chosen.length;
    },
    "selected-at": (context, value, at) => items(value)[Math.trunc(number(at, context.minutes))] || "",
    "count-selected": (_, value) => items(value).length,
    "today": (context) => context.today,
    "now": (context) => momentText(Math.floor(number(context.now, context.minutes) * DAY + 0.5), context.minutes),
    "date": (context, value) => dayText(number(value, context.minutes)),
    "date-time": (context, value) => { const at = moment(context, value); return at === null ? "" : momentText(at, context.minutes); },
    "decimal-date-time": ofNumbers((value) => value),
    "decimal-time": (context, value) => {
      const day = number(value, context.minutes), at = isNaN(day) ? number("1970-01-01T" + text(value), context.minutes) : day;
      return Number.isFinite(at) ? at - Math.floor(at) : NaN;
    },
    "format-date": formatDate,
    "format-date-time": formatDate,
    "position": (context) => context.position,
  };

  // The tree: evaluation.py
  const compareTwo = (sign, one, other, minutes) => {
    if (sign === "=" || sign === "!=") {
      const same = [one, other].some((value) => is(value, "boolean")) ? truth(one) === truth(other)
        : [one, other].some((value) => is(value, "number")) ? number(one, minutes) === number(other, minutes) : one === other;
      return same === (sign === "=");
    }
    const left = number(one, minutes), right = number(other, minutes);
    return sign === "<" ? left < right : sign === "<=" ? left <= right : sign === ">" ? left > right : left >= right;
  };
  const compare = (sign, left, right, minutes) => {
    if (!many(left) && !many(right)) return compareTwo(sign, left, right, minutes);
    if (is(left, "boolean") || is(right, "boolean")) return compareTwo(sign, truth(left), truth(right), minutes);
    return flat([left]).some((one) => flat([right]).some((other) => compareTwo(sign, one, other, minutes)));
  };
  const ARITHMETIC = {
    "+": (left, right) => left + right, "-": (left, right) => left - right, "*": (left, right) => left * right,
    "div": (left, right) => left / right, "mod": (left, right) => left % right,
  };
  const OF_PARTS = {
    "if": (context, condition, then, otherwise) => run(truth(run(condition, context)) ? then : otherwise, context),
    "coalesce": (context, first, second) => { const found = run(first, context); return text(found) === "" || isNaN(found) ? run(second, context) : found; },
    "once": (context, first) => context.own || run(first, context),
    "indexed-repeat": (context, [, name], _, index) => {
      const found = flat([own(context.instances, name, own(context.answers, name, ""))]), at = number(run(index, context), context.minutes);
      return at >= 1 && at < found.length + 1 ? found[Math.trunc(at) - 1] : "";
    },
  };
  const KINDS = {
    text: (_, value) => value,
    number: (_, value) => value,
    ref: (context, name) => own(context.answers, name, ""),
    column: (context, name) => own(context.columns, name, ""),
    own: (context) => context.own,
    negative: (context, part) => -number(run(part, context), context.minutes),
    chain: (context, signs, first, ...parts) => parts.reduce((left, part, at) => {
      const sign = signs[at], right = run(part, context), act = ARITHMETIC[sign];
      return act ? act(number(left, context.minutes), number(right, context.minutes)) : compare(sign, left, right, context.minutes);
    }, run(first, context)),
    and: (context, ...parts) => parts.every((part) => truth(run(part, context))),
    or: (context, ...parts) => parts.some((part) => truth(run(part, context))),
    call: (context, name, ...parts) => OF_PARTS[name] ? OF_PARTS[name](context, ...parts) : FUNCTIONS[name](context, ...parts.map((part) => run(part, context))),
    matches: (context, part, pattern) => matches(pattern, text(run(part, context))),
    label: (context, part, field) => own(own(context.labels, field), text(run(part, context)), ""),
  };
  const run = ([kind, ...rest], context) => KINDS[kind](context, ...rest);
  // How far the clock of the place is ahead of UTC is said by `now`.
  const ahead = (now) => { const [, , , , , , , sign, far, near] = MOMENT.exec(now) || []; return sign ? (far * 60 + +(near || 0)) * (sign === "-" ? -1 : 1) : 0; };
  const evaluate = (node, context) => run(node, { own: "", position: 1, ...context, minutes: ahead(context.now || "") });

  globalThis.hamrohExpressions = { evaluate, truth, text, number };
})();
