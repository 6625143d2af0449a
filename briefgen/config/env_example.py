"""The ``.env.example`` of a workspace: every variable, explained."""

#: What ``briefgen init`` writes beside ``feeds/``: every variable, commented out.
ENV_EXAMPLE = """\
# Copy this file to .env and take the # off the lines you need. The real environment wins over .env.
# Keep .env to yourself: it holds secrets.

# Where articles and editions are kept. Without it: SQLite in out/briefgen.db
# BRIEFGEN_DATABASE_URL=postgresql+psycopg://briefgen:password@localhost/briefgen

# Articles that no edition cites are deleted after so many days; 0 keeps them for ever. Storylines and trends look back
# over weeks, so it cannot be less than 60.
# BRIEFGEN_KEEP_DAYS=400

# Sending: smtp:// with STARTTLS, or smtps://
# BRIEFGEN_SMTP_URL=smtp://user:password@mail.example.org:587
# BRIEFGEN_SENDER="Israel Briefing <briefing@example.org>"

# How many connections at once, how many messages over each; how many messages a second to a domain, * to each other
# one, all: to all together
# BRIEFGEN_SMTP_CONNECTIONS=8
# BRIEFGEN_SMTP_MESSAGES=500
# BRIEFGEN_SMTP_RATES=all=100, gmail.com=20, *=5

# A message that may have gone out, or not, when a sender died: hold it for the operator, or send it again. Where our
# Postfix runs on this machine its log knows, and nothing stays in doubt.
# BRIEFGEN_IN_DOUBT=hold
# BRIEFGEN_MAIL_LOG=/var/log/mail.log

# DKIM: the private key (in double quotes, over several lines) and the selector of its DNS record
# BRIEFGEN_DKIM_KEY=
# BRIEFGEN_DKIM_SELECTOR=briefgen

# `briefgen run`: who is told when something fails, an address or a webhook; and for how many hours after its time a
# daily edition that was missed still goes out (a weekly four times, a monthly twelve times as long)
# BRIEFGEN_OPERATOR=desk@example.org
# BRIEFGEN_CATCH_UP=6

# The readers' and editors' pages: their address, and a random text of 32 characters and more that
# signs links (openssl rand -hex 32)
# BRIEFGEN_PUBLIC_URL=https://briefing.example.org
# BRIEFGEN_SECRET=

# Machines whose word counts on whom they ask for (X-Forwarded-For): addresses or networks of the proxies before us
# BRIEFGEN_TRUSTED_PROXIES=127.0.0.1, ::1

# Where mail to the return path arrives, for `briefgen run` and `bounces` to read: a Maildir, an mbox, or imaps://
# BRIEFGEN_BOUNCES=imaps://bounces:password@mail.example.org/INBOX

# Who reviews an edition before it goes out, where its briefing has review_minutes and names no editors of its own
# BRIEFGEN_EDITORS="Dana Lev <dana@example.org>, desk@example.org"

# A language model, for briefings with model = "select" or "rewrite": any service that speaks the OpenAI protocol
# (pip install 'briefgen[llm]')
# BRIEFGEN_LLM_URL=https://llm.example.org/v1
# BRIEFGEN_LLM_MODEL=
# BRIEFGEN_LLM_KEY=
"""
