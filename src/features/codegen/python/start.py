# /// script
# requires-python = ">=3.10"
# dependencies = ["pandas>=2.2", "SQLAlchemy>=2.0", "psycopg[binary]>=3.1"]
# ///
