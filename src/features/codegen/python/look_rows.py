with connect(DATABASE).connect() as connection:
    features = pd.read_sql(f"SELECT * FROM {quoted(TARGET)}", connection)
features.head(10)
