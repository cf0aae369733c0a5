"""Builds {{TARGET}} from {{LEADS}} and {{TRANSACTIONS}}: one row per customer.

Written by Feature Lab for {{DATABASE}}, as of {{AS_OF}}, fingerprint {{FINGERPRINT}}.

    python build_features.py [--db DATABASE] [--as-of TIME] [--target TABLE] [--dry-run]

DATABASE is the file of an SQLite database, or a URL: sqlite:///FILE, postgresql+psycopg://… or postgresql+psycopg2://….
Without --db it is DATABASE_URL of the environment, or else the file that was open in the lab.
The table is replaced in one transaction: if anything fails, the old one stays.
"""

