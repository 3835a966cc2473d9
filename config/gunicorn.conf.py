"""How the web server runs, with and without Docker. What depends on the place comes by the environment:
DTTS_BIND (address:port), DTTS_WEB_WORKERS, DTTS_WEB_THREADS, CKAN_INI."""

import os

wsgi_app = "wsgi:application"
pythonpath = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 (gunicorn runs this file by exec)
bind = os.environ.get("DTTS_BIND", "127.0.0.1:5000")

# One process a core and a few threads in each: a request waits mostly for PostgreSQL and Solr.
workers = int(os.environ.get("DTTS_WEB_WORKERS", str(min(8, max(2, os.cpu_count() or 2)))))
threads = int(os.environ.get("DTTS_WEB_THREADS", "4"))
worker_class = "gthread"

# An upload of 100 MB over a slow line is read before the application is called; nothing else takes that long.
timeout = 120
graceful_timeout = 30
keepalive = 5
# A leak in any library stays small; the jitter keeps workers from restarting together.
max_requests = 5000
max_requests_jitter = 1000

limit_request_line = 8190
limit_request_fields = 60

# Errors and starts to standard error; addresses of readers are not written down.
errorlog = "-"
accesslog = None
loglevel = "info"
# No socket to steer the server by: it is steered by signals.
control_socket_disable = True
