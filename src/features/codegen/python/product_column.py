    products = pd.Series([product_of(value) for value in transactions["product"]], dtype=object)
    rows["product"] = pd.factorize(products)[0]
