pd.Series({name: (features[name] == value).sum() for name, value in FILL.items()})
