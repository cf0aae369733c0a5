features.isna().sum()
