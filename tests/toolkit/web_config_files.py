"""Web configurations of our own, by name, for which the exporter toolkit and the exporter must have the same verdict. They
lie in a folder with the certificates that test_verdicts.py makes. What the verdict is says the toolkit alone."""

HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG"
PAIR = "  cert_file: server.crt\n  key_file: server.key\n"
TLS = "tls_server_config:\n" + PAIR


def indented(text, by=4):
    return "".join(" " * by + line + "\n" for line in text.splitlines())


def inline(pem):
    """pem: the text of each file, by its name."""
    cert, key = indented(pem["server.crt"]), indented(pem["server.key"])
    other = indented(pem["client.key"])
    return {
        "cert and key inside": f"tls_server_config:\n  cert: |\n{cert}  key: |\n{key}",
        "cert inside, key in a file": f"tls_server_config:\n  cert: |\n{cert}  key_file: server.key\n",
        "cert inside alone": f"tls_server_config:\n  cert: |\n{cert}",
        "key inside alone": f"tls_server_config:\n  key: |\n{key}",
        "key inside is another's": f"tls_server_config:\n  cert_file: server.crt\n  key: |\n{other}",
        "a file goes before what is inside": f"{TLS}  cert: nothing\n  key: nothing\n",
        "cert inside is no PEM": "tls_server_config:\n  cert: nothing\n  key_file: server.key\n",
        "cert inside is a key": f"tls_server_config:\n  cert: |\n{key}  key_file: server.key\n",
        "client_ca inside": f"{TLS}  client_auth_type: RequireAndVerifyClientCert\n  client_ca: |\n{indented(pem['ca.crt'])}",
        "client_ca inside, nobody asked": f"{TLS}  client_ca: |\n{indented(pem['ca.crt'])}",
        "client_ca inside is no PEM": f"{TLS}  client_auth_type: VerifyClientCertIfGiven\n  client_ca: nothing\n",
        "cert folded into one text": 'tls_server_config:\n  key_file: server.key\n  cert: "' + pem["server.crt"].replace("\n", "\\n") + '"\n',
    }


TLS_FILES = {
    "tls": TLS,
    "tls in one line": "tls_server_config: {cert_file: server.crt, key_file: server.key}\n",
    "tls of an empty map": "tls_server_config: {}\n",
    "tls of nothing": "tls_server_config:\n",
    "tls of a text": "tls_server_config: server.crt\n",
    "tls of an empty text": 'tls_server_config: ""\n',
    "tls with a version alone": "tls_server_config: {min_version: TLS13}\n",
    "tls with empty names": 'tls_server_config: {cert_file: "", key_file: ""}\n',
    "tls with NoClientCert alone": "tls_server_config: {client_auth_type: NoClientCert}\n",
    "tls with a client CA alone": "tls_server_config: {client_ca_file: ca.crt}\n",
    "no key": "tls_server_config: {cert_file: server.crt}\n",
    "a list for a file": "tls_server_config: {cert_file: [server.crt], key_file: server.key}\n",
    "nothing for a file": "tls_server_config: {cert_file: ~, key_file: server.key}\n",
    "another key": "tls_server_config: {cert_file: server.crt, key_file: client.key}\n",
    "cert and key the wrong way round": "tls_server_config: {cert_file: server.key, key_file: server.crt}\n",
    "both in one file": "tls_server_config: {cert_file: both.pem, key_file: both.pem}\n",
    "an encrypted key": "tls_server_config: {cert_file: locked.crt, key_file: locked.key}\n",
    "a small RSA key": "tls_server_config: {cert_file: small.crt, key_file: small.key}\n",
    "signed with SHA-1": "tls_server_config: {cert_file: sha1.crt, key_file: sha1.key}\n",
    "an expired certificate": "tls_server_config: {cert_file: expired.crt, key_file: expired.key}\n",
    "an empty certificate file": "tls_server_config: {cert_file: empty, key_file: server.key}\n",
    "a folder for a certificate": "tls_server_config: {cert_file: ., key_file: server.key}\n",
    "ask for a certificate": TLS + "  client_auth_type: RequestClientCert\n",
    "require any": TLS + "  client_auth_type: RequireAnyClientCert\n",
    "require any, by its old name": TLS + "  client_auth_type: RequireClientCert\n",
    "verify if given, without a CA": TLS + "  client_auth_type: VerifyClientCertIfGiven\n",
    "require and verify, without a CA": TLS + "  client_auth_type: RequireAndVerifyClientCert\n",
    "no client auth, in words": TLS + "  client_auth_type: NoClientCert\n",
    "no client auth, empty": TLS + '  client_auth_type: ""\n',
    "no such client auth": TLS + "  client_auth_type: requireandverifyclientcert\n",
    "a CA that nobody asks": TLS + "  client_ca_file: ca.crt\n",
    "a CA that is not used": TLS + "  client_auth_type: RequestClientCert\n  client_ca_file: ca.crt\n",
    "a CA file that is missing": TLS + "  client_auth_type: RequestClientCert\n  client_ca_file: none\n",
    "a CA file with a key in it": TLS + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: server.key\n",
    "a CA file of no bytes": TLS + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: empty\n",
    "a CA folder": TLS + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: .\n",
    "allowed names": TLS + "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n  client_allowed_sans: [a, 1]\n",
    "allowed names, if given": TLS + "  client_auth_type: VerifyClientCertIfGiven\n  client_ca_file: ca.crt\n  client_allowed_sans: [a]\n",
    "allowed names that nobody asks": TLS + "  client_allowed_sans: [a]\n",
    "allowed names, none": TLS + "  client_auth_type: RequireAnyClientCert\n  client_allowed_sans: []\n",
    "allowed names of one text": TLS + "  client_allowed_sans: a\n",
    "old versions": TLS + "  min_version: TLS10\n  max_version: TLS11\n",
    "versions the wrong way round": TLS + "  min_version: TLS13\n  max_version: TLS12\n",
    "no such version": TLS + "  min_version: TLS1.2\n",
    "an empty version": TLS + '  min_version: ""\n',
    "a version of nothing": TLS + "  min_version:\n  max_version: ~\n",
    "suites of TLS 1.3 alone": TLS + "  cipher_suites: [TLS_AES_128_GCM_SHA256]\n",
    "suites of TLS 1.3 under TLS 1.2": TLS + "  max_version: TLS12\n  cipher_suites: [TLS_AES_128_GCM_SHA256]\n",
    "suites with CBC": TLS + "  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA]\n",
    "an insecure suite": TLS + "  cipher_suites: [TLS_RSA_WITH_AES_128_CBC_SHA]\n",
    "no suites": TLS + "  cipher_suites: []\n",
    "suites of nothing": TLS + "  cipher_suites:\n  curve_preferences: ~\n",
    "a suite twice": TLS + "  cipher_suites: [TLS_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256]\n",
    "a curve twice": TLS + "  curve_preferences: [X25519, X25519, CurveP256]\n",
    "a curve by another name": TLS + "  curve_preferences: [P-256]\n",
    "a map for curves": TLS + "  curve_preferences: {X25519: true}\n",
    "server's order: on": TLS + "  prefer_server_cipher_suites: on\n",
    "server's order: 1": TLS + "  prefer_server_cipher_suites: 1\n",
    "an unknown key": TLS + "  certfile: server.crt\n",
    "a key twice": TLS + "  cert_file: server.crt\n",
}

HTTP_FILES = {
    **{f"http2: {value}": f"http_server_config: {{http2: {value}}}\n"
       for value in ("true", "True", "on", "OFF", "yes", "n", "Y", "tRUE", "1", '"false"', "'on'", "", "~", "maybe", "[true]",
                     "!!bool yes", "!!str yes")},
    "http of nothing": "http_server_config:\n",
    "no headers": "http_server_config: {headers: }\n",
    "headers of an empty map": "http_server_config: {headers: {}}\n",
    "a header of nothing": "http_server_config: {headers: {X-XSS-Protection: }}\n",
    "a listed header of nothing": "http_server_config: {headers: {X-Frame-Options: }}\n",
    "a listed header in capitals": "http_server_config: {headers: {X-Frame-Options: DENY}}\n",
    "a header's name in small letters": "http_server_config: {headers: {x-frame-options: deny}}\n",
    "a header on two lines": "http_server_config:\n  headers:\n    Content-Security-Policy: |\n      default-src 'self'\n      *.test\n",
    "a header with a break": 'http_server_config: {headers: {Content-Security-Policy: "a\\r\\nSet-Cookie: a=b"}}\n',
    "a header beyond ASCII": "http_server_config: {headers: {X-XSS-Protection: ünd}}\n",
    "a header that is a list": "http_server_config: {headers: {X-XSS-Protection: [1]}}\n",
    "http3": "http_server_config: {http3: true}\n",
    **{f"rate_limit: {value}": f"rate_limit: {{{value}}}\n"
       for value in ("interval: 1s", "interval: 1s, burst: 5", "interval: 0, burst: 0", "interval: 100ms, burst: 0x10",
                     "interval: 1h30m, burst: 1_000", "interval: -1s, burst: 1", "interval: 1d, burst: 1", "interval: 10, burst: 1",
                     "interval: 1.5, burst: 1", "interval: 1.5s, burst: 2.9", 'interval: "1s", burst: "5"', "interval: '1', burst: 1",
                     "interval: 1s, burst: -3", "interval: 1s, burst: many", "interval: , burst: ", "interval: 1 s, burst: 1",
                     "interval: 1s, burst: 0o17", "interval: 1s, burst: 017", "interval: 1s, burst: 08", "interval: .5s, burst: 1",
                     "interval: 1µs, burst: 1", "interval: true, burst: 1", "interval: [1s], burst: 1", "per: 1s",
                     "interval: 300000h, burst: 1", "interval: 1s, burst: 9223372036854775808", "interval: 1s, burst: 1e3",
                     "interval: ., burst: 1", "interval: s, burst: 1", "interval: 2001-01-01, burst: 1")},
    "rate_limit of nothing": "rate_limit:\n",
    "rate_limit of a number": "rate_limit: 5\n",
}

_SALT_AND_HASH = HASH[7:]
USER_FILES = {
    "no users": "basic_auth_users: {}\n",
    "users of nothing": "basic_auth_users:\n",
    "users in a list": "basic_auth_users: [a]\n",
    **{f"a hash {what}": f"basic_auth_users:\n  a: '{text}'\n" for what, text in {
        "as it should be": HASH, "of cost 4": "$2b$04$" + _SALT_AND_HASH, "of cost 3": "$2b$03$" + _SALT_AND_HASH,
        "of cost 18": "$2b$18$" + _SALT_AND_HASH, "of cost 31": "$2a$31$" + _SALT_AND_HASH,
        "of cost 32": "$2a$32$" + _SALT_AND_HASH, "of no cost": "$2a$1x$" + _SALT_AND_HASH, "of cost +9": "$2a$+9$" + _SALT_AND_HASH,
        "of version 2x": "$2x$10$" + _SALT_AND_HASH, "of version 2": "$2$10$" + _SALT_AND_HASH,
        "of version 1": "$1$10$" + _SALT_AND_HASH, "of version 3": "$3$10$" + _SALT_AND_HASH,
        "one character short": HASH[:-1], "two characters short": HASH[:-2], "with more behind it": HASH + "xyz",
        "with odd characters": HASH[:-3] + "*?!", "without a dollar": HASH[1:] + "xx", "that is none": "secret",
        "that is empty": "", "with another salt character": HASH[:28] + "z" + HASH[29:], "of MD5": "$apr1$salt$" + "x" * 60}.items()},
    "a hash on a line of its own": f"basic_auth_users:\n  a: |\n    {HASH}\n",
    "a hash of nothing": "basic_auth_users:\n  a:\n",
    "a hash that is a map": "basic_auth_users:\n  a: {password: b}\n",
    "a user twice": f"basic_auth_users:\n  a: {HASH}\n  a: {HASH}\n",
    "a user without a name": f'basic_auth_users:\n  "": {HASH}\n',
    "a user with a colon": f'basic_auth_users:\n  "a:b": {HASH}\n',
    "a user of two lines": f'basic_auth_users:\n  "a\\nb": {HASH}\n',
    "a user beyond ASCII": f"basic_auth_users:\n  jürgen: {HASH}\n",
    "a user that is a number": f"basic_auth_users:\n  1: {HASH}\n  true: {HASH}\n",
    "an alias": f"basic_auth_users:\n  a: &hash {HASH}\n  b: *hash\n",
    "an alias of nothing": "basic_auth_users:\n  a: *hash\n",
    "a thousand users and more": "basic_auth_users:\n" + "".join(f"  user{i}: {HASH}\n" for i in range(1200)),
}

YAML_FILES = {
    "no bytes": "",
    "a comment": "# nothing\n",
    "a beginning": "---\n",
    "nothing in words": "null\n",
    "an empty map": "{}\n",
    "a list": "- tls_server_config\n",
    "a number": "5\n",
    "an empty text": '""\n',
    "an unknown key": "web: {}\n",
    "a key in capitals": "Basic_auth_users: {}\n",
    "a part twice": "basic_auth_users: {}\nbasic_auth_users: {}\n",
    "two documents": f"basic_auth_users:\n  a: {HASH}\n---\nnothing: [\n",
    "an end": f"---\nbasic_auth_users:\n  a: {HASH}\n...\n",
    "a quote that is not closed": 'basic_auth_users:\n  a: "secret\n',
    "a tab": "basic_auth_users:\n\ta: b\n",
    "a control character": "# \x01\nbasic_auth_users: {}\n",
    "a byte order mark": "\ufeffbasic_auth_users: {}\n",
    "lines of Windows": TLS.replace("\n", "\r\n"),
    "keys in quotes": "\"tls_server_config\": {'cert_file': server.crt, \"key_file\": 'server.key'}\n",
    "tags": "!!map {tls_server_config: {cert_file: !!str server.crt, key_file: server.key}}\n",
    "a tag of somebody's": "tls_server_config: {cert_file: !file server.crt, key_file: server.key}\n",
    "all of it": TLS + f"http_server_config:\n  http2: false\n  headers: {{X-Frame-Options: deny}}\nrate_limit: {{interval: 1s, burst: 9}}\n"
                 f"basic_auth_users:\n  a: {HASH}\n",
}


def all_files(pem):
    files = {}
    for part in (inline(pem), TLS_FILES, HTTP_FILES, USER_FILES, YAML_FILES):
        for name, text in part.items():
            files[name if name not in files else name + ", again"] = text
    return files
