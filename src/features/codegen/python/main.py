def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--db", default=os.environ.get("DATABASE_URL", DATABASE), help="file of an SQLite database, or URL of a database")
    parser.add_argument("--as-of", default=AS_OF, help="instant at which the features are true, ISO 8601, UTC")
    parser.add_argument("--target", default=TARGET, help="name of the table to write")
    parser.add_argument("--dry-run", action="store_true", help="compute and count, write nothing")
    options = parser.parse_args()
    as_of = read_iso(options.as_of.strip())
    if as_of is None:
        parser.exit(1, f"--as-of {options.as_of} is no time: write 2026-07-01 or 2026-07-01T09:30:00Z\n")
    try:
        build(options.db, as_of, options.target, options.dry_run)
    except (OSError, ValueError, ImportError, sa.exc.SQLAlchemyError) as error:
        words = str(getattr(error, "orig", None) or error).strip().splitlines()
        parser.exit(1, f"Nothing was changed: {words[0] if words else type(error).__name__}.\n")


if __name__ == "__main__":
    main()
