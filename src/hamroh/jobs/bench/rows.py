"""The invented cases, as SQL. Same distribution at every size: what grows is the number of cases, not their shape.

Case numbers: 1–40 the member's, 41–45 of a colleague with few, then 5 % of all for the organisation with a supervisor,
all of them open; the rest lies on all other organisations, the n-th having 1/n, opened over three years, two thirds
closed. Parameters: cases, share (5 % of them), prefix, edition, and the organisations of the scene by key.
"""

WORK = """
CREATE FUNCTION pg_temp.spoken(prefix text, n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT prefix || '-' || substr(s, 1, 3) || '-' || substr(s, 4, 3) FROM (
    SELECT string_agg(substr('2346789CDFGHJKMNPQRTVWXYZ', d + 1, 1), '' ORDER BY k)
      || substr('2346789CDFGHJKMNPQRTVWXYZ', (sum(d * w) %% 25)::int + 1, 1) AS s
    FROM (SELECT k, (ARRAY[1,2,3,4,6])[k] AS w, ((n * 7368787 %% 9765625) / (25 ^ (k - 1))::bigint %% 25)::int AS d
          FROM generate_series(1, 5) k) digits) signs
$$;
SELECT setseed(0.4);
CREATE UNLOGGED TABLE bench_holder AS
  SELECT id, lag(upto, 1, 0) OVER (ORDER BY n) AS low, upto AS high FROM (
    SELECT id, n, sum(1.0 / n) OVER (ORDER BY n) / sum(1.0 / n) OVER () AS upto FROM (
      SELECT id, row_number() OVER (ORDER BY id) AS n FROM membership_organisation
      WHERE NOT uniformed AND id NOT IN (%(wide)s, %(inbox_40)s, %(inbox_few)s, %(inbox_share)s, %(asked)s)) o) w;
CREATE UNLOGGED TABLE bench_drawn AS
  SELECT i, random() AS r, random() AS r2, random() AS r3, random() AS r4,
    CASE WHEN i <= 45 + %(share)s THEN now() - random() * interval '300 days'
      ELSE now() - random() * interval '1095 days' END AS at
  FROM generate_series(1, %(cases)s) i;
CREATE UNLOGGED TABLE bench_case AS
  SELECT d.i, uuidv7(at - now()) AS id, uuidv7(at - now()) AS person_id, pg_temp.spoken(%(prefix)s, d.i) AS code, at,
    coalesce(h.id, CASE WHEN d.i <= 45 THEN %(home)s::uuid ELSE %(wide)s::uuid END) AS organisation_id,
    CASE WHEN d.i > 45 + %(share)s AND d.r2 < 0.67 AND at < now() - interval '60 days'
         THEN at + d.r3 * (now() - at) END AS closed_at,
    r2, r3, r4, now() + (d.r3 - 0.3) * interval '20 days' AS due_1, now() + (d.r4 - 0.1) * interval '40 days' AS due_2
  FROM bench_drawn d LEFT JOIN bench_holder h ON d.i > 45 + %(share)s AND d.r >= h.low AND d.r < h.high;
CREATE UNLOGGED TABLE bench_worker AS
  SELECT gen_random_uuid() AS id, organisation_id, n, min(i) AS first FROM (
    SELECT i, organisation_id, CASE WHEN i <= 40 THEN -2 WHEN i <= 45 THEN -1
      ELSE row_number() OVER (PARTITION BY organisation_id ORDER BY i) / 45 END AS n FROM bench_case) c
  GROUP BY organisation_id, n;
ALTER TABLE bench_case ADD user_id uuid;
UPDATE bench_case c SET user_id = w.id FROM bench_worker w,
  (SELECT i, organisation_id, CASE WHEN i <= 40 THEN -2 WHEN i <= 45 THEN -1
     ELSE row_number() OVER (PARTITION BY organisation_id ORDER BY i) / 45 END AS n FROM bench_case) r
  WHERE r.i = c.i AND w.organisation_id = r.organisation_id AND w.n = r.n;
ANALYZE bench_case;
INSERT INTO accounts_user (id, password, username, short_name, email, language, is_active, session_round)
  SELECT id, '!' || id, 'bench-' || id, 'B. Invented', '', '', true, 0 FROM bench_worker;
INSERT INTO membership_post (id, user_id, organisation_id, role, since)
  SELECT uuidv7(), id, organisation_id, %(worker_role)s, now() - interval '4 years' FROM bench_worker;
"""

CONDUCT = """
INSERT INTO conduct_acknowledgement (id, user_id, document, version, language, at)
  SELECT uuidv7(), id, 'code', %(code)s, 'tg', now() FROM accounts_user;
INSERT INTO conduct_declaration (id, user_id, at, until)
  SELECT uuidv7(), id, now(), now() + interval '1 year' FROM accounts_user;
INSERT INTO conduct_training (id, user_id, organisation_id, kind, "on", until, paper, recorded_at)
  SELECT uuidv7(), p.user_id, p.organisation_id, k, now(), now() + interval '2 years', 'List', now()
  FROM membership_post p, unnest(%(trainings)s::text[]) k;
"""

CASES = """
INSERT INTO cases_case (id, code, person_id, organisation_id, edition_id, territory_id, parties, child, code_only,
    stage, status, opened_at, next_due_at, closed_at, origin_referral_id)
  SELECT c.id, code, person_id, organisation_id, %(edition)s, o.territory_id, ARRAY[user_id, organisation_id],
    i > 45 AND r4 < 0.15, false, (ARRAY['screening','referral','services','follow-up'])[1 + floor(r2 * 4)::int],
    CASE WHEN closed_at IS NULL THEN 'Active' ELSE 'Closed' END, at,
    CASE WHEN closed_at IS NULL THEN CASE WHEN r4 < 0.5 THEN least(due_1, due_2) ELSE due_1 END END, closed_at, NULL
  FROM bench_case c JOIN membership_organisation o ON o.id = c.organisation_id ORDER BY at;
INSERT INTO cases_teammember (id, case_id, user_id, role, since)
  SELECT uuidv7(), id, user_id, %(worker_role)s, at FROM bench_case ORDER BY at;
INSERT INTO cases_task (id, key, case_id, organisation_id, parties, started_at, due_at, basis, detail, done_at,
    done_by)
  SELECT uuidv7(), key, id, organisation_id, ARRAY[user_id, organisation_id], at, due, 'assumed', '{}', closed_at,
    CASE WHEN closed_at IS NOT NULL THEN user_id END
  FROM bench_case, LATERAL (VALUES ('risk_assessment', due_1), ('screening', due_2)) t(key, due)
  WHERE key = 'risk_assessment' OR r4 < 0.5 ORDER BY due;
INSERT INTO cases_timelineentry (id, case_id, at, event, by_person, organisation_id, detail)
  SELECT uuidv7(moment - now()), id, moment, event, event = 'ground.consented', organisation_id, '{}' FROM (
    SELECT id, organisation_id, k, at + (now() - at) * (k - 1) / CASE WHEN i = 4 THEN 500 ELSE 30 END AS moment,
      (ARRAY['case.opened','contact.agreed',
      'profile.written','needs.told','screening.started','screening.finished','screening.decided','ground.consented',
      'referral.sent','referral.accepted','referral.arrived'])[least(k, 8 + k %% 4)] AS event
    FROM bench_case, LATERAL generate_series(1, CASE WHEN i IN (1, 46) THEN 25 WHEN i = 2 THEN 3 WHEN i = 4 THEN 500
      ELSE 3 + floor(r3 * 5)::int END) k
  ) t ORDER BY moment;
INSERT INTO people_identity (id, thing, number, person_id, sealed, written_at, written_by)
  SELECT uuidv7(), person_id, 1, person_id, decode(repeat(md5(i::text), 8), 'hex'), at, user_id FROM bench_case
  ORDER BY at;
INSERT INTO people_safecontact (id, thing, number, person_id, sealed, written_at, written_by)
  SELECT uuidv7(), person_id, 1, person_id, decode(repeat(md5(i::text), 6), 'hex'), at, user_id FROM bench_case
  ORDER BY at;
INSERT INTO people_searchmark (id, case_id, person_id, organisation_id, parties, barred, kind, mark)
  SELECT uuidv7(), id, person_id, organisation_id, ARRAY[user_id, organisation_id], '{}', kind,
    CASE kind WHEN 'file' THEN id ELSE md5(organisation_id::text || n)::uuid END
  FROM bench_case, LATERAL (VALUES ('file', ''), ('phone', 'phone' || i), ('name', 'a' || (r3 * r3 * 100000)::int),
    ('name', 'b' || (r4 * r4 * 100000)::int), ('name', 'c' || (r3 * r4 * 100000)::int)) m (kind, n)
  WHERE i > 46 OR kind = 'file' ORDER BY at;
INSERT INTO people_profile (id, thing, number, person_id, age_band, sex, languages, interpreter, citizenship,
    children_along, written_at, written_by)
  SELECT uuidv7(), person_id, 1, person_id, CASE WHEN i > 45 AND r4 < 0.15 THEN %(child_age)s ELSE 'adult' END,
    CASE WHEN r2 < 0.7 THEN 'female' ELSE 'male' END, ARRAY[%(language)s], false, ARRAY[]::text[], (r3 * 3)::int,
    at, user_id
  FROM bench_case ORDER BY at;
INSERT INTO support_need (id, thing, number, written_at, written_by, organisation_id, case_id, need, present, wanted,
    urgent, state, by, services)
  SELECT uuidv7(), uuidv7(), 1, at, user_id, organisation_id, id, kind, 'yes', 'yes', r3 < 0.2, 'not_met', '', ARRAY[kind]
  FROM bench_case, unnest(ARRAY['shelter', 'medical']) kind ORDER BY at;
INSERT INTO support_needmark (id, case_id, organisation_id, need, unmet, urgent)
  SELECT uuidv7(), id, organisation_id, kind, true, r3 < 0.2
  FROM bench_case, unnest(ARRAY['shelter', 'medical']) kind ORDER BY at;
INSERT INTO support_servicereceived (id, thing, number, written_at, written_by, organisation_id, case_id, service_type,
    provider_id, since, quantity, unit, funding, unit_cost, currency, outcome)
  SELECT uuidv7(), uuidv7(), 1, at, user_id, organisation_id, id, (ARRAY['shelter', 'medical'])[1 + k %% 2],
    organisation_id, at::date, k, '', '', NULL, '', ''
  FROM bench_case, generate_series(1, 60) k WHERE i = 4;
INSERT INTO support_stay (id, case_id, organisation_id, service_id, referral_id, since, until)
  SELECT uuidv7(), id, organisation_id, %(service)s, NULL, at, closed_at FROM bench_case WHERE r2 < 0.2 ORDER BY at;
INSERT INTO identification_screening (id, case_id, population, edition_id, indicator_set, context_sets, checklist,
    language, interpreter, answers, started_at, started_by, saved_at, finished_at)
  SELECT uuidv7(), id, 'adult', %(edition)s, 'ilo-adult-labour', ARRAY[]::text[], ARRAY['private_place'],
    %(language)s, false, '{"a1": "yes", "a2": "no", "a3": "unknown"}', at, user_id, at,
    at + interval '1 hour' FROM bench_case ORDER BY at;
INSERT INTO grounds_ground (id, case_id, kind, purpose, recipient_organisation_id, groups, language, mode, proof,
  given_by,
    assent, best_interests, guardian_suspected, answer, recorded_at, recorded_by, expires_at, withdrawn_how)
  SELECT uuidv7(), id, 'consent', 'services', %(asked)s, ARRAY['needs', 'profile'], %(language)s, %(mode)s,
    %(proof)s, 'self', '',
    false, false, '', at + interval '1 day', user_id, now() + interval '180 days', '' FROM bench_case ORDER BY at;
"""

REFERRALS = """
CREATE UNLOGGED TABLE bench_service AS
  SELECT s.id, s.organisation_id, row_number() OVER (ORDER BY s.key) - 1 AS n, count(*) OVER () AS total
    FROM directory_service s
  WHERE s.organisation_id NOT IN (%(inbox_40)s, %(inbox_few)s, %(inbox_share)s, %(home)s, %(wide)s);
CREATE UNLOGGED TABLE bench_waiting AS
  SELECT organisation_id, (array_agg(id ORDER BY key))[1] AS service_id,
    CASE organisation_id WHEN %(inbox_40)s THEN 0 WHEN %(inbox_few)s THEN 40 ELSE 45 END AS low,
    CASE organisation_id WHEN %(inbox_40)s THEN 40 WHEN %(inbox_few)s THEN 45 ELSE 45 + %(share)s END AS high
  FROM directory_service WHERE organisation_id IN (%(inbox_40)s, %(inbox_few)s, %(inbox_share)s) GROUP BY 1;
CREATE UNLOGGED TABLE bench_referral AS
  SELECT uuidv7(sent - now()) AS id, pg_temp.spoken(%(prefix)s || 'R', row_number() OVER (ORDER BY i, j)) AS code,
    d.*,
    coalesce(w.organisation_id, s.organisation_id) AS recipient_id, coalesce(w.service_id, s.id) AS service_id,
    CASE WHEN w.organisation_id IS NULL AND d.r2 < 0.8 AND sent < now() - interval '30 days'
      THEN sent + interval '9 days' END AS ended
  FROM (
    SELECT c.i, c.id AS case_id, c.person_id, c.organisation_id, c.user_id, c.r2, c.r3, c.r4, c.at, j,
      least(at + (now() - at) * r3 * j / 6, now() - interval '1 minute') AS sent, floor(random() * 1000)::int AS pick,
      CASE WHEN i > 45 AND j = 1 THEN row_number() OVER (PARTITION BY i > 45, j ORDER BY r3) - 1 END AS turn
    FROM bench_case c, LATERAL generate_series(1, CASE WHEN i IN (1, 46) THEN 5 WHEN i = 4 THEN 40 ELSE 2 END) j) d
  LEFT JOIN bench_waiting w ON d.turn >= w.low AND d.turn < w.high
  JOIN bench_service s ON s.n = d.pick %% s.total
    AND (s.organisation_id <> d.organisation_id OR w.organisation_id IS NOT NULL);
ANALYZE bench_referral;
INSERT INTO referrals_referral (id, code, kind, case_id, person_id, ground_id, ground_kind, sender_organisation_id,
    sender_user_id, sender_keys, recipient_organisation_id, service_id, groups, priority, status, status_reason, sent_at,
    due_at, due_basis, moved_at, moved_by, answered_at, arrived_at, ended_at, confirmed_at)
  SELECT r.id, r.code, 'referral', r.case_id, person_id, g.id, 'consent', organisation_id,
    user_id, ARRAY[user_id, organisation_id], recipient_id, service_id, ARRAY['needs', 'profile'],
    CASE WHEN r4 < 0.1 THEN 'emergency' WHEN r4 < 0.3 THEN 'urgent' ELSE 'routine' END,
    CASE WHEN ended IS NOT NULL THEN 'completed' WHEN answered IS NULL THEN 'requested' ELSE 'accepted' END, '', sent,
    now() + (pick / 1000.0 - 0.2) * interval '10 days' + pick * interval '1 second', 'assumed',
    coalesce(ended, answered, sent), user_id, answered, ended - interval '3 days', ended, ended + interval '2 days'
  FROM bench_referral r JOIN grounds_ground g ON g.case_id = r.case_id,
    LATERAL (SELECT CASE WHEN ended IS NOT NULL OR pick %% 2 = 1 THEN least(sent + interval '1 day', now()) END AS answered) a
  ORDER BY sent;
INSERT INTO referrals_content (id, referral_id, recipient_organisation_id, sender_keys, sealed)
  SELECT id, id, recipient_organisation_id, sender_keys, decode(repeat(md5(code), 6), 'hex')
    FROM referrals_referral ORDER BY sent_at;
INSERT INTO referrals_answer (id, referral_id, recipient_organisation_id, sender_keys, accepted, reason_of, reason,
  at, by)
  SELECT uuidv7(), id, recipient_organisation_id, sender_keys, true, '', '', answered_at, sender_user_id
  FROM referrals_referral WHERE answered_at IS NOT NULL ORDER BY answered_at;
INSERT INTO referrals_question (id, referral_id, recipient_organisation_id, sender_keys, asked_sealed, asked_at,
  asked_by)
  SELECT uuidv7(), id, recipient_organisation_id, sender_keys, decode(repeat(md5(code), 4), 'hex'), sent_at,
    sender_user_id
  FROM referrals_referral WHERE extract(second FROM due_at)::int %% 20 = 0 ORDER BY sent_at;
INSERT INTO grounds_disclosure (id, case_id, ground_id, referral_id, recipient_organisation_id, groups, at)
  SELECT uuidv7(), case_id, ground_id, id, recipient_organisation_id, groups, sent_at FROM referrals_referral
    ORDER BY sent_at;
INSERT INTO audit_entry (id, at, actor_id, organisation_id, system, verb, resource, resource_id, case_id, detail)
  SELECT uuidv7(), at + (now() - at) * k / 4, user_id, organisation_id, '', 'case.looked_at', 'case', id::text, id,
    '{"groups": ["core"]}'
  FROM bench_case, LATERAL generate_series(1, 3) k ORDER BY 2;
"""

TABLES = (
    *("cases_case", "cases_teammember", "cases_task", "cases_timelineentry"),
    *("people_identity", "people_safecontact", "people_searchmark", "people_profile", "support_stay"),
    *("support_need", "support_needmark"),
    *("identification_screening", "grounds_ground", "grounds_disclosure", "audit_entry"),
    *("referrals_referral", "referrals_content", "referrals_answer", "referrals_question"),
)
WORK_TABLES = ("holder", "drawn", "case", "worker", "service", "waiting", "referral")
