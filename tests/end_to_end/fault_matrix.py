"""What an API may do wrong, a fault a line: its name, the reason that collection_errors_total gives (None: it is borne),
where it strikes, and how.

Where: `page`, the second page of each listing; `every`, all pages; `iam`, the sign-in; `front`, the TLS server of
tls_front.py, which takes the mode; `settings` of the simulator; `rows`, sessions that the test puts in.
How: a fault of the simulator (tests/simulator/README.md), or what the place says."""
import collections

Fault = collections.namedtuple("Fault", "name reason where how")


def status(number, **more):
    return {"kind": "status", "status": number, **more}


def garble(form, **more):
    return {"kind": "garble", "form": form, **more}


def count(value):
    """That JSON in place of each count."""
    return {"kind": "count", "value": value}


def drip(part, **more):
    return {"kind": f"drip_{part}", "delay_ms": 50, "bytes": 1, **more}


def form(kind, name):
    return {"kind": kind, "form": name}


FAULTS = [Fault(*line) for line in (
    # Statuses, with the bodies of gateway, service and proxies.
    ("status_301", "rejected", "page", status(301, shape="empty")),
    ("redirect_302", "rejected", "page", {"kind": "redirect", "location": "/elsewhere"}),
    ("redirect_to_another_host", "rejected", "page", {"kind": "redirect", "location": "http://127.0.0.1:1/"}),
    ("status_400", "rejected", "page", status(400, shape="b")),
    ("status_401", "auth", "page", status(401)),
    ("status_401_once", None, "page", status(401, times=1)),
    ("status_403", "auth", "page", status(403, shape="details")),
    ("status_404", "rejected", "page", status(404, shape="c")),
    ("status_408", "server", "page", status(408, shape="text")),
    ("status_409", "rejected", "page", status(409, shape="d")),
    ("status_413", "rejected", "page", status(413, shape="html")),
    ("status_429", "throttled", "page", status(429, retry_after=1)),
    ("status_500", "server", "page", status(500, shape="nested")),
    ("status_502", "server", "page", status(502, shape="html")),
    ("status_503", "server", "page", status(503)),
    ("status_504", "server", "page", status(504, shape="empty")),
    ("status_599", "server", "page", status(599)),
    ("status_204", "rejected", "page", status(204, shape="empty")),
    # Connections.
    ("reset_before_the_head", "network", "page", {"kind": "reset_before_headers"}),
    ("reset_in_the_head", "network", "page", {"kind": "reset_in_headers", "bytes": 60}),
    ("reset_after_the_head", "network", "page", {"kind": "reset_after_headers"}),
    ("closed_in_the_body", "network", "page", {"kind": "close_mid_body", "bytes": 700}),
    ("closed_after_each_answer", None, "every", {"kind": "close"}),
    # Framing.
    ("length_too_great", "network", "page", {"kind": "length", "delta": 100}),
    ("length_too_small", "malformed", "page", {"kind": "length", "delta": -100}),
    ("two_lengths", "malformed", "page", {"kind": "header", "name": "Content-Length", "value": "5"}),
    ("length_and_chunks", "malformed", "page", {"kind": "header", "name": "Content-Length", "value": "5", "chunked": True}),
    ("chunks", None, "every", {"kind": "chunked"}),
    ("chunk_without_a_size", "malformed", "page", form("broken_chunks", "no_size")),
    ("chunk_of_2_to_the_64", "malformed", "page", form("broken_chunks", "huge")),
    ("chunk_cut_off", "network", "page", form("broken_chunks", "cut")),
    ("chunks_without_end", "network", "page", form("broken_chunks", "no_end")),
    ("chunk_longer_than_it_says", "malformed", "page", form("broken_chunks", "overrun")),
    ("no_http", "malformed", "page", form("broken_head", "not_http")),
    ("no_status", "malformed", "page", form("broken_head", "no_status")),
    ("a_huge_header", "malformed", "page", form("broken_head", "huge")),
    ("a_thousand_headers", "malformed", "page", form("broken_head", "many")),
    ("a_hundred_interim_answers", "malformed", "page", form("broken_head", "endless")),
    # Time.
    ("no_answer", "timeout", "page", {"kind": "hang"}),
    ("a_start_too_slow", "timeout", "page", {"kind": "slow_first_byte", "delay_ms": 3600_000}),
    ("a_slow_start", None, "page", {"kind": "slow_first_byte", "delay_ms": 300}),
    ("a_dripping_head", "timeout", "page", drip("headers")),
    ("a_dripping_body", "timeout", "page", drip("body")),
    ("dripping_chunks", "timeout", "page", drip("body", chunked=True)),
    ("a_body_in_pieces", None, "page", {"kind": "drip_body", "delay_ms": 1, "bytes": 4000}),
    # Compression that nobody asked for.
    ("gzip", "malformed", "page", {"kind": "gzip"}),
    ("a_gzip_bomb", "malformed", "page", form("gzip", "bomb")),
    ("garbled_gzip", "malformed", "page", form("gzip", "garbled")),
    ("gzip_that_is_none", "malformed", "page", form("gzip", "none")),
    # Bodies.
    *((f"body_{name}", "malformed", "page", garble(name)) for name in (
        "not_json", "cut", "array", "empty", "html", "trailing", "deep", "huge", "count_missing", "count_string", "count_null",
        "count_negative", "items_missing", "items_null", "items_object", "null_item", "wrong_type", "no_identity")),
    ("body_huge_in_chunks", "malformed", "page", garble("huge", chunked=True, bytes=20_000_000)),
    ("more_rows_than_asked_for", "malformed", "every", {"kind": "duplicate_rows", "rows": 3}),
    ("rows_twice_in_place_of_others", "inconsistent", "every", {"kind": "duplicate_rows", "rows": 3, "replace": True}),
    # Once: a list whose last page is always short is never whole.
    ("a_short_page", None, "page", {"kind": "short_page", "rows": 5, "times": 1}),
    # Counts that lie.
    ("count_of_2_to_the_31", "malformed", "every", count("2147483648")),
    ("count_of_2_to_the_63", "malformed", "every", count("9223372036854775808")),
    ("count_of_2_to_the_80", "malformed", "every", count("1208925819614629174706176")),
    ("count_a_fraction", "malformed", "every", count("174.5")),
    ("count_with_an_exponent", "malformed", "every", count("1e3")),
    ("count_an_object", "malformed", "every", count("{}")),
    ("count_of_a_million", "inconsistent", "every", count("1000000")),
    ("count_too_great", "inconsistent", "every", {"kind": "count", "delta": 40}),
    ("count_too_small", "inconsistent", "every", {"kind": "count", "delta": -40}),
    # All that it counts fits a full page.
    ("count_too_small_by_whole_pages", "inconsistent", "every", count("100")),
    ("count_that_grows_with_each_page", "inconsistent", "every", {"kind": "count", "delta": 300, "grow": True}),
    # By more than half a page: else the end of a list of 149 - delta rows is looked for at 99 again, and no page counts right last.
    ("count_off_on_one_page", None, "page", {"kind": "count", "delta": 60}),
    # Clocks.
    ("date_two_hours_ahead", None, "settings", {"date_skew_seconds": 7200}),
    ("date_two_days_behind", None, "settings", {"date_skew_seconds": -172800}),
    ("date_that_is_none", None, "every", {"kind": "header", "name": "Date", "value": "yesterday"}),
    ("no_date", None, "every", {"kind": "header", "name": "Date"}),
    ("rows_of_the_future", None, "rows", {"start": 7200_000, "last_update": 7200_000}),
    ("rows_that_end_before_they_start", None, "rows", {"start": -60_000, "end": -120_000, "state": "SignedOut"}),
    # IAM.
    *((f"iam_{number}", reason, "iam", status(number, shape="c")) for number, reason in (
        (400, "rejected"), (401, "auth"), (403, "auth"), (404, "rejected"), (409, "rejected"), (500, "server"), (502, "server"),
        (503, "server"))),
    ("iam_429", "throttled", "iam", status(429, shape="c", retry_after=1)),
    ("iam_redirect", "rejected", "iam", {"kind": "redirect", "location": "http://127.0.0.1:1/"}),
    ("iam_without_a_token", "malformed", "iam", {"kind": "header", "name": "X-Subject-Token"}),
    *((f"iam_body_{name}", "malformed", "iam", garble(name)) for name in ("not_json", "cut", "empty", "deep", "huge")),
    ("iam_reset", "network", "iam", {"kind": "reset_before_headers"}),
    ("iam_no_answer", "timeout", "iam", {"kind": "hang"}),
    ("iam_dripping", "timeout", "iam", drip("headers")),
    # In front of the API.
    ("certificate_expired", "tls", "front", "expired"),
    ("certificate_of_another_host", "tls", "front", "other_host"),
    ("certificate_of_nobody", "tls", "front", "unknown_ca"),
    ("no_tls", "tls", "front", "no_tls"),
    ("closed_at_the_handshake", "network", "front", "close"),
    ("no_handshake", "timeout", "front", "stall"),
    ("connection_refused", "network", "front", "refuse"),
)]
