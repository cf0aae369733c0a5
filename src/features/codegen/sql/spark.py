"""Builds {{TARGET}} from {{LEADS}} and {{TRANSACTIONS}}: one row per customer.

Written by Feature Lab for {{DATABASE}}, as of {{AS_OF}}, fingerprint {{FINGERPRINT}}.

    spark-submit build_features_spark.py LEADS TRANSACTIONS OUTPUT [--as-of TIME] [--jdbc URL] [--null-value TEXT]

LEADS and TRANSACTIONS are Parquet files or folders (a path), CSV files (.csv), or tables of the catalogue (any other name);
with --jdbc, tables of that database. OUTPUT is a folder for Parquet files (a path) or a table of the catalogue, with --jdbc
of that database, and is replaced. Everything is computed before the old one goes.
"""

import argparse
import re
{{IMPORTS}}
from datetime import datetime, timezone

from pyspark.sql import SparkSession

# The instant at which the features are true.
AS_OF = {{AS_OF_TEXT}}

# The steps: views and their queries. The first read lab_leads and lab_transactions, views of the two tables.
VIEWS = [
{{VIEWS}}
]
COUNTS = {{COUNTS}}
{{KEYS}}


def instant(text):
    """Seconds since 1970 and nanoseconds of a time in ISO 8601; UTC without an offset."""
    fraction = re.search(r"\.(\d{1,9})", text)
    at = datetime.fromisoformat(re.sub(r"\.\d+", "", text).replace("Z", "+00:00"))
    at = at if at.tzinfo else at.replace(tzinfo=timezone.utc)
    return int(at.timestamp()), int(fraction[1].ljust(9, "0")) if fraction else 0


def is_path(name):
    return "/" in name or "\\" in name or name.endswith(".parquet")


def read(spark, source, options):
    if options.jdbc:
        # A timestamp without a zone is UTC, and not of the zone of this machine.
        return spark.read.option("preferTimestampNTZ", True).jdbc(options.jdbc, source)
    if source.endswith(".csv"):
        # Every column is text. An empty field is NULL, and "" is the empty text.
        return spark.read.csv(source, header=True, multiLine=True, escape='"', nullValue=options.null_value)
    return spark.read.parquet(source) if is_path(source) else spark.table(source)


def build(spark, options):
    # Times without an offset are UTC, and a date that is read as text has its own form.
    spark.conf.set("spark.sql.session.timeZone", "UTC")
{{REGISTER}}
{{READ_LEADS}}
    read(spark, options.transactions, options).createOrReplaceTempView("lab_transactions")
    seconds, nanos = instant(options.as_of)
    for name, query in VIEWS:
        frame = spark.sql(query, args={"as_of": seconds, "as_of_nanos": nanos})
        if name in ("lab_customers", "lab_purchases"):
            # What is counted and written is computed once, before an old table goes.
            frame.persist()
        frame.createOrReplaceTempView(name)
    found = spark.sql(COUNTS).first().asDict()
    writer = spark.table("lab_features").write.mode("overwrite")
    if is_path(options.output):
        writer.parquet(options.output)
    elif options.jdbc:
        writer.jdbc(options.jdbc, options.output)
    else:
        writer.saveAsTable(options.output)
    for words, count in found.items():
        print(f"{words}: {count or 0}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("leads", help="the customers: a Parquet or CSV file, or a table")
    parser.add_argument("transactions", help="the transactions: a Parquet or CSV file, or a table")
    parser.add_argument("output", help="the folder of Parquet files or the table to write")
    parser.add_argument("--as-of", default=AS_OF, help="instant at which the features are true, ISO 8601, UTC")
    parser.add_argument("--jdbc", help="address of a database, jdbc:…, in which the tables are")
    parser.add_argument("--null-value", default="\\N", help="text in CSV files that is NULL, beside empty fields")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("build_features").getOrCreate()
    build(spark, options)
    spark.stop()


if __name__ == "__main__":
    main()
