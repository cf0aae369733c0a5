    rows["amount"] = pd.Series([amount_of(value) for value in transactions["amount"]], dtype=object)
