# ---- Database ----


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def connect(database):
    """An engine whose transactions are real: sqlite3 begins none for CREATE and DROP by itself."""
    url = database if "://" in database else sa.URL.create("sqlite", database=database)
    engine = sa.create_engine(url, execution_options={"no_parameters": True})
    if engine.dialect.name == "sqlite":
        if engine.url.database and not os.path.exists(engine.url.database):
            raise FileNotFoundError(f"there is no file {engine.url.database}")

        @sa.event.listens_for(engine, "connect")
        def prepare(connection, _):
            connection.isolation_level = None
            connection.text_factory = kept_bytes

        @sa.event.listens_for(engine, "begin")
        def begin(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif engine.dialect.name != "postgresql":
        raise ValueError(f"this script is for SQLite and PostgreSQL, not for {engine.dialect.name}")
    return engine


def kept_bytes(text):
    """Text that is not UTF-8 stays what it is."""
    return text.decode("utf-8", "surrogateescape")


def fetched(connection, sql):
    """The rows of a query from the driver itself, which takes half as long."""
    driver = connection.connection.driver_connection
    cursor = driver.cursor()
    if connection.dialect.name == "sqlite":
        driver.text_factory = str  # the fastest, for text that is UTF-8
        try:
            return cursor.execute(sql).fetchall()
        except connection.dialect.dbapi.OperationalError:
            pass
        finally:
            driver.text_factory = kept_bytes
    cursor.execute(sql)
    return cursor.fetchall()


def columns_of(connection, sql, names):
    """The columns of a query by name, with Python's own values."""
    values = list(itertools.chain.from_iterable(fetched(connection, sql)))
    return {name: values[at :: len(names)] for at, name in enumerate(names)}


def read(connection, is_sqlite):
    """Copies what is needed of the leads into a temporary table, with numbers, and reads both tables."""
    order = LEADS_ORDER if is_sqlite else ""
    columns = [f"{quoted(LEADS_KEY)} AS key"]
    columns += [f"{quoted(column) if column else 'NULL'} AS c{at}" for at, (_, column, _) in enumerate(COPIED)]
    over = f"row_number() OVER ({order}) AS n"
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE lab_leads AS SELECT {over}, {', '.join(columns)} FROM {quoted(LEADS)}")
    leads = pd.DataFrame({"key": pd.Series(columns_of(connection, "SELECT key FROM lab_leads ORDER BY n", ["key"])["key"], dtype=object)})
    leads["n"] = range(1, len(leads) + 1)
    columns = {"key": TRANSACTIONS_KEY, "time": TRANSACTIONS_TIME, **FURTHER}
    select = f"SELECT {', '.join(map(quoted, columns.values()))} FROM {quoted(TRANSACTIONS)}"
    return leads, columns_of(connection, select, columns)


def write(connection, features, target, is_sqlite):
    """Replaces the table by the copied columns and the features."""
    names = list(features.columns[1:])
    kinds = [FEATURES[name] for name in names]
    if not is_sqlite:
        kinds = [kind.replace("INTEGER", "BIGINT").replace("REAL", "DOUBLE PRECISION") for kind in kinds]
    declared = [f"{quoted(name)} {kind}" for name, kind in zip(names, kinds)]
    number = f"n {'INTEGER' if is_sqlite else 'BIGINT'} PRIMARY KEY"
    connection.exec_driver_sql(f"CREATE TEMPORARY TABLE lab_features ({', '.join([number, *declared])})")
    values = [features[name].astype(object).where(features[name].notna(), None).tolist() for name in features.columns]
    places = ", ".join(["?" if is_sqlite else "%s"] * len(values))
    cursor = connection.connection.cursor()
    cursor.executemany(f"INSERT INTO lab_features VALUES ({places})", zip(*values))
    copied = [f"c{at} AS {quoted(name)}" for at, (name, _, _) in enumerate(COPIED)]
    columns = ", ".join(copied + list(map(quoted, names)))
    select = f"SELECT {columns} FROM lab_leads JOIN lab_features USING (n) ORDER BY n"
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {target}")
    if is_sqlite:
        types = [f"{quoted(name)} {kind}" for name, _, kind in COPIED] + declared
        connection.exec_driver_sql(f"CREATE TABLE {target} ({', '.join(types)})")
        connection.exec_driver_sql(f"INSERT INTO {target} {select}")
    else:
        connection.exec_driver_sql(f"CREATE TABLE {target} AS {select}")
    for temporary in ("lab_leads", "lab_features"):
        connection.exec_driver_sql(f"DROP TABLE {temporary}")


def build(database, as_of, target, is_dry_run=False):
    """Builds the table in one transaction; prints what went in and what came out."""
    start = time.perf_counter()
    engine = connect(database)
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        leads, transactions = read(connection, is_sqlite)
        features, counts = customer_features(leads, transactions, as_of)
        if is_dry_run:
            connection.rollback()
        else:
            write(connection, features, ("main." if is_sqlite else "") + quoted(target), is_sqlite)
            connection.commit()
    engine.dispose()
    written = "would be written" if is_dry_run else "written"
    print(f"{target}: {len(features)} rows {written} in {time.perf_counter() - start:.2f} s")
    print(f"read: {len(leads)} rows of {LEADS}, {len(transactions['time'])} rows of {TRANSACTIONS}")
    for words, count in counts.items():
        print(f"{words}: {count}")


