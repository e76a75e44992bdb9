--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: apalis; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA apalis;


--
-- Name: hstore; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS hstore WITH SCHEMA public;


--
-- Name: EXTENSION hstore; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION hstore IS 'data type for storing sets of (key, value) pairs';


--
-- Name: pgcrypto; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;


--
-- Name: EXTENSION pgcrypto; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION pgcrypto IS 'cryptographic functions';


--
-- Name: generate_ulid(); Type: FUNCTION; Schema: apalis; Owner: -
--

CREATE FUNCTION apalis.generate_ulid() RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
  -- Crockford's Base32
  encoding   BYTEA = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  timestamp  BYTEA = E'\\000\\000\\000\\000\\000\\000';
  output     TEXT = '';

  unix_time  BIGINT;
  ulid       BYTEA;
  rand       BYTEA;
BEGIN
  -- 6 timestamp bytes
  unix_time = (EXTRACT(EPOCH FROM CLOCK_TIMESTAMP()) * 1000)::BIGINT;
  timestamp = SET_BYTE(timestamp, 0, (unix_time >> 40)::BIT(8)::INTEGER);
  timestamp = SET_BYTE(timestamp, 1, (unix_time >> 32)::BIT(8)::INTEGER);
  timestamp = SET_BYTE(timestamp, 2, (unix_time >> 24)::BIT(8)::INTEGER);
  timestamp = SET_BYTE(timestamp, 3, (unix_time >> 16)::BIT(8)::INTEGER);
  timestamp = SET_BYTE(timestamp, 4, (unix_time >> 8)::BIT(8)::INTEGER);
  timestamp = SET_BYTE(timestamp, 5, unix_time::BIT(8)::INTEGER);

  -- 10 entropy bytes, taken from a core gen_random_uuid(). Bytes 1-6 and 11-14
  -- of the UUID are fully random (we skip the version/variant bytes at offsets
  -- 7 and 9), preserving the full 80 bits of ULID entropy.
  rand = uuid_send(gen_random_uuid());
  ulid = timestamp || substr(rand, 1, 6) || substr(rand, 11, 4);

  -- Encode the timestamp
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 0) & 224) >> 5));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 0) & 31)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 1) & 248) >> 3));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 1) & 7) << 2) | ((GET_BYTE(ulid, 2) & 192) >> 6)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 2) & 62) >> 1));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 2) & 1) << 4) | ((GET_BYTE(ulid, 3) & 240) >> 4)));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 3) & 15) << 1) | ((GET_BYTE(ulid, 4) & 128) >> 7)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 4) & 124) >> 2));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 4) & 3) << 3) | ((GET_BYTE(ulid, 5) & 224) >> 5)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 5) & 31)));

  -- Encode the entropy
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 6) & 248) >> 3));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 6) & 7) << 2) | ((GET_BYTE(ulid, 7) & 192) >> 6)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 7) & 62) >> 1));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 7) & 1) << 4) | ((GET_BYTE(ulid, 8) & 240) >> 4)));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 8) & 15) << 1) | ((GET_BYTE(ulid, 9) & 128) >> 7)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 9) & 124) >> 2));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 9) & 3) << 3) | ((GET_BYTE(ulid, 10) & 224) >> 5)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 10) & 31)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 11) & 248) >> 3));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 11) & 7) << 2) | ((GET_BYTE(ulid, 12) & 192) >> 6)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 12) & 62) >> 1));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 12) & 1) << 4) | ((GET_BYTE(ulid, 13) & 240) >> 4)));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 13) & 15) << 1) | ((GET_BYTE(ulid, 14) & 128) >> 7)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 14) & 124) >> 2));
  output = output || CHR(GET_BYTE(encoding, ((GET_BYTE(ulid, 14) & 3) << 3) | ((GET_BYTE(ulid, 15) & 224) >> 5)));
  output = output || CHR(GET_BYTE(encoding, (GET_BYTE(ulid, 15) & 31)));

  RETURN output;
END
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: jobs; Type: TABLE; Schema: apalis; Owner: -
--

CREATE TABLE apalis.jobs (
    job bytea NOT NULL,
    id text NOT NULL,
    job_type text NOT NULL,
    status text DEFAULT 'Pending'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    max_attempts integer DEFAULT 25 NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    last_result jsonb,
    lock_at timestamp with time zone,
    lock_by text,
    done_at timestamp with time zone,
    priority integer DEFAULT 0,
    idempotency_key text,
    metadata public.hstore
);


--
-- Name: get_jobs(text, text, integer); Type: FUNCTION; Schema: apalis; Owner: -
--

CREATE FUNCTION apalis.get_jobs(worker_id text, v_job_type text, v_job_count integer DEFAULT 5) RETURNS SETOF apalis.jobs
    LANGUAGE sql
    AS $$
    WITH jobs AS (
        SELECT id
        FROM apalis.jobs
        WHERE
            (
                status = 'Pending'
                OR (
                    status = 'Failed'
                    AND attempts < max_attempts
                )
            )
            AND run_at < now()
            AND job_type = v_job_type
        ORDER BY priority DESC, run_at ASC
        LIMIT v_job_count
        FOR UPDATE SKIP LOCKED
    )
    UPDATE apalis.jobs j
    SET
        status = 'Queued',
        lock_by = worker_id,
        lock_at = now()
    FROM jobs
    WHERE j.id = jobs.id
    RETURNING j.*;
$$;


--
-- Name: notify_new_jobs(); Type: FUNCTION; Schema: apalis; Owner: -
--

CREATE FUNCTION apalis.notify_new_jobs() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.run_at <= now() THEN
        PERFORM pg_notify(
            'apalis::job::insert',
            json_build_object(
                'job_type', NEW.job_type,
                'id', NEW.id,
                'run_at', NEW.run_at
            )::text
        );
    END IF;
    RETURN NEW;
END;
$$;


--
-- Name: push_job(text, json, text, timestamp with time zone, integer, integer); Type: FUNCTION; Schema: apalis; Owner: -
--

CREATE FUNCTION apalis.push_job(job_type text, job json DEFAULT NULL::json, status text DEFAULT 'Pending'::text, run_at timestamp with time zone DEFAULT now(), max_attempts integer DEFAULT 25, priority integer DEFAULT 0) RETURNS apalis.jobs
    LANGUAGE plpgsql
    AS $$

        DECLARE
            v_job_row apalis.jobs;
            v_job_id text;

        BEGIN
        IF job_type is not NULL and length(job_type) > 512 THEN raise exception 'Job_type is too long (max length: 512).' USING errcode = 'APAJT';
        END IF;

        IF max_attempts < 1 THEN raise exception 'Job maximum attempts must be at least 1.' USING errcode = 'APAMA';
        end IF;

        SELECT
            apalis.generate_ulid() INTO v_job_id;
        INSERT INTO
            apalis.jobs
        VALUES
            (
                job,
                v_job_id,
                job_type,
                status,
                0,
                max_attempts,
                run_at,
                NULL,
                NULL,
                NULL,
                NULL,
                priority
            )
            returning * INTO v_job_row;
            RETURN v_job_row;
END;
$$;


--
-- Name: _sqlx_migrations; Type: TABLE; Schema: apalis; Owner: -
--

CREATE TABLE apalis._sqlx_migrations (
    version bigint NOT NULL,
    description text NOT NULL,
    installed_on timestamp with time zone DEFAULT now() NOT NULL,
    success boolean NOT NULL,
    checksum bytea NOT NULL,
    execution_time bigint NOT NULL
);


--
-- Name: workers; Type: TABLE; Schema: apalis; Owner: -
--

CREATE TABLE apalis.workers (
    id text NOT NULL,
    worker_type text NOT NULL,
    storage_name text NOT NULL,
    layers text DEFAULT ''::text NOT NULL,
    last_seen timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone
);


--
-- Name: _sqlx_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public._sqlx_migrations (
    version bigint NOT NULL,
    description text NOT NULL,
    installed_on timestamp with time zone DEFAULT now() NOT NULL,
    success boolean NOT NULL,
    checksum bytea NOT NULL,
    execution_time bigint NOT NULL
);


--
-- Name: api_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_token (
    id uuid NOT NULL,
    token_hash text NOT NULL,
    role text NOT NULL,
    tenant uuid,
    environment uuid,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone
);


--
-- Name: asset; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.asset (
    key text NOT NULL,
    content_type text NOT NULL,
    bytes bytea NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: counter; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.counter (
    name text NOT NULL,
    value bigint NOT NULL
);


--
-- Name: environment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.environment (
    id uuid NOT NULL,
    tenant uuid NOT NULL,
    stage text NOT NULL,
    state text NOT NULL,
    health text NOT NULL,
    deployment text,
    last_failure jsonb,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: event; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event (
    id bigint NOT NULL,
    kind text NOT NULL,
    tenant uuid,
    environment uuid,
    run uuid,
    payload jsonb NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: event_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: idempotency; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency (
    scope text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: log_line; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.log_line (
    id bigint NOT NULL,
    run uuid NOT NULL,
    step text NOT NULL,
    attempt integer NOT NULL,
    at timestamp with time zone NOT NULL,
    level text NOT NULL,
    text text NOT NULL
);


--
-- Name: log_line_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.log_line ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.log_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: mail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mail (
    id uuid NOT NULL,
    tenant uuid,
    environment uuid,
    sender text NOT NULL,
    recipient text NOT NULL,
    reply_to text,
    subject text NOT NULL,
    text text NOT NULL,
    via text NOT NULL,
    idempotency_key text,
    at timestamp with time zone NOT NULL,
    state text DEFAULT 'sent'::text NOT NULL,
    notice text,
    attempts integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone
);


--
-- Name: mark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mark (
    name text NOT NULL,
    value text NOT NULL
);


--
-- Name: provider; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.provider (
    port text NOT NULL,
    paused_until timestamp with time zone,
    next_call_at timestamp with time zone,
    next_look_at timestamp with time zone
);


--
-- Name: provider_slot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.provider_slot (
    port text NOT NULL,
    number integer NOT NULL,
    holder text,
    until timestamp with time zone
);


--
-- Name: resource; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resource (
    id uuid NOT NULL,
    environment uuid NOT NULL,
    kind text NOT NULL,
    provider text NOT NULL,
    external_id text NOT NULL,
    name text NOT NULL,
    step text NOT NULL,
    run uuid,
    created_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone
);


--
-- Name: run; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run (
    id uuid NOT NULL,
    tenant uuid NOT NULL,
    environment uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    plan jsonb NOT NULL,
    requested_by text NOT NULL,
    trace_id text NOT NULL,
    launch_started_at timestamp with time zone,
    launch_seconds double precision,
    epoch bigint DEFAULT 0 NOT NULL,
    worker text,
    lease_until timestamp with time zone,
    next_at timestamp with time zone,
    ring_at timestamp with time zone,
    cancel_requested boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    failed_step text,
    active boolean GENERATED ALWAYS AS ((state = ANY (ARRAY['queued'::text, 'running'::text]))) STORED NOT NULL,
    outcome text GENERATED ALWAYS AS (
CASE
    WHEN (state = ANY (ARRAY['failed'::text, 'cancelled'::text])) THEN state
    ELSE NULL::text
END) STORED,
    bulk boolean DEFAULT false NOT NULL
)
WITH (fillfactor='80');


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    token_hash text NOT NULL,
    account uuid NOT NULL,
    csrf text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Name: session_tenant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session_tenant (
    token_hash text NOT NULL,
    tenant uuid NOT NULL
);


--
-- Name: setting_change; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setting_change (
    revision bigint NOT NULL,
    key text NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL
);


--
-- Name: setting_revision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setting_revision (
    revision bigint NOT NULL,
    scope text NOT NULL,
    subject text NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    undoes bigint
);


--
-- Name: setting_value; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.setting_value (
    scope text NOT NULL,
    subject text NOT NULL,
    key text NOT NULL,
    value jsonb NOT NULL,
    revision bigint NOT NULL
);


--
-- Name: sign_up_count; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sign_up_count (
    id bigint NOT NULL,
    bucket text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: sign_up_count_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.sign_up_count ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sign_up_count_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: step_run; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.step_run (
    run uuid NOT NULL,
    name text NOT NULL,
    "position" integer NOT NULL,
    state text NOT NULL,
    epoch bigint DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    crashes integer DEFAULT 0 NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    next_at timestamp with time zone,
    output jsonb,
    error jsonb,
    note text,
    failed_attempts jsonb DEFAULT '[]'::jsonb NOT NULL
)
WITH (fillfactor='70');


--
-- Name: tenant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tenant (
    id uuid NOT NULL,
    slug text NOT NULL COLLATE pg_catalog."C",
    company text NOT NULL,
    search text NOT NULL,
    status text NOT NULL,
    plan text NOT NULL,
    trial_ends_at timestamp with time zone,
    launch_seconds double precision,
    status_token text NOT NULL,
    launch_started_at timestamp with time zone,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: user_account; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_account (
    id uuid NOT NULL,
    email text NOT NULL,
    password_hash text NOT NULL,
    role text NOT NULL,
    tenant uuid,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: worker; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.worker (
    name text NOT NULL,
    version text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    in_work integer NOT NULL,
    places integer NOT NULL,
    fetching boolean NOT NULL,
    stopping boolean NOT NULL
);


--
-- Data for Name: _sqlx_migrations; Type: TABLE DATA; Schema: apalis; Owner: -
--

COPY apalis._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) FROM stdin;
20220530084123	jobs workers	2026-11-21 20:55:10.46163+00	t	\\xd0839c6f57a379769dc27ccd581feb3d2709239c8f138e05271c9e3c760c4517a78a4d8912ab3d63b074b28d15ec74e9	58670495
20220709210445	add job fn	2026-11-21 20:55:10.524254+00	t	\\x14f906e53a627f1b27996e74e8e69dbc29ee70519e7af4f0032a27c75ed706a34af8bafecc8f8572855f314cbc5a7ba9	4003943
20230330210841	replace add job fn	2026-11-21 20:55:10.532273+00	t	\\xd9b6e57e6de60db1647e2447cf36bf0eafbec266f1d482bd196affc97617efbc4c07bad826706c7b3a0b3960cf9f727b	7977421
20230408110421	drop old push job	2026-11-21 20:55:10.544253+00	t	\\x3656a91fe9c652ca23df775a601409a9252357f47088d6bcf2025fda2dd67e50c99ad94d1d2ca569c91c343189c58e33	3982191
20230408234928	add get jobs fn 	2026-11-21 20:55:10.552247+00	t	\\x176c3acaf1097ff45da76d4c746af766640027b6721a056b3fc3fcc4ab8192344920b4415e8dae46f5136ee223ed5f6b	3990764
20240225141841	replace add job fn remove jid	2026-11-21 20:55:10.56032+00	t	\\xc53560b7a312915d696ed6c7e18bda478d9bf1278c4d59e3c53b47c45d8a903f089c728a5ff2e131cd5b629cdfe7d4cb	1637124
20250210092135	include failed in get jobs	2026-11-21 20:55:10.562343+00	t	\\x810786bd8f1007bf523bec8ed9de0a9ae789e634e5434a1a5cc9c1b766bd758b4d37912ef390dcf95e8de23910eeef55	775363
20250223193249	fix get jobs conditional	2026-11-21 20:55:10.568439+00	t	\\xcfda3f3d62b4122b6321af0e45ba162fd3ad5d07f95e4eefe858600551167e31454ebd57d45b62e880336fcfef3ef2a7	3840921
20250307001101	add job priority	2026-11-21 20:55:10.576263+00	t	\\xb5d318f2da5e909d66db190f58b76ae52f6808733d2a88d180555430d28518fee783fb0ff1e1c37ed1dc79627abd9694	3987438
20250404160441	cleanup old push jobs fn	2026-11-21 20:55:10.584369+00	t	\\x962242ef0971de54905cafbdefe26a3c1f32c1c52ef13b6937c2920445b1ce97cd2dcf7db9c293becc95dc55412e7a15	3902212
20250722071207	improve notify	2026-11-21 20:55:10.592291+00	t	\\xb3a1f712f8fbdfe38004134d8f55e49857b764f3277f38dd9d13299d5e0afbc895005b62fa0355b8a0d8595a38be6db7	3955922
20251018164839	update result	2026-11-21 20:55:10.600264+00	t	\\xe4e3d1efc77746e4db164b49017c90785613b35520da84f9a5a3f8981d60420d9dec3c94af9e8632ab711ffac7c1e199	44550701
20251018164912	add metadata	2026-11-21 20:55:10.652363+00	t	\\x803a4510201392a36e20ef81c9b05230ffa734a292c875f87ea65bc73944642b1d260a38741c4bdb88c0096338c152c0	3946328
20251018165007	move to bytes	2026-11-21 20:55:10.6603+00	t	\\xdcbb8181c56cc4b9511ddc940f81f5bb9420436d0f4edf1bc9978011324e6b8d5437c50830b8651e2168608d04977272	55345591
20251018165033	add started at	2026-11-21 20:55:10.716538+00	t	\\x21b1264f3881a4cf4fb209ff2cc75c21946441691745d7cbc9ab1dd812a1e1c08648e47ea8b4de060784da581dab2246	7734029
20251018165056	queue jobs	2026-11-21 20:55:10.728305+00	t	\\xdd02b7e9c23a7da0f71bff73b469c51b7305d1830e7f4bd6de083c11315e8492801e242755d9981381760a5ace6d8fe7	3933478
20251018165121	notify run at	2026-11-21 20:55:10.736245+00	t	\\xa99e6c60687ec15c1bf8132763db63a0d9d18e1ee814527254fc95ee733e65bdf2f0ae64ca86cae0d1f232654d189fda	3975921
20251225090252	include primary keys	2026-11-21 20:55:10.744261+00	t	\\xfd9f16bd772c5682ecb3f6b0a21efed5581a85316770ab8d620b38346e9319ae239ef784e8eb46735d6be735e7b3b5be	16002683
20260508093314	idempotency key	2026-11-21 20:55:10.764258+00	t	\\xf2686534e1abbba2fcde715c1ca724e7937a4e1f49d6a9a462ed4f1c2e8b83518f4f78868a111d6451afba770207c2d0	10910231
20260605000000	confine generate ulid to apalis	2026-11-21 20:55:10.778723+00	t	\\xc56dbd61156387934579af19b51ba95bd0cbe203f9528f0cd619c191730788858eca89044a7aa0622d308b9a3028e2c5	1889299
20260824233636	streamline indices	2026-11-21 20:55:10.784236+00	t	\\x09c57f5bd9cce210564e8b12da0520289290ad729ef4205cdd55bd2a60ac85f889df8c23b20a4a01d959f0c8b5775a6d	24115636
20260826101335	metadata hstore	2026-11-21 20:55:10.812296+00	t	\\xcc38c9e6fd38157b443f6dd584e322405d49dedfd3a60867604102078a99320f97279e6c244cb87f84152ab9be7d41be	7995758
20260902075949	remove pl in get jobs	2026-11-21 20:55:10.824319+00	t	\\x0dc0483d69bf530508d451bec9346f7d14be68c37308b130910462d130cab0827eb2825d20072105c83ae3a66ed82c6b	3925727
\.


--
-- Data for Name: jobs; Type: TABLE DATA; Schema: apalis; Owner: -
--

COPY apalis.jobs (job, id, job_type, status, attempts, max_attempts, run_at, last_result, lock_at, lock_by, done_at, priority, idempotency_key, metadata) FROM stdin;
\\x7b2272756e5f6964223a2230316131666665342d363430632d373738382d623764332d623262346337363665626165227d	01M7ZY8S0DSZCNTX4M2VZ9X7XA	advance	Queued	1	25	2026-11-21 20:55:19+00	{"Err": "Re-enqueued due to worker heartbeat timeout."}	2026-11-21 20:55:20.608593+00	vm-31587-12100d17-b59c1193	\N	0	\N	
\.


--
-- Data for Name: workers; Type: TABLE DATA; Schema: apalis; Owner: -
--

COPY apalis.workers (id, worker_type, storage_name, layers, last_seen, started_at) FROM stdin;
vm-31047-8a5f590a-6da9f90e	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:11.280952+00	\N
vm-31047-8a5f590a-53665471	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:11.282247+00	\N
vm-31081-2123dc3e-f48c6d1e	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:11+00	\N
vm-31081-2123dc3e-5fe467fb	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:11+00	\N
vm-31101-0db7b728-6fc02521	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:12+00	\N
vm-31101-0db7b728-6ef21945	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:12+00	\N
vm-31120-7e6f30b0-0c4db9fc	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:12+00	\N
vm-31120-7e6f30b0-28c99004	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:12+00	\N
vm-31141-ddc5d9c4-4993ea17	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:12+00	\N
vm-31141-ddc5d9c4-fdfe309e	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:12+00	\N
vm-31161-1a3b87df-114c77e3	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:13+00	\N
vm-31161-1a3b87df-ef92839a	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:13+00	\N
vm-31181-b20f7b35-e3dcd87d	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:13+00	\N
vm-31181-b20f7b35-1cc1842d	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:13+00	\N
vm-31201-2063cbfa-cd38202c	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:13+00	\N
vm-31201-2063cbfa-6e97b8f7	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:13+00	\N
vm-31221-44a8d665-bd5b643e	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:14+00	\N
vm-31221-44a8d665-36518ff7	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:14+00	\N
vm-31241-96042a6c-2670b860	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:14+00	\N
vm-31241-96042a6c-06f84c83	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:14+00	\N
vm-31260-75863276-9eeb6874	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:14+00	\N
vm-31260-75863276-b6eec6d1	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:14+00	\N
vm-31280-d20d900a-60fbd42a	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:15+00	\N
vm-31280-d20d900a-84b7289f	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:15+00	\N
vm-31300-094d9553-63a76d6e	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:15+00	\N
vm-31300-094d9553-b09ea2d5	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:15+00	\N
vm-31322-bc5ec9c3-67aa638b	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:15+00	\N
vm-31322-bc5ec9c3-d2a283f7	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:15+00	\N
vm-31344-e292e5b3-3c0405e9	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:16+00	\N
vm-31344-e292e5b3-aee1af02	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:16+00	\N
vm-31364-0b000dfb-1dc80262	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:16+00	\N
vm-31364-0b000dfb-c6382942	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:16+00	\N
vm-31385-9849df64-4d2b1e1e	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:16+00	\N
vm-31385-9849df64-aab44850	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:17+00	\N
vm-31406-016eab5b-6e9d7db7	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:17+00	\N
vm-31406-016eab5b-66071bdd	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:17+00	\N
vm-31425-fd0d389a-179e37a7	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:17+00	\N
vm-31425-fd0d389a-3a8fea68	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:17+00	\N
vm-31444-5c386496-5724ef7c	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:18+00	\N
vm-31444-5c386496-fc59a41c	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:18+00	\N
vm-31465-dec495a6-bec6fd63	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:18+00	\N
vm-31465-dec495a6-e39228d4	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:18+00	\N
vm-31486-525dbfac-da2491dc	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:18+00	\N
vm-31486-525dbfac-e668497e	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:18+00	\N
vm-31506-d5324e68-d120b21a	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:19+00	\N
vm-31506-d5324e68-3a7d1bad	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:19+00	\N
vm-31526-a15b0a9c-0e8a014e	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:19+00	\N
vm-31526-a15b0a9c-822f360f	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:19+00	\N
vm-31545-f7258bcc-3f27351f	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:19+00	\N
vm-31545-f7258bcc-03a42926	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:19+00	\N
vm-31564-ac07b69f-fc83643e	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:20+00	\N
vm-31564-ac07b69f-e1f9acae	advance-bulk	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:20+00	\N
vm-31587-12100d17-b59c1193	advance	PgStorage	apalis_core::task::data::AddExtension<tower::limit::concurrency::service::ConcurrencyLimit<apalis_core::worker::lifecycle::LifecycleService<apalis_core::task::task_fn::TaskFn<jobs::queue::postgres::advance, app::ports::queue::Advance, (apalis_core::task::task_id::TaskId, apalis_core::task::data::Data<alloc::sync::Arc<jobs::runner::Runner>>)>>>, alloc::sync::Arc<jobs::runner::Runner>>	2026-11-21 20:55:20+00	\N
\.


--
-- Data for Name: _sqlx_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public._sqlx_migrations (version, description, installed_on, success, checksum, execution_time) FROM stdin;
1	tenants	2026-11-21 20:55:09.929927+00	t	\\xed68fdfed5869dadafb72f4aec9208d8e7f0b1abc67b2ce5fc69c680f35c5b575067d994b44310cfb3d78a2da830a50e	74382425
2	runs	2026-11-21 20:55:10.008278+00	t	\\xc9f5e0b5d55f94ae7d8ad8afdb83efe86a330d0eb0d9dbff60c6d1ef3a38de64e9ca701175be3bd24c1c653e4ffec7ed	96081139
3	settings	2026-11-21 20:55:10.108341+00	t	\\x8db2d624efc9b026a2f5242205b8c9e5b3949b412375ee48b4865e8a04bb07686aab8fca3cae852d4937563e6167b530	52042395
4	access	2026-11-21 20:55:10.164304+00	t	\\x6b6816459418cf0ab3bdc2aafa7f46540e03c987a7cdf56062808ef25209c9b4f2584b7eac4eae1e8b3f10a773862f73	104073783
5	content	2026-11-21 20:55:10.269118+00	t	\\xf92dabaa58d23a1b814ccb50a095f75f5de8a55159ff9b486f93abf7aa044ea6cd179ceb5ef0f7b226e9b0b9c3e15035	59194834
6	mail delivery	2026-11-21 20:55:10.331838+00	t	\\x36983919f42cb82e14c593d49154c32bb0956c3c3d01c1666b7554b495693bc8a2feac32eb52ccb5959ff7fbb2482008	8427190
7	bulk	2026-11-21 20:55:10.344265+00	t	\\x541a2401c099e01cac2d327e4de99318938e48c49741c81ac7eb4142fa4c7834957b154389ee239337ebe52547c6afda	4006487
8	retention	2026-11-21 20:55:10.350229+00	t	\\x85af3eb702744149d9ab5a757b25c87b104e97315c3348c1f1ac5453eb153b1540843ceac07a49e91857cd2777835328	14092894
9	providers	2026-11-21 20:55:10.368273+00	t	\\x9680f1f73b54440d4bb2cdf1519c6ca27af8116c2d0cc327be31f5086b7d8a2cf1188c20b269d289c85ee42648aa236e	32051926
10	workers	2026-11-21 20:55:10.404272+00	t	\\x081f60b38df1caf526257005d8908d8d88be9c4e330be1fbe139e0e536545160d07dfdd8b0fe0beee6dd9b65f8d0a8ba	32012618
\.


--
-- Data for Name: api_token; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.api_token (id, token_hash, role, tenant, environment, name, created_at, expires_at) FROM stdin;
01a1ffe4-4038-745b-9d38-339ce9fdf098	17d3632dbd10164ca8bcec999dc00d49487722bba525f37c7bf96d22b4cb4e64	operator	\N	\N	tests	2026-11-21 20:55:11.160279+00	\N
01a1ffe4-411c-739c-b2da-e6b8da846956	14362449c65be47988e855d3ba378c91fd3f825e47b2e2d691974d86ec72d0a5	environment	01a1ffe4-4063-7217-8cee-0721de591138	01a1ffe4-4063-7217-8cee-0722a8f061ef	runtime of clean/prod	2026-11-21 20:55:11.388236+00	\N
01a1ffe4-4cd9-7705-802b-43115198378e	36424a6b585b2c942b5a9cfbb0f646404377584c5236cc8984b55862dc30f627	environment	01a1ffe4-4c5b-779b-aa36-a0d1618cf344	01a1ffe4-4c5b-779b-aa36-a0d235095eb6	runtime of kill26/prod	2026-11-21 20:55:14.393105+00	\N
01a1ffe4-57ae-753a-95db-57faa36e447d	388d882e43a631eec29ab3878a734f0f6e20352f9f32e9235772f227abb81714	environment	01a1ffe4-573e-7024-996a-ce9124d62421	01a1ffe4-573e-7024-996a-ce920414143c	runtime of kill34/prod	2026-11-21 20:55:17.166054+00	\N
01a1ffe4-591c-761f-ac53-ee0630594e60	2a46b53f0452b54d1945e416aedd8920aacbc3da765f28afe7951940df767f46	environment	01a1ffe4-589c-7019-991f-f6d85ef557b5	01a1ffe4-589c-7019-991f-f6d90c988971	runtime of kill35/prod	2026-11-21 20:55:17.532447+00	\N
01a1ffe4-6454-72f3-b3f7-7a41744612d5	e9d8e792f6e2f46f660304b3d9f3388f95c7e4ae3780afcd4df335ac9ed4d573	environment	01a1ffe4-63db-74ab-ba6b-3d7331748d55	01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	runtime of kill43/prod	2026-11-21 20:55:20.404908+00	\N
\.


--
-- Data for Name: asset; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.asset (key, content_type, bytes, created_at) FROM stdin;
\.


--
-- Data for Name: counter; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.counter (name, value) FROM stdin;
settings	0
sign_up	0
retention	0
\.


--
-- Data for Name: environment; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.environment (id, tenant, stage, state, health, deployment, last_failure, created_at) FROM stdin;
01a1ffe4-4063-7217-8cee-0722a8f061ef	01a1ffe4-4063-7217-8cee-0721de591138	prod	running	ok	1	\N	2026-11-21 20:55:11.203842+00
01a1ffe4-419c-70a9-9f96-4c80a02ea72d	01a1ffe4-419c-70a9-9f96-4c7fc814ab5c	prod	provisioning	ok	\N	\N	2026-11-21 20:55:11.516591+00
01a1ffe4-42c8-75d2-bcb5-31a64592ac2a	01a1ffe4-42c8-75d2-bcb5-31a558b5aa46	prod	provisioning	ok	\N	\N	2026-11-21 20:55:11.816623+00
01a1ffe4-4412-7197-8b0f-11e2e3474635	01a1ffe4-4412-7197-8b0f-11e13d89d93c	prod	provisioning	ok	\N	\N	2026-11-21 20:55:12.146815+00
01a1ffe4-4568-7296-99f1-e4d87699d3b4	01a1ffe4-4567-7616-a6c7-0eca60f3c24f	prod	provisioning	ok	\N	\N	2026-11-21 20:55:12.48798+00
01a1ffe4-46ab-70f7-8168-f85976d8ddd0	01a1ffe4-46aa-76d6-9352-83ec093bd9d8	prod	provisioning	ok	\N	\N	2026-11-21 20:55:12.810958+00
01a1ffe4-47fb-74cd-b4eb-5773ce9f586d	01a1ffe4-47fb-74cd-b4eb-57729f776789	prod	configuring	ok	\N	\N	2026-11-21 20:55:13.147146+00
01a1ffe4-4966-7042-8ce1-92b3562a357f	01a1ffe4-4966-7042-8ce1-92b20f544494	prod	releasing	ok	\N	\N	2026-11-21 20:55:13.510381+00
01a1ffe4-4ada-7710-ad2a-29e921eb0dcd	01a1ffe4-4ada-7710-ad2a-29e8cf00bed8	prod	starting	ok	1	\N	2026-11-21 20:55:13.882571+00
01a1ffe4-4c5b-779b-aa36-a0d235095eb6	01a1ffe4-4c5b-779b-aa36-a0d1618cf344	prod	starting	ok	1	\N	2026-11-21 20:55:14.267046+00
01a1ffe4-4de7-70bb-b96d-362c16bd0aca	01a1ffe4-4de7-70bb-b96d-362bb6fb9b17	prod	provisioning	ok	\N	\N	2026-11-21 20:55:14.663076+00
01a1ffe4-4f30-74c7-9ffb-db5610369400	01a1ffe4-4f30-74c7-9ffb-db55827e4a74	prod	provisioning	ok	\N	\N	2026-11-21 20:55:14.992714+00
01a1ffe4-506f-7267-bf68-5317f86c9bf8	01a1ffe4-506f-7267-bf68-5316059455bd	prod	provisioning	ok	\N	\N	2026-11-21 20:55:15.31113+00
01a1ffe4-51c4-723e-b0a7-583c8054fa2b	01a1ffe4-51c4-723e-b0a7-583b502eeb29	prod	provisioning	ok	\N	\N	2026-11-21 20:55:15.652671+00
01a1ffe4-52df-724b-b964-74f61375e79d	01a1ffe4-52df-724b-b964-74f5a0491017	prod	provisioning	ok	\N	\N	2026-11-21 20:55:15.935032+00
01a1ffe4-5427-7449-9ae2-4b562a56b7b2	01a1ffe4-5427-7449-9ae2-4b55e5c1dff9	prod	configuring	ok	\N	\N	2026-11-21 20:55:16.2631+00
01a1ffe4-55d0-77ee-a25c-cac6d233b63b	01a1ffe4-55d0-77ee-a25c-cac59fdbfc5b	prod	releasing	ok	\N	\N	2026-11-21 20:55:16.68838+00
01a1ffe4-573e-7024-996a-ce920414143c	01a1ffe4-573e-7024-996a-ce9124d62421	prod	starting	ok	1	\N	2026-11-21 20:55:17.05463+00
01a1ffe4-589c-7019-991f-f6d90c988971	01a1ffe4-589c-7019-991f-f6d85ef557b5	prod	starting	ok	1	\N	2026-11-21 20:55:17.404086+00
01a1ffe4-5a39-722a-b237-07a64504c3c0	01a1ffe4-5a39-722a-b237-07a539158769	prod	provisioning	ok	\N	\N	2026-11-21 20:55:17.817096+00
01a1ffe4-5b97-7770-a745-014f6232ce55	01a1ffe4-5b97-7770-a745-014e0be9fdc8	prod	provisioning	ok	\N	\N	2026-11-21 20:55:18.167444+00
01a1ffe4-5cef-75b4-97c1-2ba1657e0c6a	01a1ffe4-5cef-75b4-97c1-2ba01bcce877	prod	provisioning	ok	\N	\N	2026-11-21 20:55:18.511785+00
01a1ffe4-5e6b-739f-8f35-a27eaf9761c6	01a1ffe4-5e6b-739f-8f35-a27d524cf47b	prod	provisioning	ok	\N	\N	2026-11-21 20:55:18.891313+00
01a1ffe4-5fc4-750a-a90c-aa7149428694	01a1ffe4-5fc4-750a-a90c-aa705c1ed16c	prod	configuring	ok	\N	\N	2026-11-21 20:55:19.23691+00
01a1ffe4-60fe-700a-ba0e-7a220356dce4	01a1ffe4-60fe-700a-ba0e-7a2114016499	prod	releasing	ok	\N	\N	2026-11-21 20:55:19.550892+00
01a1ffe4-6277-704f-8a75-14e5e7e48035	01a1ffe4-6277-704f-8a75-14e4a0092d7a	prod	starting	ok	1	\N	2026-11-21 20:55:19.927029+00
01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	01a1ffe4-63db-74ab-ba6b-3d7331748d55	prod	starting	ok	1	\N	2026-11-21 20:55:20.283952+00
\.


--
-- Data for Name: event; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.event (id, kind, tenant, environment, run, payload, at) FROM stdin;
1	environment.created	01a1ffe4-4063-7217-8cee-0721de591138	01a1ffe4-4063-7217-8cee-0722a8f061ef	\N	{"environment": "clean/prod"}	2026-11-21 20:55:11.203842+00
2	run.created	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:11.298292+00
3	run.started	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"worker": "vm-31047-8a5f590a"}	2026-11-21 20:55:11.328114+00
4	step.started	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "instance", "attempt": 1}	2026-11-21 20:55:11.328114+00
5	step.started	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "database", "attempt": 1}	2026-11-21 20:55:11.328114+00
6	step.started	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:11.328114+00
7	step.started	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "mail", "attempt": 1}	2026-11-21 20:55:11.328114+00
8	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "instance", "attempt": 1}	2026-11-21 20:55:11.346632+00
9	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "mail", "attempt": 1}	2026-11-21 20:55:11.352936+00
10	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "database", "attempt": 1}	2026-11-21 20:55:11.354498+00
11	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:11.355774+00
12	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:11.365137+00
13	environment.moved	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:11.365137+00
14	environment.moved	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:11.365137+00
15	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:11.376307+00
16	environment.moved	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:11.376307+00
17	environment.moved	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:11.376307+00
18	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "release", "starts": ["start"], "attempt": 1}	2026-11-21 20:55:11.381816+00
19	environment.moved	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"to": "released", "from": "releasing"}	2026-11-21 20:55:11.381816+00
20	environment.moved	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"to": "starting", "from": "released"}	2026-11-21 20:55:11.381816+00
21	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "start", "starts": ["checks"], "attempt": 1}	2026-11-21 20:55:11.398872+00
22	step.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"step": "checks", "attempt": 1}	2026-11-21 20:55:11.405909+00
23	environment.moved	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{"to": "running", "from": "starting"}	2026-11-21 20:55:11.405909+00
24	run.succeeded	\N	\N	01a1ffe4-40c1-7213-9e37-cb877a6eae03	{}	2026-11-21 20:55:11.405909+00
25	environment.created	01a1ffe4-419c-70a9-9f96-4c7fc814ab5c	01a1ffe4-419c-70a9-9f96-4c80a02ea72d	\N	{"environment": "kill18/prod"}	2026-11-21 20:55:11.516591+00
26	run.created	\N	\N	01a1ffe4-41c7-75b5-8832-0888fd257bb9	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:11.560287+00
27	run.started	\N	\N	01a1ffe4-41c7-75b5-8832-0888fd257bb9	{"worker": "vm-31047-8a5f590a"}	2026-11-21 20:55:11.577366+00
28	step.started	\N	\N	01a1ffe4-41c7-75b5-8832-0888fd257bb9	{"step": "instance", "attempt": 1}	2026-11-21 20:55:11.577366+00
29	step.started	\N	\N	01a1ffe4-41c7-75b5-8832-0888fd257bb9	{"step": "database", "attempt": 1}	2026-11-21 20:55:11.577366+00
30	step.started	\N	\N	01a1ffe4-41c7-75b5-8832-0888fd257bb9	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:11.577366+00
31	step.started	\N	\N	01a1ffe4-41c7-75b5-8832-0888fd257bb9	{"step": "mail", "attempt": 1}	2026-11-21 20:55:11.577366+00
32	environment.created	01a1ffe4-42c8-75d2-bcb5-31a558b5aa46	01a1ffe4-42c8-75d2-bcb5-31a64592ac2a	\N	{"environment": "kill19/prod"}	2026-11-21 20:55:11.816623+00
33	run.created	\N	\N	01a1ffe4-4309-7250-a8ed-fee38b85bf4a	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:11.8825+00
34	run.started	\N	\N	01a1ffe4-4309-7250-a8ed-fee38b85bf4a	{"worker": "vm-31081-2123dc3e"}	2026-11-21 20:55:11.893121+00
35	step.started	\N	\N	01a1ffe4-4309-7250-a8ed-fee38b85bf4a	{"step": "instance", "attempt": 1}	2026-11-21 20:55:11.893121+00
36	step.started	\N	\N	01a1ffe4-4309-7250-a8ed-fee38b85bf4a	{"step": "database", "attempt": 1}	2026-11-21 20:55:11.893121+00
37	step.started	\N	\N	01a1ffe4-4309-7250-a8ed-fee38b85bf4a	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:11.893121+00
38	step.started	\N	\N	01a1ffe4-4309-7250-a8ed-fee38b85bf4a	{"step": "mail", "attempt": 1}	2026-11-21 20:55:11.893121+00
39	environment.created	01a1ffe4-4412-7197-8b0f-11e13d89d93c	01a1ffe4-4412-7197-8b0f-11e2e3474635	\N	{"environment": "kill20/prod"}	2026-11-21 20:55:12.146815+00
40	run.created	\N	\N	01a1ffe4-4439-765e-8657-9e579ed27735	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:12.186862+00
41	run.started	\N	\N	01a1ffe4-4439-765e-8657-9e579ed27735	{"worker": "vm-31101-0db7b728"}	2026-11-21 20:55:12.201553+00
42	step.started	\N	\N	01a1ffe4-4439-765e-8657-9e579ed27735	{"step": "instance", "attempt": 1}	2026-11-21 20:55:12.201553+00
43	step.started	\N	\N	01a1ffe4-4439-765e-8657-9e579ed27735	{"step": "database", "attempt": 1}	2026-11-21 20:55:12.201553+00
44	step.started	\N	\N	01a1ffe4-4439-765e-8657-9e579ed27735	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:12.201553+00
45	step.started	\N	\N	01a1ffe4-4439-765e-8657-9e579ed27735	{"step": "mail", "attempt": 1}	2026-11-21 20:55:12.201553+00
46	environment.created	01a1ffe4-4567-7616-a6c7-0eca60f3c24f	01a1ffe4-4568-7296-99f1-e4d87699d3b4	\N	{"environment": "kill21/prod"}	2026-11-21 20:55:12.48798+00
47	run.created	\N	\N	01a1ffe4-45a2-7179-b375-450ac6af5df3	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:12.5478+00
48	run.started	\N	\N	01a1ffe4-45a2-7179-b375-450ac6af5df3	{"worker": "vm-31120-7e6f30b0"}	2026-11-21 20:55:12.561448+00
49	step.started	\N	\N	01a1ffe4-45a2-7179-b375-450ac6af5df3	{"step": "instance", "attempt": 1}	2026-11-21 20:55:12.561448+00
50	step.started	\N	\N	01a1ffe4-45a2-7179-b375-450ac6af5df3	{"step": "database", "attempt": 1}	2026-11-21 20:55:12.561448+00
51	step.started	\N	\N	01a1ffe4-45a2-7179-b375-450ac6af5df3	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:12.561448+00
52	step.started	\N	\N	01a1ffe4-45a2-7179-b375-450ac6af5df3	{"step": "mail", "attempt": 1}	2026-11-21 20:55:12.561448+00
53	environment.created	01a1ffe4-46aa-76d6-9352-83ec093bd9d8	01a1ffe4-46ab-70f7-8168-f85976d8ddd0	\N	{"environment": "kill22/prod"}	2026-11-21 20:55:12.810958+00
54	run.created	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:12.860525+00
55	run.started	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"worker": "vm-31141-ddc5d9c4"}	2026-11-21 20:55:12.877537+00
56	step.started	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"step": "instance", "attempt": 1}	2026-11-21 20:55:12.877537+00
57	step.started	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"step": "database", "attempt": 1}	2026-11-21 20:55:12.877537+00
58	step.started	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:12.877537+00
59	step.started	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"step": "mail", "attempt": 1}	2026-11-21 20:55:12.877537+00
60	step.succeeded	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"step": "database", "attempt": 1}	2026-11-21 20:55:12.885201+00
61	step.succeeded	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"step": "instance", "attempt": 1}	2026-11-21 20:55:12.89348+00
62	step.succeeded	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"step": "mail", "attempt": 1}	2026-11-21 20:55:12.896385+00
63	step.succeeded	\N	\N	01a1ffe4-46db-713e-879c-a91690a57497	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:12.900419+00
64	environment.created	01a1ffe4-47fb-74cd-b4eb-57729f776789	01a1ffe4-47fb-74cd-b4eb-5773ce9f586d	\N	{"environment": "kill23/prod"}	2026-11-21 20:55:13.147146+00
65	run.created	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:13.191065+00
66	run.started	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"worker": "vm-31161-1a3b87df"}	2026-11-21 20:55:13.205072+00
67	step.started	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "instance", "attempt": 1}	2026-11-21 20:55:13.205072+00
68	step.started	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "database", "attempt": 1}	2026-11-21 20:55:13.205072+00
69	step.started	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:13.205072+00
70	step.started	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "mail", "attempt": 1}	2026-11-21 20:55:13.205072+00
71	step.succeeded	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "mail", "attempt": 1}	2026-11-21 20:55:13.219404+00
72	step.succeeded	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "instance", "attempt": 1}	2026-11-21 20:55:13.227306+00
73	step.succeeded	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "database", "attempt": 1}	2026-11-21 20:55:13.232465+00
74	step.succeeded	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:13.236316+00
75	step.succeeded	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:13.241984+00
76	environment.moved	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:13.241984+00
77	environment.moved	\N	\N	01a1ffe4-4826-7152-8718-325ffd2f6ef8	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:13.241984+00
78	environment.created	01a1ffe4-4966-7042-8ce1-92b20f544494	01a1ffe4-4966-7042-8ce1-92b3562a357f	\N	{"environment": "kill24/prod"}	2026-11-21 20:55:13.510381+00
79	run.created	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:13.562731+00
80	run.started	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"worker": "vm-31181-b20f7b35"}	2026-11-21 20:55:13.577081+00
81	step.started	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "instance", "attempt": 1}	2026-11-21 20:55:13.577081+00
82	step.started	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "database", "attempt": 1}	2026-11-21 20:55:13.577081+00
83	step.started	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:13.577081+00
84	step.started	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "mail", "attempt": 1}	2026-11-21 20:55:13.577081+00
85	step.succeeded	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "instance", "attempt": 1}	2026-11-21 20:55:13.589716+00
86	step.succeeded	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "database", "attempt": 1}	2026-11-21 20:55:13.600529+00
87	step.succeeded	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "mail", "attempt": 1}	2026-11-21 20:55:13.604408+00
88	step.succeeded	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:13.608379+00
89	step.succeeded	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:13.614058+00
90	environment.moved	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:13.614058+00
91	environment.moved	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:13.614058+00
92	step.succeeded	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:13.626478+00
93	environment.moved	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:13.626478+00
94	environment.moved	\N	\N	01a1ffe4-4999-75e3-989a-897c05447bb8	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:13.626478+00
95	environment.created	01a1ffe4-4ada-7710-ad2a-29e8cf00bed8	01a1ffe4-4ada-7710-ad2a-29e921eb0dcd	\N	{"environment": "kill25/prod"}	2026-11-21 20:55:13.882571+00
96	run.created	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:13.920731+00
97	run.started	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"worker": "vm-31201-2063cbfa"}	2026-11-21 20:55:13.941333+00
98	step.started	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "instance", "attempt": 1}	2026-11-21 20:55:13.941333+00
99	step.started	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "database", "attempt": 1}	2026-11-21 20:55:13.941333+00
100	step.started	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:13.941333+00
101	step.started	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "mail", "attempt": 1}	2026-11-21 20:55:13.941333+00
102	step.succeeded	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "instance", "attempt": 1}	2026-11-21 20:55:13.955778+00
103	step.succeeded	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "mail", "attempt": 1}	2026-11-21 20:55:13.965442+00
104	step.succeeded	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "database", "attempt": 1}	2026-11-21 20:55:13.968283+00
105	step.succeeded	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:13.972455+00
106	step.succeeded	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:13.977871+00
107	environment.moved	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:13.977871+00
108	environment.moved	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:13.977871+00
109	step.succeeded	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:13.990056+00
110	environment.moved	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:13.990056+00
111	environment.moved	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:13.990056+00
112	step.succeeded	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"step": "release", "starts": ["start"], "attempt": 1}	2026-11-21 20:55:13.997595+00
113	environment.moved	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"to": "released", "from": "releasing"}	2026-11-21 20:55:13.997595+00
114	environment.moved	\N	\N	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	{"to": "starting", "from": "released"}	2026-11-21 20:55:13.997595+00
115	environment.created	01a1ffe4-4c5b-779b-aa36-a0d1618cf344	01a1ffe4-4c5b-779b-aa36-a0d235095eb6	\N	{"environment": "kill26/prod"}	2026-11-21 20:55:14.267046+00
116	run.created	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:14.299728+00
117	run.started	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"worker": "vm-31221-44a8d665"}	2026-11-21 20:55:14.319227+00
118	step.started	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "instance", "attempt": 1}	2026-11-21 20:55:14.319227+00
119	step.started	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "database", "attempt": 1}	2026-11-21 20:55:14.319227+00
120	step.started	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:14.319227+00
121	step.started	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "mail", "attempt": 1}	2026-11-21 20:55:14.319227+00
122	step.succeeded	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "instance", "attempt": 1}	2026-11-21 20:55:14.330448+00
123	step.succeeded	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "database", "attempt": 1}	2026-11-21 20:55:14.340366+00
124	step.succeeded	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "mail", "attempt": 1}	2026-11-21 20:55:14.342597+00
125	step.succeeded	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:14.348623+00
126	step.succeeded	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:14.358239+00
127	environment.moved	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:14.358239+00
128	environment.moved	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:14.358239+00
129	step.succeeded	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:14.377387+00
130	environment.moved	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:14.377387+00
131	environment.moved	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:14.377387+00
132	step.succeeded	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "release", "starts": ["start"], "attempt": 1}	2026-11-21 20:55:14.385558+00
133	environment.moved	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"to": "released", "from": "releasing"}	2026-11-21 20:55:14.385558+00
134	environment.moved	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"to": "starting", "from": "released"}	2026-11-21 20:55:14.385558+00
135	step.succeeded	\N	\N	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	{"step": "start", "starts": ["checks"], "attempt": 1}	2026-11-21 20:55:14.396205+00
136	environment.created	01a1ffe4-4de7-70bb-b96d-362bb6fb9b17	01a1ffe4-4de7-70bb-b96d-362c16bd0aca	\N	{"environment": "kill27/prod"}	2026-11-21 20:55:14.663076+00
137	run.created	\N	\N	01a1ffe4-4e12-724d-85e6-38cb25016ae7	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:14.707203+00
138	run.started	\N	\N	01a1ffe4-4e12-724d-85e6-38cb25016ae7	{"worker": "vm-31241-96042a6c"}	2026-11-21 20:55:14.721079+00
139	step.started	\N	\N	01a1ffe4-4e12-724d-85e6-38cb25016ae7	{"step": "instance", "attempt": 1}	2026-11-21 20:55:14.721079+00
140	step.started	\N	\N	01a1ffe4-4e12-724d-85e6-38cb25016ae7	{"step": "database", "attempt": 1}	2026-11-21 20:55:14.721079+00
141	step.started	\N	\N	01a1ffe4-4e12-724d-85e6-38cb25016ae7	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:14.721079+00
142	step.started	\N	\N	01a1ffe4-4e12-724d-85e6-38cb25016ae7	{"step": "mail", "attempt": 1}	2026-11-21 20:55:14.721079+00
143	environment.created	01a1ffe4-4f30-74c7-9ffb-db55827e4a74	01a1ffe4-4f30-74c7-9ffb-db5610369400	\N	{"environment": "kill28/prod"}	2026-11-21 20:55:14.992714+00
144	run.created	\N	\N	01a1ffe4-4f55-71d1-9611-c785ebbb29fc	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:15.030328+00
145	run.started	\N	\N	01a1ffe4-4f55-71d1-9611-c785ebbb29fc	{"worker": "vm-31260-75863276"}	2026-11-21 20:55:15.057063+00
146	step.started	\N	\N	01a1ffe4-4f55-71d1-9611-c785ebbb29fc	{"step": "instance", "attempt": 1}	2026-11-21 20:55:15.057063+00
147	step.started	\N	\N	01a1ffe4-4f55-71d1-9611-c785ebbb29fc	{"step": "database", "attempt": 1}	2026-11-21 20:55:15.057063+00
148	step.started	\N	\N	01a1ffe4-4f55-71d1-9611-c785ebbb29fc	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:15.057063+00
149	step.started	\N	\N	01a1ffe4-4f55-71d1-9611-c785ebbb29fc	{"step": "mail", "attempt": 1}	2026-11-21 20:55:15.057063+00
150	environment.created	01a1ffe4-506f-7267-bf68-5316059455bd	01a1ffe4-506f-7267-bf68-5317f86c9bf8	\N	{"environment": "kill29/prod"}	2026-11-21 20:55:15.31113+00
151	run.created	\N	\N	01a1ffe4-508e-736e-8954-dfd5454ca0ef	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:15.348472+00
152	run.started	\N	\N	01a1ffe4-508e-736e-8954-dfd5454ca0ef	{"worker": "vm-31280-d20d900a"}	2026-11-21 20:55:15.36508+00
153	step.started	\N	\N	01a1ffe4-508e-736e-8954-dfd5454ca0ef	{"step": "instance", "attempt": 1}	2026-11-21 20:55:15.36508+00
154	step.started	\N	\N	01a1ffe4-508e-736e-8954-dfd5454ca0ef	{"step": "database", "attempt": 1}	2026-11-21 20:55:15.36508+00
155	step.started	\N	\N	01a1ffe4-508e-736e-8954-dfd5454ca0ef	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:15.36508+00
156	step.started	\N	\N	01a1ffe4-508e-736e-8954-dfd5454ca0ef	{"step": "mail", "attempt": 1}	2026-11-21 20:55:15.36508+00
158	environment.created	01a1ffe4-51c4-723e-b0a7-583b502eeb29	01a1ffe4-51c4-723e-b0a7-583c8054fa2b	\N	{"environment": "kill30/prod"}	2026-11-21 20:55:15.652671+00
159	run.created	\N	\N	01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:15.697715+00
160	run.started	\N	\N	01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	{"worker": "vm-31300-094d9553"}	2026-11-21 20:55:15.711927+00
161	step.started	\N	\N	01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	{"step": "instance", "attempt": 1}	2026-11-21 20:55:15.711927+00
162	step.started	\N	\N	01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	{"step": "database", "attempt": 1}	2026-11-21 20:55:15.711927+00
163	step.started	\N	\N	01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:15.711927+00
164	step.started	\N	\N	01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	{"step": "mail", "attempt": 1}	2026-11-21 20:55:15.711927+00
165	environment.created	01a1ffe4-52df-724b-b964-74f5a0491017	01a1ffe4-52df-724b-b964-74f61375e79d	\N	{"environment": "kill31/prod"}	2026-11-21 20:55:15.935032+00
166	run.created	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:15.978197+00
167	run.started	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"worker": "vm-31322-bc5ec9c3"}	2026-11-21 20:55:16.001493+00
168	step.started	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"step": "instance", "attempt": 1}	2026-11-21 20:55:16.001493+00
169	step.started	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"step": "database", "attempt": 1}	2026-11-21 20:55:16.001493+00
170	step.started	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:16.001493+00
171	step.started	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"step": "mail", "attempt": 1}	2026-11-21 20:55:16.001493+00
172	step.succeeded	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"step": "instance", "attempt": 1}	2026-11-21 20:55:16.014494+00
173	step.succeeded	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"step": "mail", "attempt": 1}	2026-11-21 20:55:16.024624+00
174	step.succeeded	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"step": "database", "attempt": 1}	2026-11-21 20:55:16.028135+00
175	step.succeeded	\N	\N	01a1ffe4-5309-7440-9376-7cfacfa7cf65	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:16.032133+00
176	environment.created	01a1ffe4-5427-7449-9ae2-4b55e5c1dff9	01a1ffe4-5427-7449-9ae2-4b562a56b7b2	\N	{"environment": "kill32/prod"}	2026-11-21 20:55:16.2631+00
177	run.created	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:16.309339+00
178	run.started	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"worker": "vm-31344-e292e5b3"}	2026-11-21 20:55:16.321214+00
179	step.started	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "instance", "attempt": 1}	2026-11-21 20:55:16.321214+00
180	step.started	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "database", "attempt": 1}	2026-11-21 20:55:16.321214+00
181	step.started	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:16.321214+00
182	step.started	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "mail", "attempt": 1}	2026-11-21 20:55:16.321214+00
183	step.succeeded	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "instance", "attempt": 1}	2026-11-21 20:55:16.329621+00
184	step.succeeded	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "database", "attempt": 1}	2026-11-21 20:55:16.340491+00
185	step.succeeded	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "mail", "attempt": 1}	2026-11-21 20:55:16.344359+00
186	step.succeeded	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:16.348448+00
187	step.succeeded	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:16.353958+00
188	environment.moved	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:16.353958+00
189	environment.moved	\N	\N	01a1ffe4-5454-76e3-be58-dc43725b4e45	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:16.353958+00
190	environment.created	01a1ffe4-55d0-77ee-a25c-cac59fdbfc5b	01a1ffe4-55d0-77ee-a25c-cac6d233b63b	\N	{"environment": "kill33/prod"}	2026-11-21 20:55:16.68838+00
191	run.created	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:16.740092+00
192	run.started	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"worker": "vm-31364-0b000dfb"}	2026-11-21 20:55:16.753058+00
193	step.started	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "instance", "attempt": 1}	2026-11-21 20:55:16.753058+00
194	step.started	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "database", "attempt": 1}	2026-11-21 20:55:16.753058+00
195	step.started	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:16.753058+00
196	step.started	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "mail", "attempt": 1}	2026-11-21 20:55:16.753058+00
197	step.succeeded	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "database", "attempt": 1}	2026-11-21 20:55:16.761508+00
198	step.succeeded	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "mail", "attempt": 1}	2026-11-21 20:55:16.771135+00
199	step.succeeded	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "instance", "attempt": 1}	2026-11-21 20:55:16.776391+00
200	step.succeeded	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:16.780427+00
201	step.succeeded	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:16.785954+00
202	environment.moved	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:16.785954+00
203	environment.moved	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:16.785954+00
204	step.succeeded	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:16.797747+00
205	environment.moved	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:16.797747+00
206	environment.moved	\N	\N	01a1ffe4-5603-76fb-a321-be4893096163	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:16.797747+00
207	environment.created	01a1ffe4-573e-7024-996a-ce9124d62421	01a1ffe4-573e-7024-996a-ce920414143c	\N	{"environment": "kill34/prod"}	2026-11-21 20:55:17.05463+00
208	run.created	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:17.095335+00
209	run.started	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"worker": "vm-31385-9849df64"}	2026-11-21 20:55:17.103705+00
210	step.started	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "instance", "attempt": 1}	2026-11-21 20:55:17.103705+00
211	step.started	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "database", "attempt": 1}	2026-11-21 20:55:17.103705+00
212	step.started	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:17.103705+00
213	step.started	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "mail", "attempt": 1}	2026-11-21 20:55:17.103705+00
214	step.succeeded	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "mail", "attempt": 1}	2026-11-21 20:55:17.115256+00
215	step.succeeded	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "instance", "attempt": 1}	2026-11-21 20:55:17.124519+00
216	step.succeeded	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "database", "attempt": 1}	2026-11-21 20:55:17.127935+00
217	step.succeeded	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:17.132356+00
218	step.succeeded	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:17.138073+00
219	environment.moved	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:17.138073+00
220	environment.moved	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:17.138073+00
221	step.succeeded	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:17.149566+00
222	environment.moved	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:17.149566+00
223	environment.moved	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:17.149566+00
224	step.succeeded	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"step": "release", "starts": ["start"], "attempt": 1}	2026-11-21 20:55:17.157921+00
225	environment.moved	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"to": "released", "from": "releasing"}	2026-11-21 20:55:17.157921+00
226	environment.moved	\N	\N	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	{"to": "starting", "from": "released"}	2026-11-21 20:55:17.157921+00
227	environment.created	01a1ffe4-589c-7019-991f-f6d85ef557b5	01a1ffe4-589c-7019-991f-f6d90c988971	\N	{"environment": "kill35/prod"}	2026-11-21 20:55:17.404086+00
228	run.created	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:17.453266+00
229	run.started	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"worker": "vm-31406-016eab5b"}	2026-11-21 20:55:17.463092+00
230	step.started	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "instance", "attempt": 1}	2026-11-21 20:55:17.463092+00
231	step.started	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "database", "attempt": 1}	2026-11-21 20:55:17.463092+00
232	step.started	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:17.463092+00
233	step.started	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "mail", "attempt": 1}	2026-11-21 20:55:17.463092+00
234	step.succeeded	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "mail", "attempt": 1}	2026-11-21 20:55:17.475519+00
235	step.succeeded	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "database", "attempt": 1}	2026-11-21 20:55:17.488533+00
236	step.succeeded	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "instance", "attempt": 1}	2026-11-21 20:55:17.492367+00
237	step.succeeded	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:17.49638+00
238	step.succeeded	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:17.502181+00
239	environment.moved	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:17.502181+00
240	environment.moved	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:17.502181+00
241	step.succeeded	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:17.51406+00
242	environment.moved	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:17.51406+00
243	environment.moved	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:17.51406+00
244	step.succeeded	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "release", "starts": ["start"], "attempt": 1}	2026-11-21 20:55:17.519605+00
245	environment.moved	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"to": "released", "from": "releasing"}	2026-11-21 20:55:17.519605+00
246	environment.moved	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"to": "starting", "from": "released"}	2026-11-21 20:55:17.519605+00
247	step.succeeded	\N	\N	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	{"step": "start", "starts": ["checks"], "attempt": 1}	2026-11-21 20:55:17.537465+00
248	environment.created	01a1ffe4-5a39-722a-b237-07a539158769	01a1ffe4-5a39-722a-b237-07a64504c3c0	\N	{"environment": "kill36/prod"}	2026-11-21 20:55:17.817096+00
249	run.created	\N	\N	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:17.853643+00
250	run.started	\N	\N	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	{"worker": "vm-31425-fd0d389a"}	2026-11-21 20:55:17.873348+00
251	step.started	\N	\N	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	{"step": "instance", "attempt": 1}	2026-11-21 20:55:17.873348+00
252	step.started	\N	\N	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	{"step": "database", "attempt": 1}	2026-11-21 20:55:17.873348+00
253	step.started	\N	\N	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:17.873348+00
254	step.started	\N	\N	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	{"step": "mail", "attempt": 1}	2026-11-21 20:55:17.873348+00
255	step.succeeded	\N	\N	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	{"step": "mail", "attempt": 1}	2026-11-21 20:55:17.885192+00
256	step.succeeded	\N	\N	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	{"step": "instance", "attempt": 1}	2026-11-21 20:55:17.9047+00
257	environment.created	01a1ffe4-5b97-7770-a745-014e0be9fdc8	01a1ffe4-5b97-7770-a745-014f6232ce55	\N	{"environment": "kill37/prod"}	2026-11-21 20:55:18.167444+00
258	run.created	\N	\N	01a1ffe4-5bc2-7285-9025-d1d7934f1365	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:18.21132+00
259	run.started	\N	\N	01a1ffe4-5bc2-7285-9025-d1d7934f1365	{"worker": "vm-31444-5c386496"}	2026-11-21 20:55:18.233337+00
260	step.started	\N	\N	01a1ffe4-5bc2-7285-9025-d1d7934f1365	{"step": "instance", "attempt": 1}	2026-11-21 20:55:18.233337+00
261	step.started	\N	\N	01a1ffe4-5bc2-7285-9025-d1d7934f1365	{"step": "database", "attempt": 1}	2026-11-21 20:55:18.233337+00
262	step.started	\N	\N	01a1ffe4-5bc2-7285-9025-d1d7934f1365	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:18.233337+00
263	step.started	\N	\N	01a1ffe4-5bc2-7285-9025-d1d7934f1365	{"step": "mail", "attempt": 1}	2026-11-21 20:55:18.233337+00
264	step.succeeded	\N	\N	01a1ffe4-5bc2-7285-9025-d1d7934f1365	{"step": "instance", "attempt": 1}	2026-11-21 20:55:18.255677+00
265	step.succeeded	\N	\N	01a1ffe4-5bc2-7285-9025-d1d7934f1365	{"step": "database", "attempt": 1}	2026-11-21 20:55:18.2684+00
266	environment.created	01a1ffe4-5cef-75b4-97c1-2ba01bcce877	01a1ffe4-5cef-75b4-97c1-2ba1657e0c6a	\N	{"environment": "kill38/prod"}	2026-11-21 20:55:18.511785+00
267	run.created	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:18.565729+00
268	run.started	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"worker": "vm-31465-dec495a6"}	2026-11-21 20:55:18.593472+00
269	step.started	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"step": "instance", "attempt": 1}	2026-11-21 20:55:18.593472+00
270	step.started	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"step": "database", "attempt": 1}	2026-11-21 20:55:18.593472+00
271	step.started	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:18.593472+00
272	step.started	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"step": "mail", "attempt": 1}	2026-11-21 20:55:18.593472+00
273	step.succeeded	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"step": "instance", "attempt": 1}	2026-11-21 20:55:18.603382+00
274	step.succeeded	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"step": "mail", "attempt": 1}	2026-11-21 20:55:18.613078+00
275	step.succeeded	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"step": "database", "attempt": 1}	2026-11-21 20:55:18.615433+00
276	step.succeeded	\N	\N	01a1ffe4-5d24-7552-b3b7-505f6af49b54	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:18.620489+00
277	environment.created	01a1ffe4-5e6b-739f-8f35-a27d524cf47b	01a1ffe4-5e6b-739f-8f35-a27eaf9761c6	\N	{"environment": "kill39/prod"}	2026-11-21 20:55:18.891313+00
278	run.created	\N	\N	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:18.934954+00
279	run.started	\N	\N	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	{"worker": "vm-31486-525dbfac"}	2026-11-21 20:55:18.949129+00
280	step.started	\N	\N	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	{"step": "instance", "attempt": 1}	2026-11-21 20:55:18.949129+00
281	step.started	\N	\N	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	{"step": "database", "attempt": 1}	2026-11-21 20:55:18.949129+00
282	step.started	\N	\N	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:18.949129+00
283	step.started	\N	\N	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	{"step": "mail", "attempt": 1}	2026-11-21 20:55:18.949129+00
284	step.succeeded	\N	\N	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	{"step": "mail", "attempt": 1}	2026-11-21 20:55:18.956971+00
285	environment.created	01a1ffe4-5fc4-750a-a90c-aa705c1ed16c	01a1ffe4-5fc4-750a-a90c-aa7149428694	\N	{"environment": "kill40/prod"}	2026-11-21 20:55:19.23691+00
286	run.created	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:19.277686+00
287	run.started	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"worker": "vm-31506-d5324e68"}	2026-11-21 20:55:19.289806+00
288	step.started	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "instance", "attempt": 1}	2026-11-21 20:55:19.289806+00
289	step.started	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "database", "attempt": 1}	2026-11-21 20:55:19.289806+00
290	step.started	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:19.289806+00
291	step.started	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "mail", "attempt": 1}	2026-11-21 20:55:19.289806+00
292	step.succeeded	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "instance", "attempt": 1}	2026-11-21 20:55:19.301508+00
293	step.succeeded	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "database", "attempt": 1}	2026-11-21 20:55:19.308161+00
294	step.succeeded	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "mail", "attempt": 1}	2026-11-21 20:55:19.312345+00
295	step.succeeded	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:19.315013+00
296	step.succeeded	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:19.32184+00
297	environment.moved	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:19.32184+00
298	environment.moved	\N	\N	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:19.32184+00
299	environment.created	01a1ffe4-60fe-700a-ba0e-7a2114016499	01a1ffe4-60fe-700a-ba0e-7a220356dce4	\N	{"environment": "kill41/prod"}	2026-11-21 20:55:19.550892+00
300	run.created	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:19.599185+00
301	run.started	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"worker": "vm-31526-a15b0a9c"}	2026-11-21 20:55:19.607246+00
302	step.started	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "instance", "attempt": 1}	2026-11-21 20:55:19.607246+00
303	step.started	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "database", "attempt": 1}	2026-11-21 20:55:19.607246+00
304	step.started	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:19.607246+00
305	step.started	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "mail", "attempt": 1}	2026-11-21 20:55:19.607246+00
306	step.succeeded	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "instance", "attempt": 1}	2026-11-21 20:55:19.617642+00
307	step.succeeded	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "database", "attempt": 1}	2026-11-21 20:55:19.624133+00
308	step.succeeded	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "mail", "attempt": 1}	2026-11-21 20:55:19.628306+00
309	step.succeeded	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:19.632369+00
310	step.succeeded	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:19.637717+00
311	environment.moved	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:19.637717+00
312	environment.moved	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:19.637717+00
313	step.succeeded	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:19.649644+00
314	environment.moved	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:19.649644+00
315	environment.moved	\N	\N	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:19.649644+00
316	environment.created	01a1ffe4-6277-704f-8a75-14e4a0092d7a	01a1ffe4-6277-704f-8a75-14e5e7e48035	\N	{"environment": "kill42/prod"}	2026-11-21 20:55:19.927029+00
317	run.created	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:19.974542+00
318	run.started	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"worker": "vm-31545-f7258bcc"}	2026-11-21 20:55:19.985774+00
319	step.started	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "instance", "attempt": 1}	2026-11-21 20:55:19.985774+00
320	step.started	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "database", "attempt": 1}	2026-11-21 20:55:19.985774+00
321	step.started	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:19.985774+00
322	step.started	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "mail", "attempt": 1}	2026-11-21 20:55:19.985774+00
323	step.succeeded	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "instance", "attempt": 1}	2026-11-21 20:55:19.998931+00
324	step.succeeded	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "database", "attempt": 1}	2026-11-21 20:55:20.008351+00
325	step.succeeded	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "mail", "attempt": 1}	2026-11-21 20:55:20.01232+00
326	step.succeeded	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:20.016301+00
327	step.succeeded	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:20.021847+00
328	environment.moved	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:20.021847+00
329	environment.moved	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:20.021847+00
330	step.succeeded	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:20.031966+00
331	environment.moved	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:20.031966+00
332	environment.moved	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:20.031966+00
333	step.succeeded	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"step": "release", "starts": ["start"], "attempt": 1}	2026-11-21 20:55:20.035982+00
334	environment.moved	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"to": "released", "from": "releasing"}	2026-11-21 20:55:20.035982+00
335	environment.moved	\N	\N	01a1ffe4-62a5-7276-87d8-fef921c29fa4	{"to": "starting", "from": "released"}	2026-11-21 20:55:20.035982+00
336	environment.created	01a1ffe4-63db-74ab-ba6b-3d7331748d55	01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	\N	{"environment": "kill43/prod"}	2026-11-21 20:55:20.283952+00
337	run.created	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"by": "tests", "kind": "deploy"}	2026-11-21 20:55:20.33317+00
338	run.started	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"worker": "vm-31564-ac07b69f"}	2026-11-21 20:55:20.357285+00
339	step.started	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "instance", "attempt": 1}	2026-11-21 20:55:20.357285+00
340	step.started	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "database", "attempt": 1}	2026-11-21 20:55:20.357285+00
341	step.started	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "bucket", "attempt": 1}	2026-11-21 20:55:20.357285+00
342	step.started	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "mail", "attempt": 1}	2026-11-21 20:55:20.357285+00
343	step.succeeded	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "mail", "attempt": 1}	2026-11-21 20:55:20.36552+00
344	step.succeeded	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "instance", "attempt": 1}	2026-11-21 20:55:20.376391+00
345	step.succeeded	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "database", "attempt": 1}	2026-11-21 20:55:20.37835+00
346	step.succeeded	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "bucket", "starts": ["dns"], "attempt": 1}	2026-11-21 20:55:20.384292+00
347	step.succeeded	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "dns", "starts": ["branding"], "attempt": 1}	2026-11-21 20:55:20.38995+00
348	environment.moved	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"to": "provisioned", "from": "provisioning"}	2026-11-21 20:55:20.38995+00
349	environment.moved	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"to": "configuring", "from": "provisioned"}	2026-11-21 20:55:20.38995+00
350	step.succeeded	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "branding", "starts": ["release"], "attempt": 1}	2026-11-21 20:55:20.398526+00
351	environment.moved	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"to": "configured", "from": "configuring"}	2026-11-21 20:55:20.398526+00
352	environment.moved	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"to": "releasing", "from": "configured"}	2026-11-21 20:55:20.398526+00
353	step.succeeded	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "release", "starts": ["start"], "attempt": 1}	2026-11-21 20:55:20.401889+00
354	environment.moved	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"to": "released", "from": "releasing"}	2026-11-21 20:55:20.401889+00
355	environment.moved	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"to": "starting", "from": "released"}	2026-11-21 20:55:20.401889+00
356	step.succeeded	\N	\N	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	{"step": "start", "starts": ["checks"], "attempt": 1}	2026-11-21 20:55:20.409237+00
\.


--
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.idempotency (scope, key, body_hash, status, body, created_at) FROM stdin;
\.


--
-- Data for Name: log_line; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.log_line (id, run, step, attempt, at, level, text) FROM stdin;
1	01a1ffe4-40c1-7213-9e37-cb877a6eae03	instance	1	2026-11-21 20:55:11.346536+00	info	instance instance/clean-prod at instance:instance/clean-prod
2	01a1ffe4-40c1-7213-9e37-cb877a6eae03	mail	1	2026-11-21 20:55:11.347148+00	info	sender clean@clients.localhost
3	01a1ffe4-40c1-7213-9e37-cb877a6eae03	database	1	2026-11-21 20:55:11.348523+00	info	database database/clean-prod is seeded
4	01a1ffe4-40c1-7213-9e37-cb877a6eae03	bucket	1	2026-11-21 20:55:11.353762+00	info	prefix clean/prod/ has its 4 initial files
5	01a1ffe4-40c1-7213-9e37-cb877a6eae03	dns	1	2026-11-21 20:55:11.365018+00	info	clean.localhost → instance:instance/clean-prod
6	01a1ffe4-40c1-7213-9e37-cb877a6eae03	branding	1	2026-11-21 20:55:11.37542+00	info	runtime document at revision 0
7	01a1ffe4-40c1-7213-9e37-cb877a6eae03	release	1	2026-11-21 20:55:11.381711+00	info	version 1 is placed
8	01a1ffe4-40c1-7213-9e37-cb877a6eae03	start	1	2026-11-21 20:55:11.398721+00	info	answers at instance:instance/clean-prod
9	01a1ffe4-40c1-7213-9e37-cb877a6eae03	checks	1	2026-11-21 20:55:11.405805+00	info	ok address resolves: clean.localhost → instance:instance/clean-prod
10	01a1ffe4-40c1-7213-9e37-cb877a6eae03	checks	1	2026-11-21 20:55:11.40581+00	info	ok site answers: HTTP 200
11	01a1ffe4-40c1-7213-9e37-cb877a6eae03	checks	1	2026-11-21 20:55:11.405811+00	info	ok database answers: ok
12	01a1ffe4-40c1-7213-9e37-cb877a6eae03	checks	1	2026-11-21 20:55:11.405812+00	info	ok it is this site: the right instance answers
13	01a1ffe4-40c1-7213-9e37-cb877a6eae03	checks	1	2026-11-21 20:55:11.405812+00	info	ok look is served: main colour #0e5f68
14	01a1ffe4-40c1-7213-9e37-cb877a6eae03	checks	1	2026-11-21 20:55:11.405813+00	info	ok mail is accepted: clean@clients.localhost
15	01a1ffe4-46db-713e-879c-a91690a57497	database	1	2026-11-21 20:55:12.885081+00	info	database database/kill22-prod is seeded
16	01a1ffe4-46db-713e-879c-a91690a57497	instance	1	2026-11-21 20:55:12.885433+00	info	instance instance/kill22-prod at instance:instance/kill22-prod
17	01a1ffe4-46db-713e-879c-a91690a57497	mail	1	2026-11-21 20:55:12.888319+00	info	sender kill22@clients.localhost
18	01a1ffe4-46db-713e-879c-a91690a57497	bucket	1	2026-11-21 20:55:12.88973+00	info	prefix kill22/prod/ has its 4 initial files
19	01a1ffe4-4826-7152-8718-325ffd2f6ef8	mail	1	2026-11-21 20:55:13.219277+00	info	sender kill23@clients.localhost
20	01a1ffe4-4826-7152-8718-325ffd2f6ef8	instance	1	2026-11-21 20:55:13.219873+00	info	instance instance/kill23-prod at instance:instance/kill23-prod
21	01a1ffe4-4826-7152-8718-325ffd2f6ef8	database	1	2026-11-21 20:55:13.220772+00	info	database database/kill23-prod is seeded
22	01a1ffe4-4826-7152-8718-325ffd2f6ef8	bucket	1	2026-11-21 20:55:13.224861+00	info	prefix kill23/prod/ has its 4 initial files
23	01a1ffe4-4826-7152-8718-325ffd2f6ef8	dns	1	2026-11-21 20:55:13.241767+00	info	kill23.localhost → instance:instance/kill23-prod
24	01a1ffe4-4999-75e3-989a-897c05447bb8	instance	1	2026-11-21 20:55:13.589585+00	info	instance instance/kill24-prod at instance:instance/kill24-prod
25	01a1ffe4-4999-75e3-989a-897c05447bb8	database	1	2026-11-21 20:55:13.590916+00	info	database database/kill24-prod is seeded
26	01a1ffe4-4999-75e3-989a-897c05447bb8	mail	1	2026-11-21 20:55:13.5907+00	info	sender kill24@clients.localhost
27	01a1ffe4-4999-75e3-989a-897c05447bb8	bucket	1	2026-11-21 20:55:13.595499+00	info	prefix kill24/prod/ has its 4 initial files
28	01a1ffe4-4999-75e3-989a-897c05447bb8	dns	1	2026-11-21 20:55:13.613964+00	info	kill24.localhost → instance:instance/kill24-prod
29	01a1ffe4-4999-75e3-989a-897c05447bb8	branding	1	2026-11-21 20:55:13.626316+00	info	runtime document at revision 0
30	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	instance	1	2026-11-21 20:55:13.955648+00	info	instance instance/kill25-prod at instance:instance/kill25-prod
31	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	mail	1	2026-11-21 20:55:13.956655+00	info	sender kill25@clients.localhost
32	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	database	1	2026-11-21 20:55:13.957819+00	info	database database/kill25-prod is seeded
33	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	bucket	1	2026-11-21 20:55:13.961972+00	info	prefix kill25/prod/ has its 4 initial files
34	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	dns	1	2026-11-21 20:55:13.977742+00	info	kill25.localhost → instance:instance/kill25-prod
35	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	branding	1	2026-11-21 20:55:13.989915+00	info	runtime document at revision 0
36	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	release	1	2026-11-21 20:55:13.997451+00	info	version 1 is placed
37	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	instance	1	2026-11-21 20:55:14.330321+00	info	instance instance/kill26-prod at instance:instance/kill26-prod
38	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	database	1	2026-11-21 20:55:14.331479+00	info	database database/kill26-prod is seeded
39	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	mail	1	2026-11-21 20:55:14.333195+00	info	sender kill26@clients.localhost
40	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	bucket	1	2026-11-21 20:55:14.337058+00	info	prefix kill26/prod/ has its 4 initial files
41	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	dns	1	2026-11-21 20:55:14.358095+00	info	kill26.localhost → instance:instance/kill26-prod
42	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	branding	1	2026-11-21 20:55:14.37724+00	info	runtime document at revision 0
43	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	release	1	2026-11-21 20:55:14.385458+00	info	version 1 is placed
44	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	start	1	2026-11-21 20:55:14.395895+00	info	answers at instance:instance/kill26-prod
45	01a1ffe4-5309-7440-9376-7cfacfa7cf65	instance	1	2026-11-21 20:55:16.014389+00	info	instance instance/kill31-prod at instance:instance/kill31-prod
46	01a1ffe4-5309-7440-9376-7cfacfa7cf65	mail	1	2026-11-21 20:55:16.015087+00	info	sender kill31@clients.localhost
47	01a1ffe4-5309-7440-9376-7cfacfa7cf65	database	1	2026-11-21 20:55:16.01585+00	info	database database/kill31-prod is seeded
48	01a1ffe4-5309-7440-9376-7cfacfa7cf65	bucket	1	2026-11-21 20:55:16.01875+00	info	prefix kill31/prod/ has its 4 initial files
49	01a1ffe4-5454-76e3-be58-dc43725b4e45	instance	1	2026-11-21 20:55:16.329499+00	info	instance instance/kill32-prod at instance:instance/kill32-prod
50	01a1ffe4-5454-76e3-be58-dc43725b4e45	database	1	2026-11-21 20:55:16.33158+00	info	database database/kill32-prod is seeded
51	01a1ffe4-5454-76e3-be58-dc43725b4e45	mail	1	2026-11-21 20:55:16.333538+00	info	sender kill32@clients.localhost
52	01a1ffe4-5454-76e3-be58-dc43725b4e45	bucket	1	2026-11-21 20:55:16.334924+00	info	prefix kill32/prod/ has its 4 initial files
53	01a1ffe4-5454-76e3-be58-dc43725b4e45	dns	1	2026-11-21 20:55:16.353834+00	info	kill32.localhost → instance:instance/kill32-prod
54	01a1ffe4-5603-76fb-a321-be4893096163	database	1	2026-11-21 20:55:16.761392+00	info	database database/kill33-prod is seeded
55	01a1ffe4-5603-76fb-a321-be4893096163	mail	1	2026-11-21 20:55:16.762288+00	info	sender kill33@clients.localhost
56	01a1ffe4-5603-76fb-a321-be4893096163	instance	1	2026-11-21 20:55:16.762484+00	info	instance instance/kill33-prod at instance:instance/kill33-prod
57	01a1ffe4-5603-76fb-a321-be4893096163	bucket	1	2026-11-21 20:55:16.766053+00	info	prefix kill33/prod/ has its 4 initial files
58	01a1ffe4-5603-76fb-a321-be4893096163	dns	1	2026-11-21 20:55:16.785819+00	info	kill33.localhost → instance:instance/kill33-prod
59	01a1ffe4-5603-76fb-a321-be4893096163	branding	1	2026-11-21 20:55:16.7976+00	info	runtime document at revision 0
60	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	mail	1	2026-11-21 20:55:17.115129+00	info	sender kill34@clients.localhost
61	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	instance	1	2026-11-21 20:55:17.117385+00	info	instance instance/kill34-prod at instance:instance/kill34-prod
62	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	database	1	2026-11-21 20:55:17.118199+00	info	database database/kill34-prod is seeded
63	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	bucket	1	2026-11-21 20:55:17.12026+00	info	prefix kill34/prod/ has its 4 initial files
64	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	dns	1	2026-11-21 20:55:17.137935+00	info	kill34.localhost → instance:instance/kill34-prod
65	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	branding	1	2026-11-21 20:55:17.149414+00	info	runtime document at revision 0
66	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	release	1	2026-11-21 20:55:17.157808+00	info	version 1 is placed
67	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	mail	1	2026-11-21 20:55:17.475393+00	info	sender kill35@clients.localhost
68	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	database	1	2026-11-21 20:55:17.476392+00	info	database database/kill35-prod is seeded
69	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	instance	1	2026-11-21 20:55:17.477309+00	info	instance instance/kill35-prod at instance:instance/kill35-prod
70	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	bucket	1	2026-11-21 20:55:17.480533+00	info	prefix kill35/prod/ has its 4 initial files
71	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	dns	1	2026-11-21 20:55:17.502067+00	info	kill35.localhost → instance:instance/kill35-prod
72	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	branding	1	2026-11-21 20:55:17.513929+00	info	runtime document at revision 0
73	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	release	1	2026-11-21 20:55:17.519511+00	info	version 1 is placed
74	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	start	1	2026-11-21 20:55:17.537248+00	info	answers at instance:instance/kill35-prod
75	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	mail	1	2026-11-21 20:55:17.885068+00	info	sender kill36@clients.localhost
76	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	instance	1	2026-11-21 20:55:17.885429+00	info	instance instance/kill36-prod at instance:instance/kill36-prod
77	01a1ffe4-5bc2-7285-9025-d1d7934f1365	instance	1	2026-11-21 20:55:18.255548+00	info	instance instance/kill37-prod at instance:instance/kill37-prod
78	01a1ffe4-5bc2-7285-9025-d1d7934f1365	database	1	2026-11-21 20:55:18.257562+00	info	database database/kill37-prod is seeded
79	01a1ffe4-5d24-7552-b3b7-505f6af49b54	instance	1	2026-11-21 20:55:18.603253+00	info	instance instance/kill38-prod at instance:instance/kill38-prod
80	01a1ffe4-5d24-7552-b3b7-505f6af49b54	mail	1	2026-11-21 20:55:18.604483+00	info	sender kill38@clients.localhost
81	01a1ffe4-5d24-7552-b3b7-505f6af49b54	database	1	2026-11-21 20:55:18.60487+00	info	database database/kill38-prod is seeded
82	01a1ffe4-5d24-7552-b3b7-505f6af49b54	bucket	1	2026-11-21 20:55:18.608168+00	info	prefix kill38/prod/ has its 4 initial files
83	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	mail	1	2026-11-21 20:55:18.956849+00	info	sender kill39@clients.localhost
84	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	instance	1	2026-11-21 20:55:19.301419+00	info	instance instance/kill40-prod at instance:instance/kill40-prod
85	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	database	1	2026-11-21 20:55:19.303766+00	info	database database/kill40-prod is seeded
86	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	mail	1	2026-11-21 20:55:19.304835+00	info	sender kill40@clients.localhost
87	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	bucket	1	2026-11-21 20:55:19.307075+00	info	prefix kill40/prod/ has its 4 initial files
88	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	dns	1	2026-11-21 20:55:19.321747+00	info	kill40.localhost → instance:instance/kill40-prod
89	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	instance	1	2026-11-21 20:55:19.617556+00	info	instance instance/kill41-prod at instance:instance/kill41-prod
90	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	database	1	2026-11-21 20:55:19.619194+00	info	database database/kill41-prod is seeded
91	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	mail	1	2026-11-21 20:55:19.619817+00	info	sender kill41@clients.localhost
92	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	bucket	1	2026-11-21 20:55:19.62473+00	info	prefix kill41/prod/ has its 4 initial files
93	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	dns	1	2026-11-21 20:55:19.637636+00	info	kill41.localhost → instance:instance/kill41-prod
94	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	branding	1	2026-11-21 20:55:19.649537+00	info	runtime document at revision 0
95	01a1ffe4-62a5-7276-87d8-fef921c29fa4	instance	1	2026-11-21 20:55:19.998845+00	info	instance instance/kill42-prod at instance:instance/kill42-prod
96	01a1ffe4-62a5-7276-87d8-fef921c29fa4	database	1	2026-11-21 20:55:20.000432+00	info	database database/kill42-prod is seeded
97	01a1ffe4-62a5-7276-87d8-fef921c29fa4	mail	1	2026-11-21 20:55:20.001423+00	info	sender kill42@clients.localhost
98	01a1ffe4-62a5-7276-87d8-fef921c29fa4	bucket	1	2026-11-21 20:55:20.005292+00	info	prefix kill42/prod/ has its 4 initial files
99	01a1ffe4-62a5-7276-87d8-fef921c29fa4	dns	1	2026-11-21 20:55:20.021725+00	info	kill42.localhost → instance:instance/kill42-prod
100	01a1ffe4-62a5-7276-87d8-fef921c29fa4	branding	1	2026-11-21 20:55:20.031829+00	info	runtime document at revision 0
101	01a1ffe4-62a5-7276-87d8-fef921c29fa4	release	1	2026-11-21 20:55:20.035846+00	info	version 1 is placed
102	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	mail	1	2026-11-21 20:55:20.365442+00	info	sender kill43@clients.localhost
103	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	instance	1	2026-11-21 20:55:20.366398+00	info	instance instance/kill43-prod at instance:instance/kill43-prod
104	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	database	1	2026-11-21 20:55:20.366854+00	info	database database/kill43-prod is seeded
105	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	bucket	1	2026-11-21 20:55:20.370471+00	info	prefix kill43/prod/ has its 4 initial files
106	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	dns	1	2026-11-21 20:55:20.389828+00	info	kill43.localhost → instance:instance/kill43-prod
107	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	branding	1	2026-11-21 20:55:20.398377+00	info	runtime document at revision 0
108	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	release	1	2026-11-21 20:55:20.401787+00	info	version 1 is placed
109	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	start	1	2026-11-21 20:55:20.409074+00	info	answers at instance:instance/kill43-prod
\.


--
-- Data for Name: mail; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.mail (id, tenant, environment, sender, recipient, reply_to, subject, text, via, idempotency_key, at, state, notice, attempts, next_at) FROM stdin;
\.


--
-- Data for Name: mark; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.mark (name, value) FROM stdin;
key	cf58102192c6fe8393e14c9c60af3bd2a0003018b6f470e2f149029692a88510
directory	3382c16fa54500f9e741893815236daa vm
\.


--
-- Data for Name: provider; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.provider (port, paused_until, next_call_at, next_look_at) FROM stdin;
\.


--
-- Data for Name: provider_slot; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.provider_slot (port, number, holder, until) FROM stdin;
\.


--
-- Data for Name: resource; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.resource (id, environment, kind, provider, external_id, name, step, run, created_at, deleted_at) FROM stdin;
01a1ffe4-40f2-741e-96cc-da6fb666ed23	01a1ffe4-4063-7217-8cee-0722a8f061ef	instance	ledger	instance/clean-prod	clean/prod	instance	01a1ffe4-40c1-7213-9e37-cb877a6eae03	2026-11-21 20:55:11.346632+00	\N
01a1ffe4-40f3-703b-9b88-3311675b8e1c	01a1ffe4-4063-7217-8cee-0722a8f061ef	mail_sender	ledger	mail/clean@clients.localhost	clean@clients.localhost	mail	01a1ffe4-40c1-7213-9e37-cb877a6eae03	2026-11-21 20:55:11.352936+00	\N
01a1ffe4-40f4-7481-ab01-030d12ceee54	01a1ffe4-4063-7217-8cee-0722a8f061ef	database	ledger	database/clean-prod	clean/prod	database	01a1ffe4-40c1-7213-9e37-cb877a6eae03	2026-11-21 20:55:11.354498+00	\N
01a1ffe4-40f9-74df-b538-b6668d9373af	01a1ffe4-4063-7217-8cee-0722a8f061ef	bucket	ledger	bucket/clean-prod	clean/prod	bucket	01a1ffe4-40c1-7213-9e37-cb877a6eae03	2026-11-21 20:55:11.355774+00	\N
01a1ffe4-4105-733a-92fd-c5b0de479106	01a1ffe4-4063-7217-8cee-0722a8f061ef	dns_record	ledger	dns/clean.localhost	clean.localhost	dns	01a1ffe4-40c1-7213-9e37-cb877a6eae03	2026-11-21 20:55:11.365137+00	\N
01a1ffe4-46f5-72bb-b593-5546b3319b34	01a1ffe4-46ab-70f7-8168-f85976d8ddd0	database	ledger	database/kill22-prod	kill22/prod	database	01a1ffe4-46db-713e-879c-a91690a57497	2026-11-21 20:55:12.885201+00	\N
01a1ffe4-46f5-72bb-b593-554720a6a3b5	01a1ffe4-46ab-70f7-8168-f85976d8ddd0	instance	ledger	instance/kill22-prod	kill22/prod	instance	01a1ffe4-46db-713e-879c-a91690a57497	2026-11-21 20:55:12.89348+00	\N
01a1ffe4-46f8-759a-b630-1f6696fdcba2	01a1ffe4-46ab-70f7-8168-f85976d8ddd0	mail_sender	ledger	mail/kill22@clients.localhost	kill22@clients.localhost	mail	01a1ffe4-46db-713e-879c-a91690a57497	2026-11-21 20:55:12.896385+00	\N
01a1ffe4-46f9-721d-9d94-5c3dc5c41cf4	01a1ffe4-46ab-70f7-8168-f85976d8ddd0	bucket	ledger	bucket/kill22-prod	kill22/prod	bucket	01a1ffe4-46db-713e-879c-a91690a57497	2026-11-21 20:55:12.900419+00	\N
01a1ffe4-4843-7492-b87e-195d7cee80a9	01a1ffe4-47fb-74cd-b4eb-5773ce9f586d	mail_sender	ledger	mail/kill23@clients.localhost	kill23@clients.localhost	mail	01a1ffe4-4826-7152-8718-325ffd2f6ef8	2026-11-21 20:55:13.219404+00	\N
01a1ffe4-4843-7492-b87e-195ec288e296	01a1ffe4-47fb-74cd-b4eb-5773ce9f586d	instance	ledger	instance/kill23-prod	kill23/prod	instance	01a1ffe4-4826-7152-8718-325ffd2f6ef8	2026-11-21 20:55:13.227306+00	\N
01a1ffe4-4844-70e9-8e2b-ba8dd0d1de35	01a1ffe4-47fb-74cd-b4eb-5773ce9f586d	database	ledger	database/kill23-prod	kill23/prod	database	01a1ffe4-4826-7152-8718-325ffd2f6ef8	2026-11-21 20:55:13.232465+00	\N
01a1ffe4-4848-7302-93d7-befe3ad14a0f	01a1ffe4-47fb-74cd-b4eb-5773ce9f586d	bucket	ledger	bucket/kill23-prod	kill23/prod	bucket	01a1ffe4-4826-7152-8718-325ffd2f6ef8	2026-11-21 20:55:13.236316+00	\N
01a1ffe4-4859-7019-9d32-d51c635c3c14	01a1ffe4-47fb-74cd-b4eb-5773ce9f586d	dns_record	ledger	dns/kill23.localhost	kill23.localhost	dns	01a1ffe4-4826-7152-8718-325ffd2f6ef8	2026-11-21 20:55:13.241984+00	\N
01a1ffe4-49b5-7768-b2b7-c6505850cf6b	01a1ffe4-4966-7042-8ce1-92b3562a357f	instance	ledger	instance/kill24-prod	kill24/prod	instance	01a1ffe4-4999-75e3-989a-897c05447bb8	2026-11-21 20:55:13.589716+00	\N
01a1ffe4-49b6-7173-966e-f42e557d4469	01a1ffe4-4966-7042-8ce1-92b3562a357f	database	ledger	database/kill24-prod	kill24/prod	database	01a1ffe4-4999-75e3-989a-897c05447bb8	2026-11-21 20:55:13.600529+00	\N
01a1ffe4-49b6-7173-966e-f42dfcb8b819	01a1ffe4-4966-7042-8ce1-92b3562a357f	mail_sender	ledger	mail/kill24@clients.localhost	kill24@clients.localhost	mail	01a1ffe4-4999-75e3-989a-897c05447bb8	2026-11-21 20:55:13.604408+00	\N
01a1ffe4-49bb-702d-930d-a43ce9122211	01a1ffe4-4966-7042-8ce1-92b3562a357f	bucket	ledger	bucket/kill24-prod	kill24/prod	bucket	01a1ffe4-4999-75e3-989a-897c05447bb8	2026-11-21 20:55:13.608379+00	\N
01a1ffe4-49cd-732d-a434-26fe5b14c75d	01a1ffe4-4966-7042-8ce1-92b3562a357f	dns_record	ledger	dns/kill24.localhost	kill24.localhost	dns	01a1ffe4-4999-75e3-989a-897c05447bb8	2026-11-21 20:55:13.614058+00	\N
01a1ffe4-4b23-716e-9929-86ca803435b1	01a1ffe4-4ada-7710-ad2a-29e921eb0dcd	instance	ledger	instance/kill25-prod	kill25/prod	instance	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	2026-11-21 20:55:13.955778+00	\N
01a1ffe4-4b24-7261-97bf-c06f461b9f14	01a1ffe4-4ada-7710-ad2a-29e921eb0dcd	mail_sender	ledger	mail/kill25@clients.localhost	kill25@clients.localhost	mail	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	2026-11-21 20:55:13.965442+00	\N
01a1ffe4-4b25-74cf-a964-b941367b0a22	01a1ffe4-4ada-7710-ad2a-29e921eb0dcd	database	ledger	database/kill25-prod	kill25/prod	database	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	2026-11-21 20:55:13.968283+00	\N
01a1ffe4-4b29-7201-8ab5-b1bf0fb649c4	01a1ffe4-4ada-7710-ad2a-29e921eb0dcd	bucket	ledger	bucket/kill25-prod	kill25/prod	bucket	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	2026-11-21 20:55:13.972455+00	\N
01a1ffe4-4b39-7371-8721-4916966f655d	01a1ffe4-4ada-7710-ad2a-29e921eb0dcd	dns_record	ledger	dns/kill25.localhost	kill25.localhost	dns	01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	2026-11-21 20:55:13.977871+00	\N
01a1ffe4-4c9a-76c7-a94a-8a8486e09eb3	01a1ffe4-4c5b-779b-aa36-a0d235095eb6	instance	ledger	instance/kill26-prod	kill26/prod	instance	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	2026-11-21 20:55:14.330448+00	\N
01a1ffe4-4c9b-755f-8427-f1a07cdff929	01a1ffe4-4c5b-779b-aa36-a0d235095eb6	database	ledger	database/kill26-prod	kill26/prod	database	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	2026-11-21 20:55:14.340366+00	\N
01a1ffe4-4c9d-76ad-a74a-6408004c02b7	01a1ffe4-4c5b-779b-aa36-a0d235095eb6	mail_sender	ledger	mail/kill26@clients.localhost	kill26@clients.localhost	mail	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	2026-11-21 20:55:14.342597+00	\N
01a1ffe4-4ca1-76dd-abb1-90d7d20d815e	01a1ffe4-4c5b-779b-aa36-a0d235095eb6	bucket	ledger	bucket/kill26-prod	kill26/prod	bucket	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	2026-11-21 20:55:14.348623+00	\N
01a1ffe4-4cb6-7185-aef6-fe7a05fd2aae	01a1ffe4-4c5b-779b-aa36-a0d235095eb6	dns_record	ledger	dns/kill26.localhost	kill26.localhost	dns	01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	2026-11-21 20:55:14.358239+00	\N
01a1ffe4-532e-73ca-881f-b7bc400c8beb	01a1ffe4-52df-724b-b964-74f61375e79d	instance	ledger	instance/kill31-prod	kill31/prod	instance	01a1ffe4-5309-7440-9376-7cfacfa7cf65	2026-11-21 20:55:16.014494+00	\N
01a1ffe4-532f-7653-a4d2-23dd94bb02b7	01a1ffe4-52df-724b-b964-74f61375e79d	mail_sender	ledger	mail/kill31@clients.localhost	kill31@clients.localhost	mail	01a1ffe4-5309-7440-9376-7cfacfa7cf65	2026-11-21 20:55:16.024624+00	\N
01a1ffe4-532f-7653-a4d2-23dea5c09771	01a1ffe4-52df-724b-b964-74f61375e79d	database	ledger	database/kill31-prod	kill31/prod	database	01a1ffe4-5309-7440-9376-7cfacfa7cf65	2026-11-21 20:55:16.028135+00	\N
01a1ffe4-5332-7738-ab8e-2171940291ac	01a1ffe4-52df-724b-b964-74f61375e79d	bucket	ledger	bucket/kill31-prod	kill31/prod	bucket	01a1ffe4-5309-7440-9376-7cfacfa7cf65	2026-11-21 20:55:16.032133+00	\N
01a1ffe4-5469-726e-bf94-c1dcd6c08db9	01a1ffe4-5427-7449-9ae2-4b562a56b7b2	instance	ledger	instance/kill32-prod	kill32/prod	instance	01a1ffe4-5454-76e3-be58-dc43725b4e45	2026-11-21 20:55:16.329621+00	\N
01a1ffe4-546b-752e-87d3-d77b4d6fc415	01a1ffe4-5427-7449-9ae2-4b562a56b7b2	database	ledger	database/kill32-prod	kill32/prod	database	01a1ffe4-5454-76e3-be58-dc43725b4e45	2026-11-21 20:55:16.340491+00	\N
01a1ffe4-546d-7410-be30-93fe04cc57e4	01a1ffe4-5427-7449-9ae2-4b562a56b7b2	mail_sender	ledger	mail/kill32@clients.localhost	kill32@clients.localhost	mail	01a1ffe4-5454-76e3-be58-dc43725b4e45	2026-11-21 20:55:16.344359+00	\N
01a1ffe4-546e-7428-817e-f671961572d4	01a1ffe4-5427-7449-9ae2-4b562a56b7b2	bucket	ledger	bucket/kill32-prod	kill32/prod	bucket	01a1ffe4-5454-76e3-be58-dc43725b4e45	2026-11-21 20:55:16.348448+00	\N
01a1ffe4-5481-7451-9052-e864911f2b98	01a1ffe4-5427-7449-9ae2-4b562a56b7b2	dns_record	ledger	dns/kill32.localhost	kill32.localhost	dns	01a1ffe4-5454-76e3-be58-dc43725b4e45	2026-11-21 20:55:16.353958+00	\N
01a1ffe4-5619-70b3-9992-e977bed4b1e4	01a1ffe4-55d0-77ee-a25c-cac6d233b63b	database	ledger	database/kill33-prod	kill33/prod	database	01a1ffe4-5603-76fb-a321-be4893096163	2026-11-21 20:55:16.761508+00	\N
01a1ffe4-561a-764a-bf9e-6ba84ea2f605	01a1ffe4-55d0-77ee-a25c-cac6d233b63b	mail_sender	ledger	mail/kill33@clients.localhost	kill33@clients.localhost	mail	01a1ffe4-5603-76fb-a321-be4893096163	2026-11-21 20:55:16.771135+00	\N
01a1ffe4-561a-764a-bf9e-6ba9a6866c37	01a1ffe4-55d0-77ee-a25c-cac6d233b63b	instance	ledger	instance/kill33-prod	kill33/prod	instance	01a1ffe4-5603-76fb-a321-be4893096163	2026-11-21 20:55:16.776391+00	\N
01a1ffe4-561e-7360-9998-0f44fac8fbe5	01a1ffe4-55d0-77ee-a25c-cac6d233b63b	bucket	ledger	bucket/kill33-prod	kill33/prod	bucket	01a1ffe4-5603-76fb-a321-be4893096163	2026-11-21 20:55:16.780427+00	\N
01a1ffe4-5631-703b-b059-24e655010394	01a1ffe4-55d0-77ee-a25c-cac6d233b63b	dns_record	ledger	dns/kill33.localhost	kill33.localhost	dns	01a1ffe4-5603-76fb-a321-be4893096163	2026-11-21 20:55:16.785954+00	\N
01a1ffe4-577b-7780-a9ba-58e8c4bdf51e	01a1ffe4-573e-7024-996a-ce920414143c	mail_sender	ledger	mail/kill34@clients.localhost	kill34@clients.localhost	mail	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	2026-11-21 20:55:17.115256+00	\N
01a1ffe4-577d-74f9-944b-2b734b671f79	01a1ffe4-573e-7024-996a-ce920414143c	instance	ledger	instance/kill34-prod	kill34/prod	instance	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	2026-11-21 20:55:17.124519+00	\N
01a1ffe4-577e-77c4-983a-781076a2fa25	01a1ffe4-573e-7024-996a-ce920414143c	database	ledger	database/kill34-prod	kill34/prod	database	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	2026-11-21 20:55:17.127935+00	\N
01a1ffe4-5780-7088-8d6a-d0265d7a2cf0	01a1ffe4-573e-7024-996a-ce920414143c	bucket	ledger	bucket/kill34-prod	kill34/prod	bucket	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	2026-11-21 20:55:17.132356+00	\N
01a1ffe4-5791-7032-9cdc-0095877d1444	01a1ffe4-573e-7024-996a-ce920414143c	dns_record	ledger	dns/kill34.localhost	kill34.localhost	dns	01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	2026-11-21 20:55:17.138073+00	\N
01a1ffe4-58e3-77b3-b22c-0e114b079ae7	01a1ffe4-589c-7019-991f-f6d90c988971	mail_sender	ledger	mail/kill35@clients.localhost	kill35@clients.localhost	mail	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	2026-11-21 20:55:17.475519+00	\N
01a1ffe4-58e4-74a1-a9af-3d24a095bcbd	01a1ffe4-589c-7019-991f-f6d90c988971	database	ledger	database/kill35-prod	kill35/prod	database	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	2026-11-21 20:55:17.488533+00	\N
01a1ffe4-58e5-7702-9eb3-d9cff4bcf952	01a1ffe4-589c-7019-991f-f6d90c988971	instance	ledger	instance/kill35-prod	kill35/prod	instance	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	2026-11-21 20:55:17.492367+00	\N
01a1ffe4-58e8-765d-809f-ee91fd128784	01a1ffe4-589c-7019-991f-f6d90c988971	bucket	ledger	bucket/kill35-prod	kill35/prod	bucket	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	2026-11-21 20:55:17.49638+00	\N
01a1ffe4-58fe-76be-87a4-39cba82089f5	01a1ffe4-589c-7019-991f-f6d90c988971	dns_record	ledger	dns/kill35.localhost	kill35.localhost	dns	01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	2026-11-21 20:55:17.502181+00	\N
01a1ffe4-5a7d-7358-8799-219467dada38	01a1ffe4-5a39-722a-b237-07a64504c3c0	mail_sender	ledger	mail/kill36@clients.localhost	kill36@clients.localhost	mail	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	2026-11-21 20:55:17.885192+00	\N
01a1ffe4-5a7d-7358-8799-219527224c3c	01a1ffe4-5a39-722a-b237-07a64504c3c0	instance	ledger	instance/kill36-prod	kill36/prod	instance	01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	2026-11-21 20:55:17.9047+00	\N
01a1ffe4-5bef-7150-8143-61905d4f9533	01a1ffe4-5b97-7770-a745-014f6232ce55	instance	ledger	instance/kill37-prod	kill37/prod	instance	01a1ffe4-5bc2-7285-9025-d1d7934f1365	2026-11-21 20:55:18.255677+00	\N
01a1ffe4-5bf1-772f-b0ba-a79b92f2985a	01a1ffe4-5b97-7770-a745-014f6232ce55	database	ledger	database/kill37-prod	kill37/prod	database	01a1ffe4-5bc2-7285-9025-d1d7934f1365	2026-11-21 20:55:18.2684+00	\N
01a1ffe4-5d4a-75aa-a97e-967eff8d0db5	01a1ffe4-5cef-75b4-97c1-2ba1657e0c6a	instance	ledger	instance/kill38-prod	kill38/prod	instance	01a1ffe4-5d24-7552-b3b7-505f6af49b54	2026-11-21 20:55:18.603382+00	\N
01a1ffe4-5d4c-7756-802a-92f80246cfa1	01a1ffe4-5cef-75b4-97c1-2ba1657e0c6a	mail_sender	ledger	mail/kill38@clients.localhost	kill38@clients.localhost	mail	01a1ffe4-5d24-7552-b3b7-505f6af49b54	2026-11-21 20:55:18.613078+00	\N
01a1ffe4-5d4c-7756-802a-92f9dd292b2d	01a1ffe4-5cef-75b4-97c1-2ba1657e0c6a	database	ledger	database/kill38-prod	kill38/prod	database	01a1ffe4-5d24-7552-b3b7-505f6af49b54	2026-11-21 20:55:18.615433+00	\N
01a1ffe4-5d50-7650-97d9-b32b46020128	01a1ffe4-5cef-75b4-97c1-2ba1657e0c6a	bucket	ledger	bucket/kill38-prod	kill38/prod	bucket	01a1ffe4-5d24-7552-b3b7-505f6af49b54	2026-11-21 20:55:18.620489+00	\N
01a1ffe4-5eac-7317-b592-bd24385795e5	01a1ffe4-5e6b-739f-8f35-a27eaf9761c6	mail_sender	ledger	mail/kill39@clients.localhost	kill39@clients.localhost	mail	01a1ffe4-5e96-71dc-96d0-1245dcd885d1	2026-11-21 20:55:18.956971+00	\N
01a1ffe4-6005-70c6-be9b-2c4e02dcdac0	01a1ffe4-5fc4-750a-a90c-aa7149428694	instance	ledger	instance/kill40-prod	kill40/prod	instance	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	2026-11-21 20:55:19.301508+00	\N
01a1ffe4-6007-7664-bf1b-ee235f739281	01a1ffe4-5fc4-750a-a90c-aa7149428694	database	ledger	database/kill40-prod	kill40/prod	database	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	2026-11-21 20:55:19.308161+00	\N
01a1ffe4-6008-735f-b5c8-8fc9a5fb56bb	01a1ffe4-5fc4-750a-a90c-aa7149428694	mail_sender	ledger	mail/kill40@clients.localhost	kill40@clients.localhost	mail	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	2026-11-21 20:55:19.312345+00	\N
01a1ffe4-600b-7259-9328-d801839b007c	01a1ffe4-5fc4-750a-a90c-aa7149428694	bucket	ledger	bucket/kill40-prod	kill40/prod	bucket	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	2026-11-21 20:55:19.315013+00	\N
01a1ffe4-6019-75bf-929f-ef372ebf8b93	01a1ffe4-5fc4-750a-a90c-aa7149428694	dns_record	ledger	dns/kill40.localhost	kill40.localhost	dns	01a1ffe4-5fec-7313-ad2b-27d02a2d0384	2026-11-21 20:55:19.32184+00	\N
01a1ffe4-6141-7512-9ae0-3ed11d998a12	01a1ffe4-60fe-700a-ba0e-7a220356dce4	instance	ledger	instance/kill41-prod	kill41/prod	instance	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	2026-11-21 20:55:19.617642+00	\N
01a1ffe4-6143-7750-b611-d55a412d0a78	01a1ffe4-60fe-700a-ba0e-7a220356dce4	database	ledger	database/kill41-prod	kill41/prod	database	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	2026-11-21 20:55:19.624133+00	\N
01a1ffe4-6143-7750-b611-d55b26131821	01a1ffe4-60fe-700a-ba0e-7a220356dce4	mail_sender	ledger	mail/kill41@clients.localhost	kill41@clients.localhost	mail	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	2026-11-21 20:55:19.628306+00	\N
01a1ffe4-6148-764e-b6fe-2ea18275fd9e	01a1ffe4-60fe-700a-ba0e-7a220356dce4	bucket	ledger	bucket/kill41-prod	kill41/prod	bucket	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	2026-11-21 20:55:19.632369+00	\N
01a1ffe4-6155-7366-bc23-9f2adb3ea2a1	01a1ffe4-60fe-700a-ba0e-7a220356dce4	dns_record	ledger	dns/kill41.localhost	kill41.localhost	dns	01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	2026-11-21 20:55:19.637717+00	\N
01a1ffe4-62be-7388-98bd-878df0a07118	01a1ffe4-6277-704f-8a75-14e5e7e48035	instance	ledger	instance/kill42-prod	kill42/prod	instance	01a1ffe4-62a5-7276-87d8-fef921c29fa4	2026-11-21 20:55:19.998931+00	\N
01a1ffe4-62c0-713f-bbc1-8e86c6997589	01a1ffe4-6277-704f-8a75-14e5e7e48035	database	ledger	database/kill42-prod	kill42/prod	database	01a1ffe4-62a5-7276-87d8-fef921c29fa4	2026-11-21 20:55:20.008351+00	\N
01a1ffe4-62c1-76eb-a949-60a8fe2a359b	01a1ffe4-6277-704f-8a75-14e5e7e48035	mail_sender	ledger	mail/kill42@clients.localhost	kill42@clients.localhost	mail	01a1ffe4-62a5-7276-87d8-fef921c29fa4	2026-11-21 20:55:20.01232+00	\N
01a1ffe4-62c5-77cc-8c82-ee0a974e9aba	01a1ffe4-6277-704f-8a75-14e5e7e48035	bucket	ledger	bucket/kill42-prod	kill42/prod	bucket	01a1ffe4-62a5-7276-87d8-fef921c29fa4	2026-11-21 20:55:20.016301+00	\N
01a1ffe4-62d5-74a3-b22e-cf0b31936147	01a1ffe4-6277-704f-8a75-14e5e7e48035	dns_record	ledger	dns/kill42.localhost	kill42.localhost	dns	01a1ffe4-62a5-7276-87d8-fef921c29fa4	2026-11-21 20:55:20.021847+00	\N
01a1ffe4-642d-75f5-85f5-c19cb6a11279	01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	mail_sender	ledger	mail/kill43@clients.localhost	kill43@clients.localhost	mail	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	2026-11-21 20:55:20.36552+00	\N
01a1ffe4-642e-70da-af01-7eee903b8b83	01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	instance	ledger	instance/kill43-prod	kill43/prod	instance	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	2026-11-21 20:55:20.376391+00	\N
01a1ffe4-642e-70da-af01-7eef5ce8e8a5	01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	database	ledger	database/kill43-prod	kill43/prod	database	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	2026-11-21 20:55:20.37835+00	\N
01a1ffe4-6432-7379-98dd-338f861a4554	01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	bucket	ledger	bucket/kill43-prod	kill43/prod	bucket	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	2026-11-21 20:55:20.384292+00	\N
01a1ffe4-6445-72b2-8e6b-808945ffa87d	01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	dns_record	ledger	dns/kill43.localhost	kill43.localhost	dns	01a1ffe4-640c-7788-b7d3-b2b4c766ebae	2026-11-21 20:55:20.38995+00	\N
\.


--
-- Data for Name: run; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.run (id, tenant, environment, kind, state, plan, requested_by, trace_id, launch_started_at, launch_seconds, epoch, worker, lease_until, next_at, ring_at, cancel_requested, created_at, started_at, ended_at, failed_step, bulk) FROM stdin;
01a1ffe4-40c1-7213-9e37-cb877a6eae03	01a1ffe4-4063-7217-8cee-0721de591138	01a1ffe4-4063-7217-8cee-0722a8f061ef	deploy	succeeded	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	9f4f3b45e010ec89ba1a364e7b5ecec5	\N	\N	1	vm-31047-8a5f590a	\N	\N	\N	f	2026-11-21 20:55:11.298292+00	2026-11-21 20:55:11.328114+00	2026-11-21 20:55:11.405909+00	\N	f
01a1ffe4-41c7-75b5-8832-0888fd257bb9	01a1ffe4-419c-70a9-9f96-4c7fc814ab5c	01a1ffe4-419c-70a9-9f96-4c80a02ea72d	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	c0315c70ec3c90571f036287c4cb34bc	\N	\N	1	vm-31047-8a5f590a	2026-11-21 20:55:12.577366+00	\N	\N	f	2026-11-21 20:55:11.560287+00	2026-11-21 20:55:11.577366+00	\N	\N	f
01a1ffe4-4309-7250-a8ed-fee38b85bf4a	01a1ffe4-42c8-75d2-bcb5-31a558b5aa46	01a1ffe4-42c8-75d2-bcb5-31a64592ac2a	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	509d2006601f6a340df62b50410b57a2	\N	\N	1	vm-31081-2123dc3e	2026-11-21 20:55:12.893121+00	\N	\N	f	2026-11-21 20:55:11.8825+00	2026-11-21 20:55:11.893121+00	\N	\N	f
01a1ffe4-4439-765e-8657-9e579ed27735	01a1ffe4-4412-7197-8b0f-11e13d89d93c	01a1ffe4-4412-7197-8b0f-11e2e3474635	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	114d283596e192f1118e852bd97d7b7e	\N	\N	1	vm-31101-0db7b728	2026-11-21 20:55:13.201553+00	\N	\N	f	2026-11-21 20:55:12.186862+00	2026-11-21 20:55:12.201553+00	\N	\N	f
01a1ffe4-45a2-7179-b375-450ac6af5df3	01a1ffe4-4567-7616-a6c7-0eca60f3c24f	01a1ffe4-4568-7296-99f1-e4d87699d3b4	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	1641fc578e82a2dda1b489410ac0b615	\N	\N	1	vm-31120-7e6f30b0	2026-11-21 20:55:13.561448+00	\N	\N	f	2026-11-21 20:55:12.5478+00	2026-11-21 20:55:12.561448+00	\N	\N	f
01a1ffe4-46db-713e-879c-a91690a57497	01a1ffe4-46aa-76d6-9352-83ec093bd9d8	01a1ffe4-46ab-70f7-8168-f85976d8ddd0	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	fe04f975a02fad8ac6a0b38797639d1b	\N	\N	1	vm-31141-ddc5d9c4	2026-11-21 20:55:13.877537+00	\N	\N	f	2026-11-21 20:55:12.860525+00	2026-11-21 20:55:12.877537+00	\N	\N	f
01a1ffe4-4826-7152-8718-325ffd2f6ef8	01a1ffe4-47fb-74cd-b4eb-57729f776789	01a1ffe4-47fb-74cd-b4eb-5773ce9f586d	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	baf9aaa828b6158486b1897b51ffab47	\N	\N	1	vm-31161-1a3b87df	2026-11-21 20:55:14.205072+00	\N	\N	f	2026-11-21 20:55:13.191065+00	2026-11-21 20:55:13.205072+00	\N	\N	f
01a1ffe4-4999-75e3-989a-897c05447bb8	01a1ffe4-4966-7042-8ce1-92b20f544494	01a1ffe4-4966-7042-8ce1-92b3562a357f	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	8670799f00aec6aa90971c63a4b9c643	\N	\N	1	vm-31181-b20f7b35	2026-11-21 20:55:14.577081+00	\N	\N	f	2026-11-21 20:55:13.562731+00	2026-11-21 20:55:13.577081+00	\N	\N	f
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	01a1ffe4-4ada-7710-ad2a-29e8cf00bed8	01a1ffe4-4ada-7710-ad2a-29e921eb0dcd	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	3cc349bebe4f4744bf75f4dc2c1791f8	\N	\N	1	vm-31201-2063cbfa	2026-11-21 20:55:14.941333+00	\N	\N	f	2026-11-21 20:55:13.920731+00	2026-11-21 20:55:13.941333+00	\N	\N	f
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	01a1ffe4-4c5b-779b-aa36-a0d1618cf344	01a1ffe4-4c5b-779b-aa36-a0d235095eb6	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	c5357a0f8e75844a0b5d8ed8bf97570b	\N	\N	1	vm-31221-44a8d665	2026-11-21 20:55:15.319227+00	\N	\N	f	2026-11-21 20:55:14.299728+00	2026-11-21 20:55:14.319227+00	\N	\N	f
01a1ffe4-4e12-724d-85e6-38cb25016ae7	01a1ffe4-4de7-70bb-b96d-362bb6fb9b17	01a1ffe4-4de7-70bb-b96d-362c16bd0aca	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	6c00aa52e88a7287c9647c9ea4ebc318	\N	\N	1	vm-31241-96042a6c	2026-11-21 20:55:15.721079+00	\N	\N	f	2026-11-21 20:55:14.707203+00	2026-11-21 20:55:14.721079+00	\N	\N	f
01a1ffe4-4f55-71d1-9611-c785ebbb29fc	01a1ffe4-4f30-74c7-9ffb-db55827e4a74	01a1ffe4-4f30-74c7-9ffb-db5610369400	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	c724f8d387078048ccda35a1c9c9bf05	\N	\N	1	vm-31260-75863276	2026-11-21 20:55:16.057063+00	\N	\N	f	2026-11-21 20:55:15.030328+00	2026-11-21 20:55:15.057063+00	\N	\N	f
01a1ffe4-508e-736e-8954-dfd5454ca0ef	01a1ffe4-506f-7267-bf68-5316059455bd	01a1ffe4-506f-7267-bf68-5317f86c9bf8	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	7ce9f9e3808e607dd3c3d240b00b78a6	\N	\N	1	vm-31280-d20d900a	2026-11-21 20:55:16.36508+00	\N	\N	f	2026-11-21 20:55:15.348472+00	2026-11-21 20:55:15.36508+00	\N	\N	f
01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	01a1ffe4-51c4-723e-b0a7-583b502eeb29	01a1ffe4-51c4-723e-b0a7-583c8054fa2b	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	f67743371f7a5b6eb6bff52b0594001f	\N	\N	1	vm-31300-094d9553	2026-11-21 20:55:16.711927+00	\N	\N	f	2026-11-21 20:55:15.697715+00	2026-11-21 20:55:15.711927+00	\N	\N	f
01a1ffe4-5309-7440-9376-7cfacfa7cf65	01a1ffe4-52df-724b-b964-74f5a0491017	01a1ffe4-52df-724b-b964-74f61375e79d	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	d309c1276d77005e07e8c855b28867ca	\N	\N	1	vm-31322-bc5ec9c3	2026-11-21 20:55:17.001493+00	\N	\N	f	2026-11-21 20:55:15.978197+00	2026-11-21 20:55:16.001493+00	\N	\N	f
01a1ffe4-5454-76e3-be58-dc43725b4e45	01a1ffe4-5427-7449-9ae2-4b55e5c1dff9	01a1ffe4-5427-7449-9ae2-4b562a56b7b2	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	80ee15e8fffb64762a02c7416188aa0f	\N	\N	1	vm-31344-e292e5b3	2026-11-21 20:55:17.321214+00	\N	\N	f	2026-11-21 20:55:16.309339+00	2026-11-21 20:55:16.321214+00	\N	\N	f
01a1ffe4-5603-76fb-a321-be4893096163	01a1ffe4-55d0-77ee-a25c-cac59fdbfc5b	01a1ffe4-55d0-77ee-a25c-cac6d233b63b	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	e308098f757f9acf6c615727cbfb91ed	\N	\N	1	vm-31364-0b000dfb	2026-11-21 20:55:17.753058+00	\N	\N	f	2026-11-21 20:55:16.740092+00	2026-11-21 20:55:16.753058+00	\N	\N	f
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	01a1ffe4-573e-7024-996a-ce9124d62421	01a1ffe4-573e-7024-996a-ce920414143c	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	38c3b9ca23a85d4ceb6f60eee9fdb22c	\N	\N	1	vm-31385-9849df64	2026-11-21 20:55:18.103705+00	\N	\N	f	2026-11-21 20:55:17.095335+00	2026-11-21 20:55:17.103705+00	\N	\N	f
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	01a1ffe4-589c-7019-991f-f6d85ef557b5	01a1ffe4-589c-7019-991f-f6d90c988971	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	c68d72f05b9af6f5076a3cd78948b0a3	\N	\N	1	vm-31406-016eab5b	2026-11-21 20:55:18.463092+00	\N	\N	f	2026-11-21 20:55:17.453266+00	2026-11-21 20:55:17.463092+00	\N	\N	f
01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	01a1ffe4-5a39-722a-b237-07a539158769	01a1ffe4-5a39-722a-b237-07a64504c3c0	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	aafcb3ff43bd00b11f7a694821d0ae32	\N	\N	1	vm-31425-fd0d389a	2026-11-21 20:55:18.873348+00	\N	\N	f	2026-11-21 20:55:17.853643+00	2026-11-21 20:55:17.873348+00	\N	\N	f
01a1ffe4-5bc2-7285-9025-d1d7934f1365	01a1ffe4-5b97-7770-a745-014e0be9fdc8	01a1ffe4-5b97-7770-a745-014f6232ce55	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	aa519e7f904635f1e37219a77f1f499d	\N	\N	1	vm-31444-5c386496	2026-11-21 20:55:19.233337+00	\N	\N	f	2026-11-21 20:55:18.21132+00	2026-11-21 20:55:18.233337+00	\N	\N	f
01a1ffe4-5d24-7552-b3b7-505f6af49b54	01a1ffe4-5cef-75b4-97c1-2ba01bcce877	01a1ffe4-5cef-75b4-97c1-2ba1657e0c6a	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	c48a0d6bf073dcc3b68395bbc0260256	\N	\N	1	vm-31465-dec495a6	2026-11-21 20:55:19.593472+00	\N	\N	f	2026-11-21 20:55:18.565729+00	2026-11-21 20:55:18.593472+00	\N	\N	f
01a1ffe4-5e96-71dc-96d0-1245dcd885d1	01a1ffe4-5e6b-739f-8f35-a27d524cf47b	01a1ffe4-5e6b-739f-8f35-a27eaf9761c6	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	8770477fef9979aed80b20c98dbfa9e8	\N	\N	1	vm-31486-525dbfac	2026-11-21 20:55:19.949129+00	\N	\N	f	2026-11-21 20:55:18.934954+00	2026-11-21 20:55:18.949129+00	\N	\N	f
01a1ffe4-5fec-7313-ad2b-27d02a2d0384	01a1ffe4-5fc4-750a-a90c-aa705c1ed16c	01a1ffe4-5fc4-750a-a90c-aa7149428694	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	d9d7d1725134be926fd3653717896988	\N	\N	1	vm-31506-d5324e68	2026-11-21 20:55:20.289806+00	\N	\N	f	2026-11-21 20:55:19.277686+00	2026-11-21 20:55:19.289806+00	\N	\N	f
01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	01a1ffe4-60fe-700a-ba0e-7a2114016499	01a1ffe4-60fe-700a-ba0e-7a220356dce4	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	c2e6f7b183b3c8d8104441553cc14298	\N	\N	1	vm-31526-a15b0a9c	2026-11-21 20:55:20.607246+00	\N	\N	f	2026-11-21 20:55:19.599185+00	2026-11-21 20:55:19.607246+00	\N	\N	f
01a1ffe4-62a5-7276-87d8-fef921c29fa4	01a1ffe4-6277-704f-8a75-14e4a0092d7a	01a1ffe4-6277-704f-8a75-14e5e7e48035	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	3f3d8410b08e5e44fec03e3780de21cd	\N	\N	1	vm-31545-f7258bcc	2026-11-21 20:55:20.985774+00	\N	\N	f	2026-11-21 20:55:19.974542+00	2026-11-21 20:55:19.985774+00	\N	\N	f
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	01a1ffe4-63db-74ab-ba6b-3d7331748d55	01a1ffe4-63db-74ab-ba6b-3d74bc68d98f	deploy	running	{"verb": "ensure", "steps": [{"core": true, "name": "instance", "after": [], "phase": "provision", "title": "Prepare the instance", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "database", "after": [], "phase": "provision", "title": "Create the database", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "bucket", "after": [], "phase": "provision", "title": "Create file storage", "attempts": 6, "timeout_seconds": 300}, {"core": false, "name": "mail", "after": [], "phase": "provision", "title": "Set up the mail sender", "attempts": 4, "timeout_seconds": 120}, {"core": true, "name": "dns", "after": ["instance", "database", "bucket", "mail"], "phase": "provision", "title": "Point the address to it", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "branding", "after": ["bucket"], "phase": "configure", "title": "Apply your look", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "release", "after": ["instance"], "phase": "release", "title": "Install the software", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "start", "after": ["release", "branding", "database"], "phase": "run", "title": "Start the site", "attempts": 6, "timeout_seconds": 300}, {"core": true, "name": "checks", "after": ["start", "dns"], "phase": "run", "title": "Check that everything works", "attempts": 6, "timeout_seconds": 60}], "phases": ["provision", "configure", "release", "run"]}	tests	837cad24d367e5a4632508032208d1f5	\N	\N	1	vm-31564-ac07b69f	2026-11-21 20:55:21.357285+00	\N	\N	f	2026-11-21 20:55:20.33317+00	2026-11-21 20:55:20.357285+00	\N	\N	f
\.


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.session (token_hash, account, csrf, created_at, expires_at) FROM stdin;
\.


--
-- Data for Name: session_tenant; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.session_tenant (token_hash, tenant) FROM stdin;
\.


--
-- Data for Name: setting_change; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.setting_change (revision, key, before, after) FROM stdin;
\.


--
-- Data for Name: setting_revision; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.setting_revision (revision, scope, subject, changed_by, changed_at, undoes) FROM stdin;
\.


--
-- Data for Name: setting_value; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.setting_value (scope, subject, key, value, revision) FROM stdin;
\.


--
-- Data for Name: sign_up_count; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.sign_up_count (id, bucket, at) FROM stdin;
\.


--
-- Data for Name: step_run; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.step_run (run, name, "position", state, epoch, attempts, crashes, started_at, ended_at, next_at, output, error, note, failed_attempts) FROM stdin;
01a1ffe4-40c1-7213-9e37-cb877a6eae03	instance	0	succeeded	1	1	0	2026-11-21 20:55:11.328114+00	2026-11-21 20:55:11.346632+00	\N	{"address": "instance:instance/clean-prod", "external_id": "instance/clean-prod"}	\N	\N	[]
01a1ffe4-40c1-7213-9e37-cb877a6eae03	mail	3	succeeded	1	1	0	2026-11-21 20:55:11.328114+00	2026-11-21 20:55:11.352936+00	\N	{"sender": "clean@clients.localhost"}	\N	\N	[]
01a1ffe4-40c1-7213-9e37-cb877a6eae03	database	1	succeeded	1	1	0	2026-11-21 20:55:11.328114+00	2026-11-21 20:55:11.354498+00	\N	{"location": "ledger:database/clean-prod", "external_id": "database/clean-prod"}	\N	\N	[]
01a1ffe4-40c1-7213-9e37-cb877a6eae03	bucket	2	succeeded	1	1	0	2026-11-21 20:55:11.328114+00	2026-11-21 20:55:11.355774+00	\N	{"prefix": "bucket/clean-prod"}	\N	\N	[]
01a1ffe4-40c1-7213-9e37-cb877a6eae03	dns	4	succeeded	1	1	0	2026-11-21 20:55:11.355774+00	2026-11-21 20:55:11.365137+00	\N	{"host": "clean.localhost"}	\N	\N	[]
01a1ffe4-40c1-7213-9e37-cb877a6eae03	branding	5	succeeded	1	1	0	2026-11-21 20:55:11.365137+00	2026-11-21 20:55:11.376307+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-40c1-7213-9e37-cb877a6eae03	release	6	succeeded	1	1	0	2026-11-21 20:55:11.376307+00	2026-11-21 20:55:11.381816+00	\N	{"version": "1"}	\N	\N	[]
01a1ffe4-40c1-7213-9e37-cb877a6eae03	start	7	succeeded	1	1	0	2026-11-21 20:55:11.381816+00	2026-11-21 20:55:11.398872+00	\N	{"address": "instance:instance/clean-prod"}	\N	\N	[]
01a1ffe4-40c1-7213-9e37-cb877a6eae03	checks	8	succeeded	1	1	0	2026-11-21 20:55:11.398872+00	2026-11-21 20:55:11.405909+00	\N	{"checks": [{"ok": true, "name": "address resolves", "detail": "clean.localhost → instance:instance/clean-prod"}, {"ok": true, "name": "site answers", "detail": "HTTP 200"}, {"ok": true, "name": "database answers", "detail": "ok"}, {"ok": true, "name": "it is this site", "detail": "the right instance answers"}, {"ok": true, "name": "look is served", "detail": "main colour #0e5f68"}, {"ok": true, "name": "mail is accepted", "detail": "clean@clients.localhost"}]}	\N	\N	[]
01a1ffe4-41c7-75b5-8832-0888fd257bb9	bucket	2	running	1	1	0	2026-11-21 20:55:11.577366+00	\N	\N	\N	\N	\N	[]
01a1ffe4-41c7-75b5-8832-0888fd257bb9	database	1	running	1	1	0	2026-11-21 20:55:11.577366+00	\N	\N	\N	\N	\N	[]
01a1ffe4-41c7-75b5-8832-0888fd257bb9	instance	0	running	1	1	0	2026-11-21 20:55:11.577366+00	\N	\N	\N	\N	\N	[]
01a1ffe4-41c7-75b5-8832-0888fd257bb9	mail	3	running	1	1	0	2026-11-21 20:55:11.577366+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4309-7250-a8ed-fee38b85bf4a	bucket	2	running	1	1	0	2026-11-21 20:55:11.893121+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4309-7250-a8ed-fee38b85bf4a	database	1	running	1	1	0	2026-11-21 20:55:11.893121+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4309-7250-a8ed-fee38b85bf4a	instance	0	running	1	1	0	2026-11-21 20:55:11.893121+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4309-7250-a8ed-fee38b85bf4a	mail	3	running	1	1	0	2026-11-21 20:55:11.893121+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4439-765e-8657-9e579ed27735	bucket	2	running	1	1	0	2026-11-21 20:55:12.201553+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4439-765e-8657-9e579ed27735	database	1	running	1	1	0	2026-11-21 20:55:12.201553+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4439-765e-8657-9e579ed27735	instance	0	running	1	1	0	2026-11-21 20:55:12.201553+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4439-765e-8657-9e579ed27735	mail	3	running	1	1	0	2026-11-21 20:55:12.201553+00	\N	\N	\N	\N	\N	[]
01a1ffe4-45a2-7179-b375-450ac6af5df3	bucket	2	running	1	1	0	2026-11-21 20:55:12.561448+00	\N	\N	\N	\N	\N	[]
01a1ffe4-45a2-7179-b375-450ac6af5df3	database	1	running	1	1	0	2026-11-21 20:55:12.561448+00	\N	\N	\N	\N	\N	[]
01a1ffe4-45a2-7179-b375-450ac6af5df3	instance	0	running	1	1	0	2026-11-21 20:55:12.561448+00	\N	\N	\N	\N	\N	[]
01a1ffe4-45a2-7179-b375-450ac6af5df3	mail	3	running	1	1	0	2026-11-21 20:55:12.561448+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4999-75e3-989a-897c05447bb8	bucket	2	succeeded	1	1	0	2026-11-21 20:55:13.577081+00	2026-11-21 20:55:13.608379+00	\N	{"prefix": "bucket/kill24-prod"}	\N	\N	[]
01a1ffe4-4999-75e3-989a-897c05447bb8	dns	4	succeeded	1	1	0	2026-11-21 20:55:13.608379+00	2026-11-21 20:55:13.614058+00	\N	{"host": "kill24.localhost"}	\N	\N	[]
01a1ffe4-46db-713e-879c-a91690a57497	database	1	succeeded	1	1	0	2026-11-21 20:55:12.877537+00	2026-11-21 20:55:12.885201+00	\N	{"location": "ledger:database/kill22-prod", "external_id": "database/kill22-prod"}	\N	\N	[]
01a1ffe4-46db-713e-879c-a91690a57497	instance	0	succeeded	1	1	0	2026-11-21 20:55:12.877537+00	2026-11-21 20:55:12.89348+00	\N	{"address": "instance:instance/kill22-prod", "external_id": "instance/kill22-prod"}	\N	\N	[]
01a1ffe4-46db-713e-879c-a91690a57497	mail	3	succeeded	1	1	0	2026-11-21 20:55:12.877537+00	2026-11-21 20:55:12.896385+00	\N	{"sender": "kill22@clients.localhost"}	\N	\N	[]
01a1ffe4-46db-713e-879c-a91690a57497	bucket	2	succeeded	1	1	0	2026-11-21 20:55:12.877537+00	2026-11-21 20:55:12.900419+00	\N	{"prefix": "bucket/kill22-prod"}	\N	\N	[]
01a1ffe4-46db-713e-879c-a91690a57497	dns	4	running	1	1	0	2026-11-21 20:55:12.900419+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4999-75e3-989a-897c05447bb8	branding	5	succeeded	1	1	0	2026-11-21 20:55:13.614058+00	2026-11-21 20:55:13.626478+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-4999-75e3-989a-897c05447bb8	release	6	running	1	1	0	2026-11-21 20:55:13.626478+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4826-7152-8718-325ffd2f6ef8	mail	3	succeeded	1	1	0	2026-11-21 20:55:13.205072+00	2026-11-21 20:55:13.219404+00	\N	{"sender": "kill23@clients.localhost"}	\N	\N	[]
01a1ffe4-4826-7152-8718-325ffd2f6ef8	instance	0	succeeded	1	1	0	2026-11-21 20:55:13.205072+00	2026-11-21 20:55:13.227306+00	\N	{"address": "instance:instance/kill23-prod", "external_id": "instance/kill23-prod"}	\N	\N	[]
01a1ffe4-4826-7152-8718-325ffd2f6ef8	database	1	succeeded	1	1	0	2026-11-21 20:55:13.205072+00	2026-11-21 20:55:13.232465+00	\N	{"location": "ledger:database/kill23-prod", "external_id": "database/kill23-prod"}	\N	\N	[]
01a1ffe4-4826-7152-8718-325ffd2f6ef8	bucket	2	succeeded	1	1	0	2026-11-21 20:55:13.205072+00	2026-11-21 20:55:13.236316+00	\N	{"prefix": "bucket/kill23-prod"}	\N	\N	[]
01a1ffe4-4826-7152-8718-325ffd2f6ef8	dns	4	succeeded	1	1	0	2026-11-21 20:55:13.236316+00	2026-11-21 20:55:13.241984+00	\N	{"host": "kill23.localhost"}	\N	\N	[]
01a1ffe4-4826-7152-8718-325ffd2f6ef8	branding	5	running	1	1	0	2026-11-21 20:55:13.241984+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	branding	5	succeeded	1	1	0	2026-11-21 20:55:13.977871+00	2026-11-21 20:55:13.990056+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-4999-75e3-989a-897c05447bb8	instance	0	succeeded	1	1	0	2026-11-21 20:55:13.577081+00	2026-11-21 20:55:13.589716+00	\N	{"address": "instance:instance/kill24-prod", "external_id": "instance/kill24-prod"}	\N	\N	[]
01a1ffe4-4999-75e3-989a-897c05447bb8	database	1	succeeded	1	1	0	2026-11-21 20:55:13.577081+00	2026-11-21 20:55:13.600529+00	\N	{"location": "ledger:database/kill24-prod", "external_id": "database/kill24-prod"}	\N	\N	[]
01a1ffe4-4999-75e3-989a-897c05447bb8	mail	3	succeeded	1	1	0	2026-11-21 20:55:13.577081+00	2026-11-21 20:55:13.604408+00	\N	{"sender": "kill24@clients.localhost"}	\N	\N	[]
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	release	6	succeeded	1	1	0	2026-11-21 20:55:13.990056+00	2026-11-21 20:55:13.997595+00	\N	{"version": "1"}	\N	\N	[]
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	start	7	running	1	1	0	2026-11-21 20:55:13.997595+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	instance	0	succeeded	1	1	0	2026-11-21 20:55:13.941333+00	2026-11-21 20:55:13.955778+00	\N	{"address": "instance:instance/kill25-prod", "external_id": "instance/kill25-prod"}	\N	\N	[]
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	mail	3	succeeded	1	1	0	2026-11-21 20:55:13.941333+00	2026-11-21 20:55:13.965442+00	\N	{"sender": "kill25@clients.localhost"}	\N	\N	[]
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	database	1	succeeded	1	1	0	2026-11-21 20:55:13.941333+00	2026-11-21 20:55:13.968283+00	\N	{"location": "ledger:database/kill25-prod", "external_id": "database/kill25-prod"}	\N	\N	[]
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	bucket	2	succeeded	1	1	0	2026-11-21 20:55:13.941333+00	2026-11-21 20:55:13.972455+00	\N	{"prefix": "bucket/kill25-prod"}	\N	\N	[]
01a1ffe4-4aff-7459-abe7-be4d0ac8a8fd	dns	4	succeeded	1	1	0	2026-11-21 20:55:13.972455+00	2026-11-21 20:55:13.977871+00	\N	{"host": "kill25.localhost"}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	bucket	2	succeeded	1	1	0	2026-11-21 20:55:14.319227+00	2026-11-21 20:55:14.348623+00	\N	{"prefix": "bucket/kill26-prod"}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	instance	0	succeeded	1	1	0	2026-11-21 20:55:14.319227+00	2026-11-21 20:55:14.330448+00	\N	{"address": "instance:instance/kill26-prod", "external_id": "instance/kill26-prod"}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	database	1	succeeded	1	1	0	2026-11-21 20:55:14.319227+00	2026-11-21 20:55:14.340366+00	\N	{"location": "ledger:database/kill26-prod", "external_id": "database/kill26-prod"}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	mail	3	succeeded	1	1	0	2026-11-21 20:55:14.319227+00	2026-11-21 20:55:14.342597+00	\N	{"sender": "kill26@clients.localhost"}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	dns	4	succeeded	1	1	0	2026-11-21 20:55:14.348623+00	2026-11-21 20:55:14.358239+00	\N	{"host": "kill26.localhost"}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	branding	5	succeeded	1	1	0	2026-11-21 20:55:14.358239+00	2026-11-21 20:55:14.377387+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	release	6	succeeded	1	1	0	2026-11-21 20:55:14.377387+00	2026-11-21 20:55:14.385558+00	\N	{"version": "1"}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	start	7	succeeded	1	1	0	2026-11-21 20:55:14.385558+00	2026-11-21 20:55:14.396205+00	\N	{"address": "instance:instance/kill26-prod"}	\N	\N	[]
01a1ffe4-4c7a-76aa-bad9-4ab2a3243958	checks	8	running	1	1	0	2026-11-21 20:55:14.396205+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4e12-724d-85e6-38cb25016ae7	bucket	2	running	1	1	0	2026-11-21 20:55:14.721079+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4e12-724d-85e6-38cb25016ae7	database	1	running	1	1	0	2026-11-21 20:55:14.721079+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4e12-724d-85e6-38cb25016ae7	instance	0	running	1	1	0	2026-11-21 20:55:14.721079+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4e12-724d-85e6-38cb25016ae7	mail	3	running	1	1	0	2026-11-21 20:55:14.721079+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4f55-71d1-9611-c785ebbb29fc	bucket	2	running	1	1	0	2026-11-21 20:55:15.057063+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4f55-71d1-9611-c785ebbb29fc	database	1	running	1	1	0	2026-11-21 20:55:15.057063+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4f55-71d1-9611-c785ebbb29fc	instance	0	running	1	1	0	2026-11-21 20:55:15.057063+00	\N	\N	\N	\N	\N	[]
01a1ffe4-4f55-71d1-9611-c785ebbb29fc	mail	3	running	1	1	0	2026-11-21 20:55:15.057063+00	\N	\N	\N	\N	\N	[]
01a1ffe4-508e-736e-8954-dfd5454ca0ef	bucket	2	running	1	1	0	2026-11-21 20:55:15.36508+00	\N	\N	\N	\N	\N	[]
01a1ffe4-508e-736e-8954-dfd5454ca0ef	database	1	running	1	1	0	2026-11-21 20:55:15.36508+00	\N	\N	\N	\N	\N	[]
01a1ffe4-508e-736e-8954-dfd5454ca0ef	instance	0	running	1	1	0	2026-11-21 20:55:15.36508+00	\N	\N	\N	\N	\N	[]
01a1ffe4-508e-736e-8954-dfd5454ca0ef	mail	3	running	1	1	0	2026-11-21 20:55:15.36508+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5309-7440-9376-7cfacfa7cf65	database	1	succeeded	1	1	0	2026-11-21 20:55:16.001493+00	2026-11-21 20:55:16.028135+00	\N	{"location": "ledger:database/kill31-prod", "external_id": "database/kill31-prod"}	\N	\N	[]
01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	bucket	2	running	1	1	0	2026-11-21 20:55:15.711927+00	\N	\N	\N	\N	\N	[]
01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	database	1	running	1	1	0	2026-11-21 20:55:15.711927+00	\N	\N	\N	\N	\N	[]
01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	instance	0	running	1	1	0	2026-11-21 20:55:15.711927+00	\N	\N	\N	\N	\N	[]
01a1ffe4-51f0-7636-8ce4-3ff48e5ad361	mail	3	running	1	1	0	2026-11-21 20:55:15.711927+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5309-7440-9376-7cfacfa7cf65	bucket	2	succeeded	1	1	0	2026-11-21 20:55:16.001493+00	2026-11-21 20:55:16.032133+00	\N	{"prefix": "bucket/kill31-prod"}	\N	\N	[]
01a1ffe4-5309-7440-9376-7cfacfa7cf65	dns	4	running	1	1	0	2026-11-21 20:55:16.032133+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5309-7440-9376-7cfacfa7cf65	instance	0	succeeded	1	1	0	2026-11-21 20:55:16.001493+00	2026-11-21 20:55:16.014494+00	\N	{"address": "instance:instance/kill31-prod", "external_id": "instance/kill31-prod"}	\N	\N	[]
01a1ffe4-5309-7440-9376-7cfacfa7cf65	mail	3	succeeded	1	1	0	2026-11-21 20:55:16.001493+00	2026-11-21 20:55:16.024624+00	\N	{"sender": "kill31@clients.localhost"}	\N	\N	[]
01a1ffe4-5603-76fb-a321-be4893096163	database	1	succeeded	1	1	0	2026-11-21 20:55:16.753058+00	2026-11-21 20:55:16.761508+00	\N	{"location": "ledger:database/kill33-prod", "external_id": "database/kill33-prod"}	\N	\N	[]
01a1ffe4-5603-76fb-a321-be4893096163	instance	0	succeeded	1	1	0	2026-11-21 20:55:16.753058+00	2026-11-21 20:55:16.776391+00	\N	{"address": "instance:instance/kill33-prod", "external_id": "instance/kill33-prod"}	\N	\N	[]
01a1ffe4-5454-76e3-be58-dc43725b4e45	instance	0	succeeded	1	1	0	2026-11-21 20:55:16.321214+00	2026-11-21 20:55:16.329621+00	\N	{"address": "instance:instance/kill32-prod", "external_id": "instance/kill32-prod"}	\N	\N	[]
01a1ffe4-5454-76e3-be58-dc43725b4e45	database	1	succeeded	1	1	0	2026-11-21 20:55:16.321214+00	2026-11-21 20:55:16.340491+00	\N	{"location": "ledger:database/kill32-prod", "external_id": "database/kill32-prod"}	\N	\N	[]
01a1ffe4-5454-76e3-be58-dc43725b4e45	mail	3	succeeded	1	1	0	2026-11-21 20:55:16.321214+00	2026-11-21 20:55:16.344359+00	\N	{"sender": "kill32@clients.localhost"}	\N	\N	[]
01a1ffe4-5454-76e3-be58-dc43725b4e45	bucket	2	succeeded	1	1	0	2026-11-21 20:55:16.321214+00	2026-11-21 20:55:16.348448+00	\N	{"prefix": "bucket/kill32-prod"}	\N	\N	[]
01a1ffe4-5454-76e3-be58-dc43725b4e45	dns	4	succeeded	1	1	0	2026-11-21 20:55:16.348448+00	2026-11-21 20:55:16.353958+00	\N	{"host": "kill32.localhost"}	\N	\N	[]
01a1ffe4-5454-76e3-be58-dc43725b4e45	branding	5	running	1	1	0	2026-11-21 20:55:16.353958+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5603-76fb-a321-be4893096163	mail	3	succeeded	1	1	0	2026-11-21 20:55:16.753058+00	2026-11-21 20:55:16.771135+00	\N	{"sender": "kill33@clients.localhost"}	\N	\N	[]
01a1ffe4-5603-76fb-a321-be4893096163	bucket	2	succeeded	1	1	0	2026-11-21 20:55:16.753058+00	2026-11-21 20:55:16.780427+00	\N	{"prefix": "bucket/kill33-prod"}	\N	\N	[]
01a1ffe4-5603-76fb-a321-be4893096163	dns	4	succeeded	1	1	0	2026-11-21 20:55:16.780427+00	2026-11-21 20:55:16.785954+00	\N	{"host": "kill33.localhost"}	\N	\N	[]
01a1ffe4-5603-76fb-a321-be4893096163	branding	5	succeeded	1	1	0	2026-11-21 20:55:16.785954+00	2026-11-21 20:55:16.797747+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-5603-76fb-a321-be4893096163	release	6	running	1	1	0	2026-11-21 20:55:16.797747+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	mail	3	succeeded	1	1	0	2026-11-21 20:55:17.103705+00	2026-11-21 20:55:17.115256+00	\N	{"sender": "kill34@clients.localhost"}	\N	\N	[]
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	instance	0	succeeded	1	1	0	2026-11-21 20:55:17.103705+00	2026-11-21 20:55:17.124519+00	\N	{"address": "instance:instance/kill34-prod", "external_id": "instance/kill34-prod"}	\N	\N	[]
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	database	1	succeeded	1	1	0	2026-11-21 20:55:17.103705+00	2026-11-21 20:55:17.127935+00	\N	{"location": "ledger:database/kill34-prod", "external_id": "database/kill34-prod"}	\N	\N	[]
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	bucket	2	succeeded	1	1	0	2026-11-21 20:55:17.103705+00	2026-11-21 20:55:17.132356+00	\N	{"prefix": "bucket/kill34-prod"}	\N	\N	[]
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	dns	4	succeeded	1	1	0	2026-11-21 20:55:17.132356+00	2026-11-21 20:55:17.138073+00	\N	{"host": "kill34.localhost"}	\N	\N	[]
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	branding	5	succeeded	1	1	0	2026-11-21 20:55:17.138073+00	2026-11-21 20:55:17.149566+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	release	6	succeeded	1	1	0	2026-11-21 20:55:17.149566+00	2026-11-21 20:55:17.157921+00	\N	{"version": "1"}	\N	\N	[]
01a1ffe4-5766-76e5-80c7-b5f736a0f2a5	start	7	running	1	1	0	2026-11-21 20:55:17.157921+00	\N	\N	\N	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	mail	3	succeeded	1	1	0	2026-11-21 20:55:17.463092+00	2026-11-21 20:55:17.475519+00	\N	{"sender": "kill35@clients.localhost"}	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	database	1	succeeded	1	1	0	2026-11-21 20:55:17.463092+00	2026-11-21 20:55:17.488533+00	\N	{"location": "ledger:database/kill35-prod", "external_id": "database/kill35-prod"}	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	instance	0	succeeded	1	1	0	2026-11-21 20:55:17.463092+00	2026-11-21 20:55:17.492367+00	\N	{"address": "instance:instance/kill35-prod", "external_id": "instance/kill35-prod"}	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	bucket	2	succeeded	1	1	0	2026-11-21 20:55:17.463092+00	2026-11-21 20:55:17.49638+00	\N	{"prefix": "bucket/kill35-prod"}	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	dns	4	succeeded	1	1	0	2026-11-21 20:55:17.49638+00	2026-11-21 20:55:17.502181+00	\N	{"host": "kill35.localhost"}	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	branding	5	succeeded	1	1	0	2026-11-21 20:55:17.502181+00	2026-11-21 20:55:17.51406+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	release	6	succeeded	1	1	0	2026-11-21 20:55:17.51406+00	2026-11-21 20:55:17.519605+00	\N	{"version": "1"}	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	start	7	succeeded	1	1	0	2026-11-21 20:55:17.519605+00	2026-11-21 20:55:17.537465+00	\N	{"address": "instance:instance/kill35-prod"}	\N	\N	[]
01a1ffe4-58cc-72bd-9dfe-478b1a9a80e3	checks	8	running	1	1	0	2026-11-21 20:55:17.537465+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	bucket	2	running	1	1	0	2026-11-21 20:55:17.873348+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	database	1	running	1	1	0	2026-11-21 20:55:17.873348+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	mail	3	succeeded	1	1	0	2026-11-21 20:55:17.873348+00	2026-11-21 20:55:17.885192+00	\N	{"sender": "kill36@clients.localhost"}	\N	\N	[]
01a1ffe4-5a5c-73d6-83c7-e501224c8f1e	instance	0	succeeded	1	1	0	2026-11-21 20:55:17.873348+00	2026-11-21 20:55:17.9047+00	\N	{"address": "instance:instance/kill36-prod", "external_id": "instance/kill36-prod"}	\N	\N	[]
01a1ffe4-5bc2-7285-9025-d1d7934f1365	bucket	2	running	1	1	0	2026-11-21 20:55:18.233337+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5bc2-7285-9025-d1d7934f1365	mail	3	running	1	1	0	2026-11-21 20:55:18.233337+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5bc2-7285-9025-d1d7934f1365	instance	0	succeeded	1	1	0	2026-11-21 20:55:18.233337+00	2026-11-21 20:55:18.255677+00	\N	{"address": "instance:instance/kill37-prod", "external_id": "instance/kill37-prod"}	\N	\N	[]
01a1ffe4-5bc2-7285-9025-d1d7934f1365	database	1	succeeded	1	1	0	2026-11-21 20:55:18.233337+00	2026-11-21 20:55:18.2684+00	\N	{"location": "ledger:database/kill37-prod", "external_id": "database/kill37-prod"}	\N	\N	[]
01a1ffe4-5d24-7552-b3b7-505f6af49b54	instance	0	succeeded	1	1	0	2026-11-21 20:55:18.593472+00	2026-11-21 20:55:18.603382+00	\N	{"address": "instance:instance/kill38-prod", "external_id": "instance/kill38-prod"}	\N	\N	[]
01a1ffe4-5d24-7552-b3b7-505f6af49b54	mail	3	succeeded	1	1	0	2026-11-21 20:55:18.593472+00	2026-11-21 20:55:18.613078+00	\N	{"sender": "kill38@clients.localhost"}	\N	\N	[]
01a1ffe4-5d24-7552-b3b7-505f6af49b54	database	1	succeeded	1	1	0	2026-11-21 20:55:18.593472+00	2026-11-21 20:55:18.615433+00	\N	{"location": "ledger:database/kill38-prod", "external_id": "database/kill38-prod"}	\N	\N	[]
01a1ffe4-5d24-7552-b3b7-505f6af49b54	bucket	2	succeeded	1	1	0	2026-11-21 20:55:18.593472+00	2026-11-21 20:55:18.620489+00	\N	{"prefix": "bucket/kill38-prod"}	\N	\N	[]
01a1ffe4-5d24-7552-b3b7-505f6af49b54	dns	4	running	1	1	0	2026-11-21 20:55:18.620489+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5e96-71dc-96d0-1245dcd885d1	bucket	2	running	1	1	0	2026-11-21 20:55:18.949129+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5e96-71dc-96d0-1245dcd885d1	database	1	running	1	1	0	2026-11-21 20:55:18.949129+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5e96-71dc-96d0-1245dcd885d1	instance	0	running	1	1	0	2026-11-21 20:55:18.949129+00	\N	\N	\N	\N	\N	[]
01a1ffe4-5e96-71dc-96d0-1245dcd885d1	mail	3	succeeded	1	1	0	2026-11-21 20:55:18.949129+00	2026-11-21 20:55:18.956971+00	\N	{"sender": "kill39@clients.localhost"}	\N	\N	[]
01a1ffe4-5fec-7313-ad2b-27d02a2d0384	instance	0	succeeded	1	1	0	2026-11-21 20:55:19.289806+00	2026-11-21 20:55:19.301508+00	\N	{"address": "instance:instance/kill40-prod", "external_id": "instance/kill40-prod"}	\N	\N	[]
01a1ffe4-5fec-7313-ad2b-27d02a2d0384	database	1	succeeded	1	1	0	2026-11-21 20:55:19.289806+00	2026-11-21 20:55:19.308161+00	\N	{"location": "ledger:database/kill40-prod", "external_id": "database/kill40-prod"}	\N	\N	[]
01a1ffe4-5fec-7313-ad2b-27d02a2d0384	mail	3	succeeded	1	1	0	2026-11-21 20:55:19.289806+00	2026-11-21 20:55:19.312345+00	\N	{"sender": "kill40@clients.localhost"}	\N	\N	[]
01a1ffe4-5fec-7313-ad2b-27d02a2d0384	bucket	2	succeeded	1	1	0	2026-11-21 20:55:19.289806+00	2026-11-21 20:55:19.315013+00	\N	{"prefix": "bucket/kill40-prod"}	\N	\N	[]
01a1ffe4-5fec-7313-ad2b-27d02a2d0384	dns	4	succeeded	1	1	0	2026-11-21 20:55:19.315013+00	2026-11-21 20:55:19.32184+00	\N	{"host": "kill40.localhost"}	\N	\N	[]
01a1ffe4-5fec-7313-ad2b-27d02a2d0384	branding	5	running	1	1	0	2026-11-21 20:55:19.32184+00	\N	\N	\N	\N	\N	[]
01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	instance	0	succeeded	1	1	0	2026-11-21 20:55:19.607246+00	2026-11-21 20:55:19.617642+00	\N	{"address": "instance:instance/kill41-prod", "external_id": "instance/kill41-prod"}	\N	\N	[]
01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	database	1	succeeded	1	1	0	2026-11-21 20:55:19.607246+00	2026-11-21 20:55:19.624133+00	\N	{"location": "ledger:database/kill41-prod", "external_id": "database/kill41-prod"}	\N	\N	[]
01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	mail	3	succeeded	1	1	0	2026-11-21 20:55:19.607246+00	2026-11-21 20:55:19.628306+00	\N	{"sender": "kill41@clients.localhost"}	\N	\N	[]
01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	bucket	2	succeeded	1	1	0	2026-11-21 20:55:19.607246+00	2026-11-21 20:55:19.632369+00	\N	{"prefix": "bucket/kill41-prod"}	\N	\N	[]
01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	dns	4	succeeded	1	1	0	2026-11-21 20:55:19.632369+00	2026-11-21 20:55:19.637717+00	\N	{"host": "kill41.localhost"}	\N	\N	[]
01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	branding	5	succeeded	1	1	0	2026-11-21 20:55:19.637717+00	2026-11-21 20:55:19.649644+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-612e-75d6-ab8e-f1dd8dfcc5e2	release	6	running	1	1	0	2026-11-21 20:55:19.649644+00	\N	\N	\N	\N	\N	[]
01a1ffe4-62a5-7276-87d8-fef921c29fa4	instance	0	succeeded	1	1	0	2026-11-21 20:55:19.985774+00	2026-11-21 20:55:19.998931+00	\N	{"address": "instance:instance/kill42-prod", "external_id": "instance/kill42-prod"}	\N	\N	[]
01a1ffe4-62a5-7276-87d8-fef921c29fa4	database	1	succeeded	1	1	0	2026-11-21 20:55:19.985774+00	2026-11-21 20:55:20.008351+00	\N	{"location": "ledger:database/kill42-prod", "external_id": "database/kill42-prod"}	\N	\N	[]
01a1ffe4-62a5-7276-87d8-fef921c29fa4	mail	3	succeeded	1	1	0	2026-11-21 20:55:19.985774+00	2026-11-21 20:55:20.01232+00	\N	{"sender": "kill42@clients.localhost"}	\N	\N	[]
01a1ffe4-62a5-7276-87d8-fef921c29fa4	bucket	2	succeeded	1	1	0	2026-11-21 20:55:19.985774+00	2026-11-21 20:55:20.016301+00	\N	{"prefix": "bucket/kill42-prod"}	\N	\N	[]
01a1ffe4-62a5-7276-87d8-fef921c29fa4	dns	4	succeeded	1	1	0	2026-11-21 20:55:20.016301+00	2026-11-21 20:55:20.021847+00	\N	{"host": "kill42.localhost"}	\N	\N	[]
01a1ffe4-62a5-7276-87d8-fef921c29fa4	branding	5	succeeded	1	1	0	2026-11-21 20:55:20.021847+00	2026-11-21 20:55:20.031966+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-62a5-7276-87d8-fef921c29fa4	release	6	succeeded	1	1	0	2026-11-21 20:55:20.031966+00	2026-11-21 20:55:20.035982+00	\N	{"version": "1"}	\N	\N	[]
01a1ffe4-62a5-7276-87d8-fef921c29fa4	start	7	running	1	1	0	2026-11-21 20:55:20.035982+00	\N	\N	\N	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	mail	3	succeeded	1	1	0	2026-11-21 20:55:20.357285+00	2026-11-21 20:55:20.36552+00	\N	{"sender": "kill43@clients.localhost"}	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	instance	0	succeeded	1	1	0	2026-11-21 20:55:20.357285+00	2026-11-21 20:55:20.376391+00	\N	{"address": "instance:instance/kill43-prod", "external_id": "instance/kill43-prod"}	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	database	1	succeeded	1	1	0	2026-11-21 20:55:20.357285+00	2026-11-21 20:55:20.37835+00	\N	{"location": "ledger:database/kill43-prod", "external_id": "database/kill43-prod"}	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	bucket	2	succeeded	1	1	0	2026-11-21 20:55:20.357285+00	2026-11-21 20:55:20.384292+00	\N	{"prefix": "bucket/kill43-prod"}	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	dns	4	succeeded	1	1	0	2026-11-21 20:55:20.384292+00	2026-11-21 20:55:20.38995+00	\N	{"host": "kill43.localhost"}	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	branding	5	succeeded	1	1	0	2026-11-21 20:55:20.38995+00	2026-11-21 20:55:20.398526+00	\N	{"revision": 0}	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	release	6	succeeded	1	1	0	2026-11-21 20:55:20.398526+00	2026-11-21 20:55:20.401889+00	\N	{"version": "1"}	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	start	7	succeeded	1	1	0	2026-11-21 20:55:20.401889+00	2026-11-21 20:55:20.409237+00	\N	{"address": "instance:instance/kill43-prod"}	\N	\N	[]
01a1ffe4-640c-7788-b7d3-b2b4c766ebae	checks	8	running	1	1	0	2026-11-21 20:55:20.409237+00	\N	\N	\N	\N	\N	[]
\.


--
-- Data for Name: tenant; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.tenant (id, slug, company, search, status, plan, trial_ends_at, launch_seconds, status_token, launch_started_at, created_by, created_at) FROM stdin;
01a1ffe4-4063-7217-8cee-0721de591138	clean	clean	clean clean	trial	trial	2026-12-05 20:55:11.203842+00	\N	49b5346f6939a27bbca242d14a71237c	\N	tests	2026-11-21 20:55:11.203842+00
01a1ffe4-419c-70a9-9f96-4c7fc814ab5c	kill18	kill18	kill18 kill18	trial	trial	2026-12-05 20:55:11.516591+00	\N	6c9f0ac4179dd5fc7c191cb9594e969e	\N	tests	2026-11-21 20:55:11.516591+00
01a1ffe4-42c8-75d2-bcb5-31a558b5aa46	kill19	kill19	kill19 kill19	trial	trial	2026-12-05 20:55:11.816623+00	\N	72e86b16edd78549f2fbfd1e66691081	\N	tests	2026-11-21 20:55:11.816623+00
01a1ffe4-4412-7197-8b0f-11e13d89d93c	kill20	kill20	kill20 kill20	trial	trial	2026-12-05 20:55:12.146815+00	\N	1520fe931efd43cb99aa4787592fe425	\N	tests	2026-11-21 20:55:12.146815+00
01a1ffe4-4567-7616-a6c7-0eca60f3c24f	kill21	kill21	kill21 kill21	trial	trial	2026-12-05 20:55:12.48798+00	\N	6eef39b409a1dbbb395e2e53a78541fc	\N	tests	2026-11-21 20:55:12.48798+00
01a1ffe4-46aa-76d6-9352-83ec093bd9d8	kill22	kill22	kill22 kill22	trial	trial	2026-12-05 20:55:12.810958+00	\N	50b888695c390d39a59ee0ea4fb3963a	\N	tests	2026-11-21 20:55:12.810958+00
01a1ffe4-47fb-74cd-b4eb-57729f776789	kill23	kill23	kill23 kill23	trial	trial	2026-12-05 20:55:13.147146+00	\N	10462f8e6935f286c097e10b6967d151	\N	tests	2026-11-21 20:55:13.147146+00
01a1ffe4-4966-7042-8ce1-92b20f544494	kill24	kill24	kill24 kill24	trial	trial	2026-12-05 20:55:13.510381+00	\N	82ab078fb8d45951e19e09e65baf49b1	\N	tests	2026-11-21 20:55:13.510381+00
01a1ffe4-4ada-7710-ad2a-29e8cf00bed8	kill25	kill25	kill25 kill25	trial	trial	2026-12-05 20:55:13.882571+00	\N	ce3f3c282273a9bb5f9d18ab731087b6	\N	tests	2026-11-21 20:55:13.882571+00
01a1ffe4-4c5b-779b-aa36-a0d1618cf344	kill26	kill26	kill26 kill26	trial	trial	2026-12-05 20:55:14.267046+00	\N	d28033abcd9f53fbddf84b96f8d6d54a	\N	tests	2026-11-21 20:55:14.267046+00
01a1ffe4-4de7-70bb-b96d-362bb6fb9b17	kill27	kill27	kill27 kill27	trial	trial	2026-12-05 20:55:14.663076+00	\N	b234ea7ea4d70d991bdc4030a79c0439	\N	tests	2026-11-21 20:55:14.663076+00
01a1ffe4-4f30-74c7-9ffb-db55827e4a74	kill28	kill28	kill28 kill28	trial	trial	2026-12-05 20:55:14.992714+00	\N	c6ea727286852d750d6bd3630f4809cf	\N	tests	2026-11-21 20:55:14.992714+00
01a1ffe4-506f-7267-bf68-5316059455bd	kill29	kill29	kill29 kill29	trial	trial	2026-12-05 20:55:15.31113+00	\N	00af8f6228317ed205e3ebff7ba1b10a	\N	tests	2026-11-21 20:55:15.31113+00
01a1ffe4-51c4-723e-b0a7-583b502eeb29	kill30	kill30	kill30 kill30	trial	trial	2026-12-05 20:55:15.652671+00	\N	d8b40fbd2f63a1b80b382eb34739e2d8	\N	tests	2026-11-21 20:55:15.652671+00
01a1ffe4-52df-724b-b964-74f5a0491017	kill31	kill31	kill31 kill31	trial	trial	2026-12-05 20:55:15.935032+00	\N	759af0583a4639c9a477f5605d7fe2b0	\N	tests	2026-11-21 20:55:15.935032+00
01a1ffe4-5427-7449-9ae2-4b55e5c1dff9	kill32	kill32	kill32 kill32	trial	trial	2026-12-05 20:55:16.2631+00	\N	76a2c9d19b0b34d697ba7f5effe52a2e	\N	tests	2026-11-21 20:55:16.2631+00
01a1ffe4-55d0-77ee-a25c-cac59fdbfc5b	kill33	kill33	kill33 kill33	trial	trial	2026-12-05 20:55:16.68838+00	\N	d8a82f7dadaf7ed062c169f6987d6c23	\N	tests	2026-11-21 20:55:16.68838+00
01a1ffe4-573e-7024-996a-ce9124d62421	kill34	kill34	kill34 kill34	trial	trial	2026-12-05 20:55:17.05463+00	\N	9e7920fb241f2b83efa93ab42234208c	\N	tests	2026-11-21 20:55:17.05463+00
01a1ffe4-589c-7019-991f-f6d85ef557b5	kill35	kill35	kill35 kill35	trial	trial	2026-12-05 20:55:17.404086+00	\N	5b82f962a31e493de3251935877ef23f	\N	tests	2026-11-21 20:55:17.404086+00
01a1ffe4-5a39-722a-b237-07a539158769	kill36	kill36	kill36 kill36	trial	trial	2026-12-05 20:55:17.817096+00	\N	df85fa9fc3e9f8a7fb8a636bfaac1556	\N	tests	2026-11-21 20:55:17.817096+00
01a1ffe4-5b97-7770-a745-014e0be9fdc8	kill37	kill37	kill37 kill37	trial	trial	2026-12-05 20:55:18.167444+00	\N	170df92d3cef84ff6c2e08f76ea959a2	\N	tests	2026-11-21 20:55:18.167444+00
01a1ffe4-5cef-75b4-97c1-2ba01bcce877	kill38	kill38	kill38 kill38	trial	trial	2026-12-05 20:55:18.511785+00	\N	aa0e62cb5eb392816ccc13bbd9689525	\N	tests	2026-11-21 20:55:18.511785+00
01a1ffe4-5e6b-739f-8f35-a27d524cf47b	kill39	kill39	kill39 kill39	trial	trial	2026-12-05 20:55:18.891313+00	\N	f050a18e1a3c6e9eb026a01e6a3c0486	\N	tests	2026-11-21 20:55:18.891313+00
01a1ffe4-5fc4-750a-a90c-aa705c1ed16c	kill40	kill40	kill40 kill40	trial	trial	2026-12-05 20:55:19.23691+00	\N	4ca1034d3ee91850b8070a93eb6c5fa9	\N	tests	2026-11-21 20:55:19.23691+00
01a1ffe4-60fe-700a-ba0e-7a2114016499	kill41	kill41	kill41 kill41	trial	trial	2026-12-05 20:55:19.550892+00	\N	b555ac05302b192eb67870e1ea27a9df	\N	tests	2026-11-21 20:55:19.550892+00
01a1ffe4-6277-704f-8a75-14e4a0092d7a	kill42	kill42	kill42 kill42	trial	trial	2026-12-05 20:55:19.927029+00	\N	1e8946ce517f6fbb461352a31252f1f3	\N	tests	2026-11-21 20:55:19.927029+00
01a1ffe4-63db-74ab-ba6b-3d7331748d55	kill43	kill43	kill43 kill43	trial	trial	2026-12-05 20:55:20.283952+00	\N	3d7756a33c61c963cb46ece10dbcbc0b	\N	tests	2026-11-21 20:55:20.283952+00
\.


--
-- Data for Name: user_account; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.user_account (id, email, password_hash, role, tenant, created_at) FROM stdin;
01a1ffe4-3f90-74a4-8528-bda4431f01f3	operator@automator.test	$argon2id$v=19$m=19456,t=2,p=1$klPOVhZcsNq7MSgp7r7uYw$9hfIASjsrCiOFxpCMnb7fRVWbSemhscgd1JdT/LOc/U	operator	\N	2026-11-21 20:55:11.070541+00
\.


--
-- Data for Name: worker; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.worker (name, version, started_at, seen_at, in_work, places, fetching, stopping) FROM stdin;
vm-31047-8a5f590a	0.1.0	2026-11-21 20:55:11.02611+00	2026-11-21 20:55:11.02611+00	0	32	t	f
vm-31081-2123dc3e	0.1.0	2026-11-21 20:55:11.805439+00	2026-11-21 20:55:11.805439+00	0	32	t	f
vm-31101-0db7b728	0.1.0	2026-11-21 20:55:12.117717+00	2026-11-21 20:55:12.117717+00	0	32	t	f
vm-31120-7e6f30b0	0.1.0	2026-11-21 20:55:12.440454+00	2026-11-21 20:55:12.440454+00	0	32	t	f
vm-31141-ddc5d9c4	0.1.0	2026-11-21 20:55:12.782024+00	2026-11-21 20:55:12.782024+00	0	32	t	f
vm-31161-1a3b87df	0.1.0	2026-11-21 20:55:13.129031+00	2026-11-21 20:55:13.129031+00	0	32	t	f
vm-31181-b20f7b35	0.1.0	2026-11-21 20:55:13.493684+00	2026-11-21 20:55:13.493684+00	0	32	t	f
vm-31201-2063cbfa	0.1.0	2026-11-21 20:55:13.860549+00	2026-11-21 20:55:13.860549+00	0	32	t	f
vm-31221-44a8d665	0.1.0	2026-11-21 20:55:14.234383+00	2026-11-21 20:55:14.234383+00	0	32	t	f
vm-31241-96042a6c	0.1.0	2026-11-21 20:55:14.647841+00	2026-11-21 20:55:14.647841+00	0	32	t	f
vm-31260-75863276	0.1.0	2026-11-21 20:55:14.96468+00	2026-11-21 20:55:14.96468+00	0	32	t	f
vm-31280-d20d900a	0.1.0	2026-11-21 20:55:15.299857+00	2026-11-21 20:55:15.299857+00	0	32	t	f
vm-31300-094d9553	0.1.0	2026-11-21 20:55:15.627441+00	2026-11-21 20:55:15.627441+00	0	32	t	f
vm-31322-bc5ec9c3	0.1.0	2026-11-21 20:55:15.864166+00	2026-11-21 20:55:15.864166+00	0	32	t	f
vm-31344-e292e5b3	0.1.0	2026-11-21 20:55:16.248426+00	2026-11-21 20:55:16.248426+00	0	32	t	f
vm-31364-0b000dfb	0.1.0	2026-11-21 20:55:16.650337+00	2026-11-21 20:55:16.650337+00	0	32	t	f
vm-31385-9849df64	0.1.0	2026-11-21 20:55:17.02577+00	2026-11-21 20:55:17.02577+00	0	32	t	f
vm-31406-016eab5b	0.1.0	2026-11-21 20:55:17.38812+00	2026-11-21 20:55:17.38812+00	0	32	t	f
vm-31425-fd0d389a	0.1.0	2026-11-21 20:55:17.773447+00	2026-11-21 20:55:17.773447+00	0	32	t	f
vm-31444-5c386496	0.1.0	2026-11-21 20:55:18.116411+00	2026-11-21 20:55:18.116411+00	0	32	t	f
vm-31465-dec495a6	0.1.0	2026-11-21 20:55:18.489204+00	2026-11-21 20:55:18.489204+00	0	32	t	f
vm-31486-525dbfac	0.1.0	2026-11-21 20:55:18.88465+00	2026-11-21 20:55:18.88465+00	0	32	t	f
vm-31506-d5324e68	0.1.0	2026-11-21 20:55:19.224506+00	2026-11-21 20:55:19.224506+00	0	32	t	f
vm-31526-a15b0a9c	0.1.0	2026-11-21 20:55:19.554252+00	2026-11-21 20:55:19.554252+00	0	32	t	f
vm-31545-f7258bcc	0.1.0	2026-11-21 20:55:19.908687+00	2026-11-21 20:55:19.908687+00	0	32	t	f
vm-31564-ac07b69f	0.1.0	2026-11-21 20:55:20.272589+00	2026-11-21 20:55:20.272589+00	0	32	t	f
\.


--
-- Name: event_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.event_id_seq', 356, true);


--
-- Name: log_line_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.log_line_id_seq', 109, true);


--
-- Name: sign_up_count_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.sign_up_count_id_seq', 1, false);


--
-- Name: _sqlx_migrations _sqlx_migrations_pkey; Type: CONSTRAINT; Schema: apalis; Owner: -
--

ALTER TABLE ONLY apalis._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);


--
-- Name: jobs jobs_pkey; Type: CONSTRAINT; Schema: apalis; Owner: -
--

ALTER TABLE ONLY apalis.jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);


--
-- Name: workers workers_pkey; Type: CONSTRAINT; Schema: apalis; Owner: -
--

ALTER TABLE ONLY apalis.workers
    ADD CONSTRAINT workers_pkey PRIMARY KEY (id);


--
-- Name: _sqlx_migrations _sqlx_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public._sqlx_migrations
    ADD CONSTRAINT _sqlx_migrations_pkey PRIMARY KEY (version);


--
-- Name: api_token api_token_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);


--
-- Name: asset asset_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asset
    ADD CONSTRAINT asset_pkey PRIMARY KEY (key);


--
-- Name: counter counter_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter
    ADD CONSTRAINT counter_pkey PRIMARY KEY (name);


--
-- Name: environment environment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.environment
    ADD CONSTRAINT environment_pkey PRIMARY KEY (id);


--
-- Name: event event_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);


--
-- Name: idempotency idempotency_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (scope, key);


--
-- Name: log_line log_line_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.log_line
    ADD CONSTRAINT log_line_pkey PRIMARY KEY (id);


--
-- Name: mail mail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_pkey PRIMARY KEY (id);


--
-- Name: mark mark_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mark
    ADD CONSTRAINT mark_pkey PRIMARY KEY (name);


--
-- Name: provider provider_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.provider
    ADD CONSTRAINT provider_pkey PRIMARY KEY (port);


--
-- Name: provider_slot provider_slot_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.provider_slot
    ADD CONSTRAINT provider_slot_pkey PRIMARY KEY (port, number);


--
-- Name: resource resource_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resource
    ADD CONSTRAINT resource_pkey PRIMARY KEY (id);


--
-- Name: run run_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (id);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);


--
-- Name: session_tenant session_tenant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_tenant
    ADD CONSTRAINT session_tenant_pkey PRIMARY KEY (token_hash, tenant);


--
-- Name: setting_change setting_change_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting_change
    ADD CONSTRAINT setting_change_pkey PRIMARY KEY (revision, key);


--
-- Name: setting_revision setting_revision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting_revision
    ADD CONSTRAINT setting_revision_pkey PRIMARY KEY (revision);


--
-- Name: setting_value setting_value_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting_value
    ADD CONSTRAINT setting_value_pkey PRIMARY KEY (scope, subject, key);


--
-- Name: sign_up_count sign_up_count_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sign_up_count
    ADD CONSTRAINT sign_up_count_pkey PRIMARY KEY (id);


--
-- Name: step_run step_run_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.step_run
    ADD CONSTRAINT step_run_pkey PRIMARY KEY (run, name);


--
-- Name: tenant tenant_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenant
    ADD CONSTRAINT tenant_pkey PRIMARY KEY (id);


--
-- Name: user_account user_account_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_account
    ADD CONSTRAINT user_account_pkey PRIMARY KEY (id);


--
-- Name: worker worker_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.worker
    ADD CONSTRAINT worker_pkey PRIMARY KEY (name);


--
-- Name: idx_apalis_jobs_fetch_partial; Type: INDEX; Schema: apalis; Owner: -
--

CREATE INDEX idx_apalis_jobs_fetch_partial ON apalis.jobs USING btree (job_type, priority DESC, run_at) WHERE ((status = 'Pending'::text) OR ((status = 'Failed'::text) AND (attempts < max_attempts)));


--
-- Name: idx_apalis_jobs_lock_by; Type: INDEX; Schema: apalis; Owner: -
--

CREATE INDEX idx_apalis_jobs_lock_by ON apalis.jobs USING btree (lock_by);


--
-- Name: idx_apalis_workers_last_seen; Type: INDEX; Schema: apalis; Owner: -
--

CREATE INDEX idx_apalis_workers_last_seen ON apalis.workers USING btree (last_seen);


--
-- Name: idx_apalis_workers_worker_type; Type: INDEX; Schema: apalis; Owner: -
--

CREATE INDEX idx_apalis_workers_worker_type ON apalis.workers USING btree (worker_type);


--
-- Name: idx_jobs_idempotency_key; Type: INDEX; Schema: apalis; Owner: -
--

CREATE UNIQUE INDEX idx_jobs_idempotency_key ON apalis.jobs USING btree (job_type, idempotency_key);


--
-- Name: lidx; Type: INDEX; Schema: apalis; Owner: -
--

CREATE INDEX lidx ON apalis.jobs USING btree (lock_by);


--
-- Name: lsidx; Type: INDEX; Schema: apalis; Owner: -
--

CREATE INDEX lsidx ON apalis.workers USING btree (last_seen);


--
-- Name: unique_job_id; Type: INDEX; Schema: apalis; Owner: -
--

CREATE UNIQUE INDEX unique_job_id ON apalis.jobs USING btree (id);


--
-- Name: unique_worker_id; Type: INDEX; Schema: apalis; Owner: -
--

CREATE UNIQUE INDEX unique_worker_id ON apalis.workers USING btree (id);


--
-- Name: wtidx; Type: INDEX; Schema: apalis; Owner: -
--

CREATE INDEX wtidx ON apalis.workers USING btree (worker_type);


--
-- Name: api_token_environment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_token_environment ON public.api_token USING btree (environment);


--
-- Name: api_token_hash; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX api_token_hash ON public.api_token USING btree (token_hash);


--
-- Name: api_token_tenant; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX api_token_tenant ON public.api_token USING btree (tenant);


--
-- Name: environment_stage; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX environment_stage ON public.environment USING btree (tenant, stage);


--
-- Name: environment_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX environment_state ON public.environment USING btree (state, id);


--
-- Name: event_run; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX event_run ON public.event USING btree (run, id) WHERE (run IS NOT NULL);


--
-- Name: idempotency_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_created ON public.idempotency USING btree (created_at);


--
-- Name: log_line_run; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX log_line_run ON public.log_line USING btree (run, id);


--
-- Name: mail_environment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_environment ON public.mail USING btree (environment);


--
-- Name: mail_key; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX mail_key ON public.mail USING btree (idempotency_key) WHERE (idempotency_key IS NOT NULL);


--
-- Name: mail_queued; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_queued ON public.mail USING btree (next_at) WHERE (state = 'queued'::text);


--
-- Name: mail_sent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_sent ON public.mail USING btree (tenant, at);


--
-- Name: mail_settled; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_settled ON public.mail USING btree (at) WHERE (state <> 'queued'::text);


--
-- Name: mail_tenant; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_tenant ON public.mail USING btree (tenant, id);


--
-- Name: mail_text; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_text ON public.mail USING btree (at) WHERE ((state <> 'queued'::text) AND (text <> ''::text));


--
-- Name: resource_environment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resource_environment ON public.resource USING btree (environment, id);


--
-- Name: resource_live; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX resource_live ON public.resource USING btree (provider, kind, external_id) WHERE (deleted_at IS NULL);


--
-- Name: resource_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resource_name ON public.resource USING btree (kind, name, id) WHERE (deleted_at IS NULL);


--
-- Name: run_active; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX run_active ON public.run USING btree (environment) WHERE active;


--
-- Name: run_environment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_environment ON public.run USING btree (environment, id);


--
-- Name: run_failed_step; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_failed_step ON public.run USING btree (failed_step, id) WHERE (failed_step IS NOT NULL);


--
-- Name: run_kind; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_kind ON public.run USING btree (kind, id);


--
-- Name: run_launch; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_launch ON public.run USING btree (id) WHERE (launch_seconds IS NOT NULL);


--
-- Name: run_outcome; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_outcome ON public.run USING btree (outcome, id) WHERE (outcome IS NOT NULL);


--
-- Name: run_tenant; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_tenant ON public.run USING btree (tenant, id);


--
-- Name: session_account; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_account ON public.session USING btree (account);


--
-- Name: session_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_expires ON public.session USING btree (expires_at);


--
-- Name: session_tenant_tenant; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX session_tenant_tenant ON public.session_tenant USING btree (tenant);


--
-- Name: setting_revision_scope; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX setting_revision_scope ON public.setting_revision USING btree (scope, subject, revision);


--
-- Name: sign_up_count_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_up_count_at ON public.sign_up_count USING btree (at);


--
-- Name: sign_up_count_bucket; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_up_count_bucket ON public.sign_up_count USING btree (bucket, at);


--
-- Name: tenant_slug; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX tenant_slug ON public.tenant USING btree (slug);


--
-- Name: tenant_status_token; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX tenant_status_token ON public.tenant USING btree (status_token);


--
-- Name: tenant_trial; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tenant_trial ON public.tenant USING btree (id) WHERE (status = 'trial'::text);


--
-- Name: user_account_email; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX user_account_email ON public.user_account USING btree (lower(email), id);


--
-- Name: user_account_role; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX user_account_role ON public.user_account USING btree (role);


--
-- Name: user_account_tenant; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX user_account_tenant ON public.user_account USING btree (tenant, id);


--
-- Name: jobs notify_workers; Type: TRIGGER; Schema: apalis; Owner: -
--

CREATE TRIGGER notify_workers AFTER INSERT ON apalis.jobs FOR EACH ROW EXECUTE FUNCTION apalis.notify_new_jobs();

ALTER TABLE apalis.jobs DISABLE TRIGGER notify_workers;


--
-- Name: jobs fk_worker_lock_by; Type: FK CONSTRAINT; Schema: apalis; Owner: -
--

ALTER TABLE ONLY apalis.jobs
    ADD CONSTRAINT fk_worker_lock_by FOREIGN KEY (lock_by) REFERENCES apalis.workers(id);


--
-- Name: api_token api_token_environment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_environment_fkey FOREIGN KEY (environment) REFERENCES public.environment(id) ON DELETE CASCADE;


--
-- Name: api_token api_token_tenant_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_tenant_fkey FOREIGN KEY (tenant) REFERENCES public.tenant(id) ON DELETE CASCADE;


--
-- Name: environment environment_tenant_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.environment
    ADD CONSTRAINT environment_tenant_fkey FOREIGN KEY (tenant) REFERENCES public.tenant(id);


--
-- Name: mail mail_environment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_environment_fkey FOREIGN KEY (environment) REFERENCES public.environment(id) ON DELETE SET NULL;


--
-- Name: mail mail_tenant_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mail
    ADD CONSTRAINT mail_tenant_fkey FOREIGN KEY (tenant) REFERENCES public.tenant(id) ON DELETE CASCADE;


--
-- Name: resource resource_environment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resource
    ADD CONSTRAINT resource_environment_fkey FOREIGN KEY (environment) REFERENCES public.environment(id) ON DELETE CASCADE;


--
-- Name: run run_environment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_environment_fkey FOREIGN KEY (environment) REFERENCES public.environment(id);


--
-- Name: run run_tenant_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run
    ADD CONSTRAINT run_tenant_fkey FOREIGN KEY (tenant) REFERENCES public.tenant(id);


--
-- Name: session session_account_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account_fkey FOREIGN KEY (account) REFERENCES public.user_account(id) ON DELETE CASCADE;


--
-- Name: session_tenant session_tenant_tenant_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_tenant
    ADD CONSTRAINT session_tenant_tenant_fkey FOREIGN KEY (tenant) REFERENCES public.tenant(id) ON DELETE CASCADE;


--
-- Name: session_tenant session_tenant_token_hash_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session_tenant
    ADD CONSTRAINT session_tenant_token_hash_fkey FOREIGN KEY (token_hash) REFERENCES public.session(token_hash) ON DELETE CASCADE;


--
-- Name: setting_change setting_change_revision_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.setting_change
    ADD CONSTRAINT setting_change_revision_fkey FOREIGN KEY (revision) REFERENCES public.setting_revision(revision) ON DELETE CASCADE;


--
-- Name: user_account user_account_tenant_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_account
    ADD CONSTRAINT user_account_tenant_fkey FOREIGN KEY (tenant) REFERENCES public.tenant(id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--


